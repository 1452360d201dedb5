import { loadConfig } from '../../config/load';
import { checkedTemplates } from '../../stacks/runs/check-runs';
import { runsOfAll } from '../../stacks/runs/model-runs';
import { type PipelineCatalogue } from '../commands/pipeline/catalogue';
import { UsageError } from '../failure';

/**
 * The pipelines that a configuration names, compiled as its environments run them.
 *
 * @throws ConfigError for mistakes in the file, UsageError when two different pipelines have one name
 */
export function configuredPipelines(file: string): PipelineCatalogue {
  const loaded = loadConfig(file);
  const templates = checkedTemplates(loaded);
  const byName = new Map<string, string>();
  for (const { pipeline } of runsOfAll(loaded.config)) {
    const { name, yaml } = templates.of(pipeline);
    if ((byName.get(name) ?? yaml) !== yaml)
      throw new UsageError(`${file} names two different pipelines "${name}": give one of them another name`);
    byName.set(name, yaml);
  }
  return { names: [...byName.keys()].sort(), compile: (name) => byName.get(name)! };
}
