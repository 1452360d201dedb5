import { type DeliveryTrigger } from '../../triggers';
import { type DeliveryFacts, emailOf, PROVIDER_VARIABLE } from '../facts';
import { COMMENT_TOKEN, isComment } from '../comments';
import { type HostBuild, seconds } from '../host-build';
import { type HostStep, type Tool, withReferences } from '../host-step';
import { TOOL_STEPS, uses } from './actions';
import { happening } from './events';
import { generatedValues } from './generated-values';
import { expression } from './variables';

/** All steps of the job: the runner is made what the images of the build are, then the build's own steps run. */
export function jobSteps(trigger: DeliveryTrigger, build: HostBuild, facts: DeliveryFacts): object[] {
  const tools = new Set(build.steps.map(({ tool }) => tool));
  return [
    {
      name: 'Source',
      uses: uses('actions/checkout'),
      with: { ref: expression(happening(trigger).commit), 'persist-credentials': false },
    },
    ...workspace(build),
    ...generatedValues(build),
    ...authentication(facts, emailOf(facts, trigger.account)),
    ...toolSteps(tools),
    ...registryLogin(build),
    ...build.steps.map(buildStep),
  ];
}

/** Google trusts the job by its identity token: there is no key. */
export const authentication = ({ identityProvider }: DeliveryFacts, account: string): object[] => [
  {
    name: 'Google Cloud',
    uses: uses('google-github-actions/auth'),
    with: {
      workload_identity_provider: identityProvider ?? expression(`vars.${PROVIDER_VARIABLE}`),
      service_account: account,
    },
  },
];

const toolSteps = (tools: ReadonlySet<Tool>): object[] => [
  ...(tools.has('node') ? TOOL_STEPS.node : []),
  ...(tools.has('python') ? TOOL_STEPS.python : []),
  ...(tools.has('terraform') ? TOOL_STEPS.terraform : []),
  ...(tools.has('gcloud') || tools.has('docker') ? TOOL_STEPS.gcloud : []),
];

/** Where Cloud Build has the source. */
const WORKSPACE = '/workspace';

const workspace = ({ steps }: HostBuild): object[] =>
  steps.some(({ script, env }) => `${script}${Object.values(env).join(' ')}`.includes(WORKSPACE))
    ? [{ name: 'Workspace', run: `sudo ln -s "$GITHUB_WORKSPACE" ${WORKSPACE}` }]
    : [];

const registryLogin = ({ registries }: HostBuild): object[] =>
  registries.length === 0
    ? []
    : [{ name: 'Registries', run: `gcloud auth configure-docker ${registries.join(',')} --quiet` }];

function buildStep(step: HostStep): object {
  const { name, shell, script, dir, timeout, allowFailure } = step;
  const env = stepEnvironment(step);
  return {
    name,
    ...(Object.keys(env).length > 0 && { env }),
    ...(dir !== undefined && { 'working-directory': dir }),
    ...(timeout !== undefined && { 'timeout-minutes': minutes(seconds(timeout)) }),
    ...(allowFailure && { 'continue-on-error': true }),
    shell,
    run: script,
  };
}

function stepEnvironment(step: HostStep): Readonly<Record<string, string>> {
  const filled = Object.entries(step.env).map(([name, value]) => [
    name,
    withReferences(value, (id) => expression(`env.${id}`)),
  ]);
  return {
    ...Object.fromEntries(filled),
    ...(isComment(step) && { [COMMENT_TOKEN]: expression('github.token') }),
  };
}

export const minutes = (time: number): number => Math.ceil(time / 60);
