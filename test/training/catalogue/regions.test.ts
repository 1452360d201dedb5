/** Regions of the rows against a list of machine types that Google's API gave, where that list is. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE } from '../../../training/catalogue';
import { difference } from '../../../scripts/catalogue/difference';
import { readListing } from '../../../scripts/catalogue/listing';
import { describeJudged, root } from '../../support/outside-judges';

const file = join(root, '../shared/data/machine-types-by-region.csv.gz');
const missing = existsSync(file) ? undefined : `no list of machine types at ${file}`;

/** Of TPU v4, whose only region is not in lists of regions. */
const UNLISTED = ['ct4p-hightpu-4t'];

describeJudged('the list of machine types by region', missing, () => {
  test('has every machine type of the catalogue, in all its regions', () => {
    const { goneTypes, goneRegions } = difference(CATALOGUE, readListing(file));
    expect({ goneTypes, goneRegions }).toEqual({ goneTypes: UNLISTED, goneRegions: [] });
  });
});
