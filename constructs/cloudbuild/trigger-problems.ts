import { Token } from 'cdktf';
import { type Rule } from '../core/errors';
import { type BuildTriggerProps } from './build-trigger';
import { inlineProblems } from './inline-problems';

const TOPIC = /^projects\/[^/]+\/topics\/[^/]+$/;
const REF = /^refs\/(heads|tags)\/\S+$/;

/** What a trigger cannot be, that the provider takes and Google refuses. */
export function problemsOf(props: BuildTriggerProps): Rule[] {
  const { start, location, includedFiles = [], ignoredFiles = [] } = props;
  const misnamed = Object.keys(props.substitutions ?? {}).filter((name) => !/^_[A-Z0-9_]+$/.test(name));
  const looksAtFiles = 'on' in start && !('push' in start.on && 'tag' in start.on.push);
  return [
    {
      broken: misnamed.length > 0,
      problem: `substitutions ${misnamed.join(', ')}: "_" and upper-case letters, digits and underscores are allowed`,
    },
    {
      broken: !looksAtFiles && includedFiles.length + ignoredFiles.length > 0,
      problem: 'includedFiles and ignoredFiles have no effect on tags and messages: leave them out',
    },
    ...placeProblems(props),
    ...('topic' in start ? messageProblems(start.topic.topicId) : []),
    ...('ref' in start
      ? [
          {
            broken: !REF.test(start.ref),
            problem: `ref "${start.ref}" is not of the form refs/heads/NAME or refs/tags/NAME`,
          },
        ]
      : []),
    ...('build' in start ? inlineProblems(start.build) : []),
    {
      broken: location === 'global',
      problem: 'location "global": connected repositories and private pools are regional, name a region',
    },
  ];
}

const messageProblems = (topic: string): Rule[] => [
  {
    broken: !Token.isUnresolved(topic) && !TOPIC.test(topic),
    problem: `topic "${topic}" is not of the form projects/PROJECT/topics/NAME`,
  },
];

/** A trigger hears of a repository only in the region of its connection. */
function placeProblems({ start, location }: BuildTriggerProps): Rule[] {
  if (!('repository' in start)) return [];
  const { repository } = start;
  const known = !Token.isUnresolved(repository.location) && !Token.isUnresolved(location);
  return [
    {
      broken: known && location !== 'global' && repository.location !== location,
      problem: `location "${location}" is not where its repository is connected: "${repository.location}"`,
    },
  ];
}
