import { bearsData } from '../../../delivery/plans/data-bearing';
import { shippedConfigs } from '../../support/examples';
import { templateOf } from '../../support/synthesized';

test.each(shippedConfigs)('whatever $name protects counts as holding data', ({ file }) => {
  const template = templateOf(file);
  const types = template
    .addresses()
    .map((address) => template.resource(address))
    .filter(({ properties }) => (properties.lifecycle as { prevent_destroy?: boolean } | undefined)?.prevent_destroy)
    .map(({ type }) => type);
  expect(types.length).toBeGreaterThan(0);
  expect([...new Set(types)].filter((type) => !bearsData(type))).toEqual([]);
});
