import { broken, brokenStep, long, many, other, step } from './case';

const args = (...list: string[]) => [{ name: 'ubuntu', args: list }];
const script = (text: string, more: object = {}) => [{ ...step, script: `#!/usr/bin/env bash\n${text}\n`, ...more }];
const automap = { automapSubstitutions: true };

export const SUBSTITUTIONS = [
  broken(
    'used and not declared',
    { steps: args('$_REGION') },
    'substitutions: _REGION is used and not declared; give it a default',
  ),
  broken(
    'misspelt where it is used',
    { steps: args('${_REGIONS}', '$_REGION'), substitutions: { _REGION: 'x' } },
    'substitutions: _REGIONS is used and not declared; did you mean "_REGION"?',
  ),
  broken(
    'declared and not used',
    { substitutions: { _REGION: 'x' } },
    'substitutions._REGION: nothing uses it; leave it out',
  ),
  broken(
    'mentioned behind two dollars alone',
    { steps: args('$$_REGION'), substitutions: { _REGION: 'x' } },
    'substitutions._REGION: nothing uses it; leave it out',
  ),
  broken(
    'mentioned in a comment of a script alone',
    { steps: script('# $_REGION is no more'), options: automap, substitutions: { _REGION: 'x' } },
    'substitutions._REGION: nothing uses it; leave it out',
  ),
  broken(
    'read by a script and not declared',
    { steps: script('echo "${_REGION}"'), options: automap },
    'substitutions: _REGION is used and not declared; give it a default',
  ),
  broken(
    'printed by a script and not declared',
    { steps: script('printenv _REGION'), options: automap },
    'substitutions: _REGION is used and not declared; give it a default',
  ),
  broken(
    'read by a script that does not get it',
    { steps: script('echo "$_REGION"'), substitutions: { _REGION: 'x' } },
    'substitutions._REGION: nothing uses it; leave it out',
    'step "test": script: $_REGION is empty there; set automapSubstitutions, or add "_REGION=$_REGION" to env',
  ),
  broken(
    'a built-in one, read by a script that does not get it',
    { steps: script('echo "$COMMIT_SHA"', { automapSubstitutions: false }), options: automap },
    'step "test": script: $COMMIT_SHA is empty there; set automapSubstitutions, or add "COMMIT_SHA=$COMMIT_SHA" to env',
  ),
  broken(
    'in small letters',
    { substitutions: { region: 'x' } },
    'substitutions.region: a name is "_" and then capitals, digits or "_"; did you mean "_REGION"?',
  ),
  broken(
    'without its underscore',
    { substitutions: { 'MY-REGION': 'x' } },
    'substitutions.MY-REGION: a name is "_" and then capitals, digits or "_"; did you mean "_MY_REGION"?',
  ),
  broken(
    'one that Cloud Build fills in',
    { substitutions: { PROJECT_ID: 'x' } },
    'substitutions.PROJECT_ID: Cloud Build fills it in, and takes no other value; leave it out',
  ),
  broken(
    'a misspelt built-in one',
    { steps: args('$PROJECTID') },
    'step #0 (ubuntu): args[0]: Cloud Build knows no $PROJECTID; did you mean "PROJECT_ID"?',
  ),
  broken(
    'a variable of the shell',
    { steps: args('-c', 'echo $HOME ${HOME}') },
    'step #0 (ubuntu): args[1]: Cloud Build knows no $HOME; for a variable of the shell write $$HOME',
  ),
  broken(
    'a variable of the shell in an image',
    { images: ['docker.io/library/$IMAGE'] },
    'images[0]: Cloud Build knows no $IMAGE; for a variable of the shell write $$IMAGE',
  ),
  broken(
    'one of another, in builds by hand',
    { steps: args('$_IMAGE'), substitutions: { _IMAGE: '$PROJECT_ID/x' } },
    'substitutions._IMAGE: "$PROJECT_ID/x" needs options.dynamicSubstitutions; without it only triggers fill it in',
  ),
  broken(
    'a part of one, in builds by hand',
    { steps: args('${_TAG%%-*}'), substitutions: { _TAG: 'x' } },
    'step #0 (ubuntu): args[0]: "${_TAG%%-*}" needs options.dynamicSubstitutions; without it only triggers fill it in',
  ),
  broken(
    'one of itself',
    { steps: args('$_A'), substitutions: { _A: '$_B', _B: 'x-$_A' }, options: { dynamicSubstitutions: true } },
    'substitutions._A: its value leads back to itself',
    'substitutions._B: its value leads back to itself',
  ),
  broken(
    'too many',
    {
      steps: [
        ...args(...many(100, (at) => `$_S${at}`)),
        ...args(...many(100, (at) => `$_S${at + 100}`)),
        ...args('$_S200'),
      ],
      substitutions: Object.fromEntries(many(201, (at) => [`_S${at}`, ''])),
    },
    'substitutions: 201 of them; Cloud Build takes 200',
  ),
  broken(
    'a long name and a long value',
    { steps: args(`$_${'X'.repeat(100)}`), substitutions: { [`_${'X'.repeat(100)}`]: long(4001) } },
    `substitutions._${'X'.repeat(100)}: a name of 101 bytes; Cloud Build takes 100`,
    `substitutions._${'X'.repeat(100)}: 4001 bytes; Cloud Build takes 4000`,
  ),
  brokenStep(
    'an unknown one in env',
    { env: ['PATH=$PATH:/x'] },
    'env[0]: Cloud Build knows no $PATH; for a variable of the shell write $$PATH',
  ),
  broken(
    'an unknown one of a secret',
    {
      steps: [{ ...other, args: ['-c', 'curl $TOKEN'], secretEnv: ['TOKEN'] }],
      availableSecrets: { secretManager: [{ versionName: 'projects/$PROJECT_ID/secrets/s/versions/1', env: 'TOKEN' }] },
    },
    'step "deploy": args[1]: Cloud Build knows no $TOKEN; for a variable of the shell write $$TOKEN',
  ),
];
