// Before the tests: dist/ as the sources are.
import { buildKit } from '../../scripts/build.mjs';

export default buildKit;
