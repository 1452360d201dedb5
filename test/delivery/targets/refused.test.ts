import { type Build, type BuildStep } from '../../../delivery/build';
import { githubFiles, gitlabFiles } from '../../../delivery/targets';
import { type DeliveryTrigger } from '../../../delivery/triggers';
import { buildOf, changed, FACTS, step } from './fixture';

const builds = (build: Build) => changed('pr-checks', { build });
const steps = (...all: BuildStep[]) => builds({ ...buildOf([step('fine', 'node', 'true')]), steps: all });
const only = (more: Partial<BuildStep>) => steps(step('odd', 'node', 'true', more));
const fine = buildOf([step('fine', 'node', 'true')]);

const REFUSED: readonly (readonly [string, DeliveryTrigger, string])[] = [
  [
    'an image without tools',
    only({ name: 'gcr.io/x/y:1' }),
    'step odd runs in gcr.io/x/y:1, for which there are no tools',
  ],
  ['arguments', only({ script: undefined, args: ['ci'] }), 'step odd has no script'],
  ['a script in Python', only({ script: '#!/usr/bin/env python3\n' }), 'step odd is for neither bash nor sh'],
  ['text that GitHub fills in', only({ script: '#!/bin/sh\necho ${{ x }}' }), 'has "${{" in its script'],
  ['volumes', only({ volumes: [{ name: 'v', path: '/v' }] }), 'step odd has volumes'],
  ['secrets of a step', only({ secretEnv: ['TOKEN'] }), 'step odd has secretEnv'],
  ['exit codes', only({ allowExitCodes: [3] }), 'step odd has allowExitCodes'],
  ['a folder elsewhere', only({ dir: '/root' }), 'step odd has the folder /root, outside the repository'],
  ['images to push', builds({ ...fine, images: ['x'] }), 'the build has images, which only Cloud Build pushes'],
  ['artifacts', builds({ ...fine, artifacts: { images: ['x'] } }), 'the build has artifacts'],
  ['secrets', builds({ ...fine, availableSecrets: {} }), 'the build has availableSecrets'],
  [
    'a payload',
    changed('model-cd-dev', { substitutions: { _X: '$(body.message.data)' } }),
    '_X is read as $(body.message.data)',
  ],
  ['a payload of a push', changed('components', { substitutions: { _X: '$(body.x)' } }), '_X is read as $(body.x)'],
];

test.each(REFUSED)('%s: refused by GitHub and by GitLab', (_, trigger, message) => {
  for (const files of [githubFiles, gitlabFiles]) {
    expect(() => files([trigger], FACTS)).toThrow(`${trigger.key}: `);
    expect(() => files([trigger], FACTS)).toThrow(message);
  }
});

test('a filter of messages is refused', () => {
  const event = { message: { topic: 'projects/p/topics/t', filter: '_X == "y"' } };
  expect(() => gitlabFiles([changed('model-cd-dev', { event })], FACTS)).toThrow('messages are not filtered here');
});

test('all mistakes of all triggers come at once', () => {
  const both = [only({ dir: '/root', secretEnv: ['TOKEN'] }), changed('components', { substitutions: { _X: '$(y)' } })];
  expect(() => githubFiles(both, FACTS)).toThrow(/secretEnv[^]*\/root[^]*\$\(y\)/);
});

test('expressions of branches that GitHub cannot say are refused with the trigger, all at once', () => {
  const event = (tag: string) => ({ event: { push: { tag } } });
  const both = [changed('components', event('^v.$')), changed('terraform-apply-prod', event('^v\\w$'))];
  expect(() => githubFiles(both, FACTS)).toThrow(/components: \^v\.\$ has "\."[^]*terraform-apply-prod: \^v\\w\$ has/);
  expect(() => gitlabFiles(both, FACTS)).not.toThrow();
});
