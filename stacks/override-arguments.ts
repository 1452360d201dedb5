import { type App } from 'cdktf';
import { ConfigError, type Problem } from '../config/problems';
import { type LoadedConfig } from '../config/load';
import { nearest } from '../config/nearest';
import { applyOverrides } from '../constructs/core/overrides';
import { stacksOf } from './mlops-app';

/**
 * Applies `overrides` of the configuration, last of all.
 *
 * @throws ConfigError for a stack or an address that does not exist, all of them at once
 */
export function overrideArguments(app: App, { config, source }: LoadedConfig): void {
  const stacks = new Map(stacksOf(app).map((stack) => [stack.node.id, stack]));
  const problems: Problem[] = [];
  for (const [name, overrides] of Object.entries(config.overrides)) {
    const stack = stacks.get(name);
    if (!stack) {
      problems.push(unknown(source, ['overrides', name], 'no stack of that name', [...stacks.keys()]));
      continue;
    }
    for (const { address, known } of applyOverrides(stack, overrides)) {
      problems.push(unknown(source, ['overrides', name, address], `no resource of that address in ${name}`, known));
    }
  }
  if (problems.length > 0) throw new ConfigError(problems);
}

function unknown(source: LoadedConfig['source'], path: string[], message: string, known: readonly string[]): Problem {
  const closest = nearest(path.at(-1)!, known);
  return source.problem(path, {
    atKey: true,
    message,
    fix: closest ? `did you mean "${closest}"? \`mlops list\` prints all` : '`mlops list` prints all',
  });
}
