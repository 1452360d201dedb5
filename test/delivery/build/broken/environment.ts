import { broken, brokenStep, long, many } from './case';

export const ENVIRONMENT = [
  brokenStep('a name alone', { env: ['CI'] }, 'env[0]: "CI" is not of the form KEY=VALUE'),
  brokenStep('a name that none is', { env: ['A=1', '2B=2'] }, 'env[1]: "2B" is no name of a variable'),
  brokenStep('no name', { env: ['=1'] }, 'env[0]: "" is no name of a variable'),
  brokenStep('a name twice', { env: ['A=1', 'A=2'] }, 'env: A is given more than once; give it once'),
  broken(
    'a name alone for all',
    { options: { env: ['CI: true'] } },
    'options.env[0]: "CI: true" is not of the form KEY=VALUE',
  ),
  broken(
    'too many',
    { options: { env: many(101, (at) => `A${at}=`) } },
    'options.env: 101 of them; Cloud Build takes 100',
  ),
  brokenStep('a long one', { env: [`A=${long(65_535)}`] }, 'env[0]: 65537 characters; Cloud Build takes 65536'),
];
