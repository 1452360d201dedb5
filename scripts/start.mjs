// npm start: installs what is missing, synthesizes the blueprint of mlops.yaml and says what it made.
import './require-node.mjs';
import { installPackages } from './install.mjs';

installPackages();
process.argv.splice(2, 0, 'synth', '--summary');
await import('../bin/mlops.mjs');
