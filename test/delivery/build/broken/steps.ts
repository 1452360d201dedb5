import { broken, brokenStep, long, many, other, step } from './case';

export const STEPS = [
  broken(
    'too many steps',
    { steps: many(301, () => ({ name: 'ubuntu', args: ['ls'] })) },
    'steps: 301 of them; Cloud Build takes 300',
  ),
  broken(
    'one id for two steps',
    { steps: [step, other, { ...other, id: 'test' }] },
    'step #2: id: "test" is the id of step #0; give each its own',
  ),
  broken(
    'the id that stands for none',
    { steps: [{ ...step, id: '-' }] },
    'step #0: id: "-" is what a step waits for that waits for none; give another id',
  ),
  brokenStep(
    'an image in capitals',
    { name: 'Node:20' },
    'name: "Node:20" is not the name of an image, as "node:20" or "REGION-docker.pkg.dev/P/R/image:1"; it is written in lower case: "node:20"',
  ),
  brokenStep(
    'an image with an empty tag',
    { name: 'node:' },
    'name: "node:" is not the name of an image, as "node:20" or "REGION-docker.pkg.dev/P/R/image:1"',
  ),
  brokenStep('a long image', { name: long(1001) }, 'name: 1001 characters; Cloud Build takes 1000'),
  brokenStep('script and args', { args: ['x'] }, 'script: cannot be together with args; take one or the other'),
  brokenStep(
    'script, args and entrypoint',
    { args: ['x'], entrypoint: 'bash' },
    'script: cannot be together with args and entrypoint; take one or the other',
  ),
  brokenStep(
    'blanks before the interpreter',
    { script: '\n  #!/usr/bin/env bash\nls' },
    'script: has blanks before "#!", so that sh would run it; begin with "#!"',
  ),
  brokenStep(
    'ends of lines as on Windows',
    { script: '#!/usr/bin/env bash\r\nls\r\n' },
    'script: has ends of lines as on Windows, "\\r\\n"; shells want "\\n" alone',
  ),
  brokenStep(
    'an invisible character',
    { env: ['A=\u2028'] },
    'env[0]: has the character U+2028, which no file of text should hold',
  ),
  broken(
    'half a character',
    { tags: ['$_A'], substitutions: { _A: 'x\ud800' } },
    'substitutions._A: has the character U+D800, which no file of text should hold',
  ),
  broken(
    'too many arguments',
    { steps: [{ name: 'ubuntu', args: many(101, String) }] },
    'step #0 (ubuntu): args: 101 of them; Cloud Build takes 100; write a script',
  ),
  broken(
    'a long argument',
    { steps: [{ name: 'ubuntu', args: ['echo', long(10_001)] }] },
    'step #0 (ubuntu): args[1]: 10001 characters; Cloud Build takes 10000; write a script',
  ),
  brokenStep('a long folder', { dir: long(1001) }, 'dir: 1001 characters; Cloud Build takes 1000'),
  brokenStep(
    'exit codes that none are',
    { allowExitCodes: [0, 3, 256] },
    'allowExitCodes: 0 is no exit code of a failure; they go from 1 to 255',
    'allowExitCodes: 256 is no exit code of a failure; they go from 1 to 255',
  ),
];
