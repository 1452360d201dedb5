// npm run pipeline: installs what is missing, then trains on the embedded data, on this machine.
import './require-node.mjs';
import { installPackages } from './install.mjs';

installPackages();
process.argv.splice(2, 0, 'run', 'tabular-training', '--local');
await import('../bin/mlops.mjs');
