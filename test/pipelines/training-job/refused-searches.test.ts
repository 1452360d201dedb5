/** Searches that Vertex AI would refuse: the error names pipeline, task and prop, and what to write instead. */
import { type HyperparameterTuningJob } from '../../../pipelines/training-job';
import { ALONE, messageOf, SEARCH, tuning } from './jobs';

const refusal = (given: object) => messageOf(() => tuning({ ...SEARCH, ...given } as HyperparameterTuningJob));

const parameters = (given: object) => ({ study: { ...SEARCH.study, parameters: given } });
const searches: readonly [string, object, string, string][] = [
  [
    'nothing to look for',
    { study: { ...SEARCH.study, metrics: {} } },
    'study.metrics',
    'there is nothing to look for; give at least one',
  ],
  [
    'a metric with a space',
    { study: { ...SEARCH.study, metrics: { 'val auc': 'maximize' } } },
    'study.metrics',
    '"val auc": a name has no spaces; use letters, digits, _ and -',
  ],
  ['nothing to tune', parameters({}), 'study.parameters', 'there is nothing to tune; give at least one parameter'],
  [
    'a range that goes down',
    parameters({ lr: { type: 'double', min: 1, max: 0.1 } }),
    'study.parameters.lr.min',
    'is not below max: 1 and 0.1; give a range of values',
  ],
  [
    'half an integer',
    parameters({ n: { type: 'integer', min: 1, max: 2.5 } }),
    'study.parameters.n',
    '2.5 is no whole number',
  ],
  [
    'a logarithm of zero',
    parameters({ lr: { type: 'double', min: 0, max: 1, scale: 'log' } }),
    'study.parameters.lr.scale',
    'log needs values above 0, given 0; write linear, or leave it out',
  ],
  [
    'discrete values out of order',
    parameters({ n: { type: 'discrete', values: [3, 1] } }),
    'study.parameters.n.values',
    'must ascend, each value once; write 1, 3',
  ],
  [
    'a category twice',
    parameters({ n: { type: 'categorical', values: ['a', 'a'] } }),
    'study.parameters.n.values',
    '"a" is there twice; leave one out',
  ],
  [
    'a child of a value that is never there',
    parameters({
      n: {
        type: 'integer',
        min: 1,
        max: 3,
        children: [{ when: [4], parameters: { m: { type: 'double', min: 0, max: 1 } } }],
      },
    }),
    'study.parameters.n.children[0].when',
    'n is never 4; it is 1 to 3',
  ],
  [
    'a grid over a double',
    { study: { ...SEARCH.study, algorithm: 'grid' } },
    'study.algorithm',
    'grid cannot try all values of a double; make it discrete, or leave the algorithm out',
  ],
  [
    'more trials at one time than in all',
    { parallelTrials: 30 },
    'parallelTrials',
    '30 at one time of 20 in all; write 20 or fewer',
  ],
  ['half a trial', { maxTrials: 20.5 }, 'maxTrials', 'is a number of trials, given 20.5; write 1 or more'],
  ['more failures than trials', { maxFailedTrials: 21 }, 'maxFailedTrials', '21 of 20 in all; write 20 or fewer'],
  [
    'a machine of a trial that cannot be',
    { trial: { chief: { ...ALONE.chief, machine: { type: 'big' } } } },
    'trial.chief.machine.type',
    '"big" is no machine type; write one as "n1-standard-8"',
  ],
];

test.each(searches)('a search with %s is refused', (_, given, input, text) => {
  expect(refusal(given)).toBe(`pipeline "training", task "tune", input "${input}": ${text}`);
});

test('a parameter may be there once for each value of its parent', () => {
  const momentum = { type: 'double', min: 0, max: 1 } as const;
  const children = [
    { when: ['a'], parameters: { momentum } },
    { when: ['a', 'b'], parameters: { momentum } },
  ];
  expect(refusal(parameters({ n: { type: 'categorical', values: ['a', 'b'], children } }))).toContain(
    'input "study.parameters.n.children[1].momentum": is there twice when n is a; leave one of them out',
  );
  const apart = [{ ...children[0]! }, { ...children[1]!, when: ['b'] }];
  expect(refusal(parameters({ n: { type: 'categorical', values: ['a', 'b'], children: apart } }))).toBe('not refused');
});
