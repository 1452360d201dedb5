import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RELAY_ATTRIBUTES, relayBuild } from '../../../delivery/targets';
import { scratchFolder } from '../../support/tree';

const folder = scratchFolder();
const build = relayBuild({ topic: 'projects/p/topics/t', account: 'a@p.iam.gserviceaccount.com' });

/** Runs the script with a gcloud that writes its arguments down, one a line. */
function published(ref: string): string[] {
  const [shim, log, script] = ['gcloud', 'log', 'script'].map((name) => join(folder(), name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(shim, `#!/bin/sh\nprintf '%s\\n' "$@" > ${log}\n`);
  chmodSync(shim, 0o755);
  writeFileSync(script, build.steps[0]!.script!);
  const env = {
    PATH: `${folder()}:${process.env.PATH}`,
    ...build.substitutions,
    TRIGGER_NAME: 'terraform-apply-prod',
    REF_NAME: ref,
    COMMIT_SHA: 'c0ffee',
  };
  const { status, stderr } = spawnSync('bash', [script], { env, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return readFileSync(log, 'utf8').trimEnd().split('\n');
}

/** As gcloud reads a dictionary with a separator of its own: `^:^a=1:b=2`. */
function attributes(flag: string): [string, string][] {
  const [, separator, rest] = /^--attribute=\^(.)\^(.*)$/.exec(flag)!;
  return rest!.split(separator!).map((pair) => pair.split(/=(.*)/).slice(0, 2) as [string, string]);
}

test.each(['v1.2', 'v1,trigger=terraform-apply-dev', 'v1|trigger=x', 'v$(id)`id`;"', "v'1"])(
  'the tag %s is one attribute, and no command',
  (ref) => {
    const [, , , topic, , flag] = published(ref);
    expect(topic).toBe('projects/p/topics/t');
    expect(attributes(flag!)).toEqual([
      ['trigger', 'terraform-apply-prod'],
      ['ref', ref],
      ['commit', 'c0ffee'],
    ]);
  },
);

test.each(['refs/tags/v1', 'refs/heads/v1', 'v1'])('of %s the short name is told', (ref) => {
  expect(attributes(published(ref)[5]!)[1]).toEqual(['ref', 'v1']);
});

test('the attributes are those that are promised to the triggers', () => {
  expect(attributes(published('v1')[5]!).map(([name]) => name)).toEqual([...RELAY_ATTRIBUTES]);
});
