import { broken, long, many, other, step } from './case';

const version = 'projects/p/secrets/s/versions/1';
const key = 'projects/p/locations/l/keyRings/r/cryptoKeys/k';
const token = { secretManager: [{ versionName: version, env: 'TOKEN' }] };
const asking = (...secretEnv: string[]) => [{ ...step, secretEnv }, other];

export const SECRETS = [
  broken(
    'one that is not there',
    { steps: asking('TOKEN') },
    'step "test": secretEnv: no secret has the variable "TOKEN"; add it to availableSecrets',
  ),
  broken(
    'a misspelt one',
    { steps: asking('TOKENS', 'TOKEN'), availableSecrets: token },
    'step "test": secretEnv: no secret has the variable "TOKENS"; did you mean "TOKEN"?',
  ),
  broken(
    'one that nobody asks for',
    { availableSecrets: token },
    'availableSecrets.secretManager[0].env: no step asks for "TOKEN"; add it to the secretEnv of one, or leave it out',
  ),
  broken(
    'one asked for twice',
    { steps: asking('TOKEN', 'TOKEN'), availableSecrets: token },
    'step "test": secretEnv: "TOKEN" is there more than once',
  ),
  broken(
    'one that all steps have already',
    { steps: asking('TOKEN'), availableSecrets: token, options: { secretEnv: ['TOKEN'] } },
    'step "test": secretEnv: "TOKEN" comes by options.secretEnv already; leave it out',
  ),
  broken(
    'one that is a plain variable too',
    { steps: [{ ...step, secretEnv: ['TOKEN'], env: ['TOKEN=x'] }], availableSecrets: token },
    'step "test": env: TOKEN is a secret of the step as well; give one of the two another name',
  ),
  broken(
    'one that is a plain variable of all steps',
    { steps: asking('TOKEN'), availableSecrets: token, options: { env: ['TOKEN=x'] } },
    'step "test": env: TOKEN is a secret of the step as well; give one of the two another name',
  ),
  broken(
    'two with one variable',
    {
      steps: asking('TOKEN'),
      availableSecrets: { ...token, inline: [{ kmsKeyName: key, envMap: { TOKEN: 'QUJD' } }] },
    },
    'availableSecrets.inline[0].envMap.TOKEN: "TOKEN" is the variable of another secret as well; give each its own',
  ),
  broken(
    'a secret without version',
    {
      steps: asking('TOKEN'),
      availableSecrets: { secretManager: [{ versionName: 'projects/p/secrets/s', env: 'TOKEN' }] },
    },
    'availableSecrets.secretManager[0].versionName: "projects/p/secrets/s" is not of the form projects/P/secrets/S/versions/V',
  ),
  broken(
    'a variable that none is',
    { steps: asking('MY-TOKEN'), availableSecrets: { secretManager: [{ versionName: version, env: 'MY-TOKEN' }] } },
    'availableSecrets.secretManager[0].env: "MY-TOKEN" is no name of a variable',
  ),
  broken(
    'a key that none is, and a value in clear',
    { steps: asking('TOKEN'), availableSecrets: { inline: [{ kmsKeyName: 'k', envMap: { TOKEN: 'my password' } }] } },
    'availableSecrets.inline[0].kmsKeyName: "k" is not of the form projects/P/locations/L/keyRings/R/cryptoKeys/K',
    'availableSecrets.inline[0].envMap.TOKEN: is not base64; encrypt the secret, never write it down as it is',
  ),
  broken(
    'nothing to decrypt',
    { availableSecrets: { inline: [{ kmsKeyName: key, envMap: {} }] } },
    'availableSecrets.inline[0].envMap: is empty; give a variable and its encrypted value',
  ),
  broken(
    'a large one',
    { steps: asking('TOKEN'), secrets: [{ kmsKeyName: key, secretEnv: { TOKEN: long(65_540) } }] },
    'secrets[0].secretEnv.TOKEN: 65540 bytes; Cloud Build takes 65536',
  ),
  broken(
    'one key twice',
    {
      steps: asking('A', 'B'),
      secrets: [
        { kmsKeyName: key, secretEnv: { A: 'QUJD' } },
        { kmsKeyName: key, secretEnv: { B: 'QUJD' } },
      ],
    },
    `secrets: "${key}" is there more than once; one entry holds all that it decrypts`,
  ),
  broken(
    'too many',
    {
      steps: asking(...many(101, (at) => `T${at}`)),
      availableSecrets: { secretManager: many(101, (at) => ({ versionName: version, env: `T${at}` })) },
    },
    'availableSecrets: 101 secrets; Cloud Build takes 100',
  ),
];
