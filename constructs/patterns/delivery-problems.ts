import { environmentOf } from '../../delivery/triggers';
import { type Rule } from '../core/errors';
import { type PipelineDeliveryProps } from './pipeline-delivery';

const HOST_OF = { githubActions: 'github', gitlabCi: 'gitlab' } as const;

/** Parts of delivery that do not fit together. */
export function deliveryProblems(props: PipelineDeliveryProps): Rule[] {
  const { builder, repository, environment, environments, preStaging, triggers, approvers } = props;
  const names = environments.map((delivered) => delivered.environment.name);
  const here = environments.find((delivered) => delivered.environment.project === environment.project);
  const named = triggers.map(({ account }) => environmentOf(account)).filter((name) => name !== undefined);
  const strangers = [...new Set(named.filter((name) => !names.includes(name)))];
  const approved = triggers.filter(({ approval }) => approval).map(({ key }) => key);
  const keys = triggers.map(({ key }) => key);
  const twice = keys.filter((key, index) => keys.indexOf(key) !== index);
  const host = builder === 'cloudBuild' ? repository.host : HOST_OF[builder];
  return [
    {
      broken: repository.host !== host,
      problem: `builder ${builder} builds what is on ${host}, not on ${repository.host}`,
    },
    {
      broken: here !== undefined,
      problem: `project ${environment.project} is that of ${here?.environment.name}, too: delivery needs one of its own`,
    },
    {
      broken: !names.includes(preStaging),
      problem: `preStaging "${preStaging}" is none of the environments: ${names.join(', ')}`,
    },
    {
      broken: strangers.length > 0,
      problem: `triggers are for ${strangers.join(', ')}, which is none of the environments: ${names.join(', ')}`,
    },
    { broken: twice.length > 0, problem: `${twice.join(', ')}: each trigger has a key of its own` },
    {
      broken: builder === 'cloudBuild' && approved.length > 0 && approvers.length === 0,
      problem: `${approved.join(', ')} wait for an approval, and there are no approvers`,
    },
  ];
}
