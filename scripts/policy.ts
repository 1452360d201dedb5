/**
 * Scans synthesized stacks with checkov: what it finds must have its reason in test/judges/policy/allowlist.ts.
 * Usage: npm run policy -- --config mlops.yaml --stacks cdktf.out/stacks
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig } from '../config/load';
import { checkov, checkovProgram, type Finding, reasonFor } from '../test/judges/policy/scan';

const line = ({ check_id, check_name, resource, file_path }: Finding): string =>
  `${check_id}  ${resource}\n    ${check_name}\n    ${file_path.slice(1)}`;

async function main(config: string, stacks: string): Promise<number> {
  if (!existsSync(stacks)) {
    console.error(`--stacks ${stacks}: there is no such folder; name OUT/stacks of \`mlops synth\``);
    return 2;
  }
  const { findings, passed, errors } = checkov(await checkovProgram(), resolve(stacks));
  const loaded = loadConfig(config).config;
  const open = findings.filter((finding) => !reasonFor(finding, loaded));
  for (const each of [...errors, ...open.map(line)]) console.error(each);
  console.log(
    `${passed} checks passed, ${findings.length - open.length} findings have a reason, ${open.length} have none`,
  );
  if (open.length > 0) console.error('Repair them, or give each its reason in test/judges/policy/allowlist.ts.');
  if (passed === 0) console.error(`nothing was checked in ${stacks}: is it the folder of \`mlops synth\`?`);
  return open.length > 0 || errors.length > 0 || passed === 0 ? 1 : 0;
}

const { values } = parseArgs({
  options: {
    config: { type: 'string', default: 'mlops.yaml' },
    stacks: { type: 'string', default: 'cdktf.out/stacks' },
  },
});
void main(values.config, values.stacks).then((status) => {
  process.exitCode = status;
});
