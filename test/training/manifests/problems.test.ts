import { type ManifestOptions, manifestProblems } from '../../../training/manifests';
import { gpuPool, tpuPool } from './fixture';

const POOLS = [gpuPool('a100'), tpuPool('v5e')];
const NAME =
  'is not a name of at most 40 lower-case letters, digits and hyphens, starting with a letter, not ending with a hyphen';

test('finds nothing wrong with the defaults, nor with quotas up to the pool', () => {
  expect(manifestProblems(POOLS)).toEqual([]);
  expect(manifestProblems(POOLS, { teams: [{ name: 'a', quotas: { a100: 8 } }, { name: 'b' }] })).toEqual([]);
});

test.each<[ManifestOptions, string[]]>([
  [{ namespace: 'Training' }, [`namespace "Training" ${NAME}`]],
  [{ account: '' }, [`account "" ${NAME}`]],
  [{ teams: [] }, ['there is no team: leave teams out for one queue with everything']],
  [{ teams: [{ name: 'a_b' }] }, [`team "a_b" ${NAME}`]],
  [{ teams: [{ name: 'a' }, { name: 'a' }] }, ['team "a" is there twice']],
  [{ teams: [{ name: 'a', quotas: { h100: 1 } }] }, ['team "a" has a quota of pool "h100": there are a100, v5e']],
  [{ teams: [{ name: 'a', quotas: { a100: 1.5 } }] }, ['team "a": 1.5 accelerators of "a100": a whole number']],
  [
    {
      teams: [
        { name: 'a', quotas: { a100: 5 } },
        { name: 'b', quotas: { a100: 4 } },
      ],
    },
    ['pool "a100" has at most 8 accelerators, its teams are promised 9'],
  ],
  [{ googleServiceAccount: 'ann@acme.com' }, ['"ann@acme.com" is not the address of a service account']],
])('refuses %j', (options, problems) => {
  expect(manifestProblems(POOLS, options)).toEqual(problems);
});

test('says all that is wrong at once', () => {
  expect(manifestProblems([], { namespace: '1', account: 'B' })).toHaveLength(3);
});
