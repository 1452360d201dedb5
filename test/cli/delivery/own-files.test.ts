import { type DeliveryFiles } from '../../../cli/delivery/write';
import { JOBS } from '../../../cli/job/jobs';
import { root } from '../../support/outside-judges';
import { scratchFolder } from '../../support/tree';

const folder = scratchFolder();

test('what starts the builds of this repository is up to date: else run mlops delivery write', () => {
  const options = { config: 'mlops.yaml', out: root, check: true };
  const written = JOBS.deliveryWrite(options, { scratch: folder(), pointOfNoReturn: () => undefined });
  const { files } = JSON.parse(written) as DeliveryFiles;
  expect(files.filter(({ state }) => state !== 'same')).toEqual([]);
});
