import { broken, other, step } from './case';

const own = (...volumes: object[]) => ({
  steps: [
    { ...step, volumes },
    { ...other, volumes },
  ],
});
const volume = { name: 'cache', path: '/cache' };

export const VOLUMES = [
  broken(
    'of one step alone',
    { steps: [{ ...step, volumes: [volume] }, other] },
    'volumes: only one step uses "cache"; two must, or files belong into /workspace or /tmp',
  ),
  broken(
    'of all steps, where there is one',
    { steps: [step], options: { volumes: [volume] } },
    'options.volumes: the build has one step alone; volumes are for two or more',
  ),
  ...['/workspace', '/workspace/', '/builder/home', '/var/run/docker.sock', '/cloudbuild/x'].map((path) =>
    broken(
      `at ${path}`,
      { options: { volumes: [{ ...volume, path }] } },
      `options.volumes[0].path: "${path}" is Cloud Build's own; take another`,
    ),
  ),
  broken(
    'at a relative path',
    { options: { volumes: [{ ...volume, path: 'cache' }] } },
    'options.volumes[0].path: "cache" must be absolute; did you mean "/cache"?',
  ),
  broken(
    'with a name that none is',
    { options: { volumes: [{ ...volume, name: '-cache' }] } },
    'options.volumes[0].name: "-cache" must be two or more of letters, digits, "_", "." and "-"',
  ),
  broken(
    'two with one name',
    own(volume, { ...volume, path: '/other' }),
    'step "test": volumes: the name "cache" is there more than once',
    'step "deploy": volumes: the name "cache" is there more than once',
  ),
  broken(
    'two with one path',
    own(volume, { name: 'other', path: '/cache/' }),
    'step "test": volumes: the path "/cache" is there more than once',
    'step "deploy": volumes: the path "/cache" is there more than once',
  ),
  broken(
    'one that all steps have already',
    { ...own(volume), options: { volumes: [volume] } },
    'step "test": volumes: "cache" is in options.volumes already; leave it out here',
    'step "deploy": volumes: "cache" is in options.volumes already; leave it out here',
  ),
  broken(
    'at the path of one that all steps have',
    { ...own(volume), options: { volumes: [{ name: 'all', path: '/cache' }] } },
    'step "test": volumes: the path "/cache" is the one of a volume in options.volumes; take another',
    'step "deploy": volumes: the path "/cache" is the one of a volume in options.volumes; take another',
  ),
];
