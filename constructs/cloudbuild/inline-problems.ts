import { type Build } from '../../delivery/build';
import { type Rule } from '../core/errors';

/** Fields of a build that a trigger's argument cannot hold (provider 6.50), each with whether the build has it. */
const REFUSED: Readonly<Record<string, (build: Build) => unknown>> = {
  serviceAccount: ({ serviceAccount }) => serviceAccount,
  dependencies: ({ dependencies }) => dependencies,
  gitConfig: ({ gitConfig }) => gitConfig,
  'availableSecrets.inline': ({ availableSecrets }) => availableSecrets?.inline,
  'options.rankedMachineSeries': ({ options }) => options?.rankedMachineSeries,
  'options.defaultLogsBucketBehavior': ({ options }) => options?.defaultLogsBucketBehavior,
  'options.enableStructuredLogging': ({ options }) => options?.enableStructuredLogging,
  'options.pubsubTopic': ({ options }) => options?.pubsubTopic,
  'options.workerRelease': ({ options }) => options?.workerRelease,
  'options.requestedVerifyOption BEST_EFFORT': ({ options }) => options?.requestedVerifyOption === 'BEST_EFFORT',
  'options.sourceProvenanceHash besides NONE, SHA256, MD5': ({ options }) =>
    options?.sourceProvenanceHash?.some((hash) => !['NONE', 'SHA256', 'MD5'].includes(hash)),
  'steps.results': ({ steps }) => steps.some(({ results }) => results),
  'artifacts.goModules': ({ artifacts }) => artifacts?.goModules,
  'artifacts.genericArtifacts': ({ artifacts }) => artifacts?.genericArtifacts,
  'artifacts.oci': ({ artifacts }) => artifacts?.oci,
  'artifacts.mavenArtifacts.deployFolder': ({ artifacts }) =>
    artifacts?.mavenArtifacts?.some(({ deployFolder }) => deployFolder),
};

const seconds = (duration: string): number => Number(/^(\d+(?:\.\d+)?)s$/.exec(duration)?.[1] ?? NaN);

/** What of a build cannot be written into a trigger. */
export function inlineProblems(build: Build): Rule[] {
  const refused = Object.entries(REFUSED)
    .filter(([, has]) => Boolean(has(build)))
    .map(([field]) => field);
  const { timeout = '3600s', options } = build;
  const steps = build.steps.map(({ timeout: ofStep }) => (ofStep === undefined ? 0 : seconds(ofStep)));
  const sum = steps.reduce((total, each) => total + each, 0);
  return [
    {
      broken: refused.length > 0,
      problem: `${refused.join(', ')}: a trigger cannot hold this, only a file in the repository can`,
    },
    {
      broken: !(seconds(timeout) >= sum),
      problem: `the timeouts of all steps together (${sum}s) are above the build's (${timeout}), which the provider refuses`,
    },
    {
      broken: options?.logging === undefined && build.logsBucket === undefined,
      problem: 'a build with an account of its own needs options.logging or logsBucket: CLOUD_LOGGING_ONLY is best',
    },
  ];
}
