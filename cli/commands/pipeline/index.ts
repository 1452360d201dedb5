import { type Command } from 'commander';
import { type PipelineCatalogue } from './catalogue';
import { registerCompile } from './compile';
import { registerLineage } from './lineage';
import { registerList } from './list';
import { referenceCatalogue } from './reference-catalogue';
import { registerRun } from './run';

/**
 * Adds the commands around pipelines: run, compile, pipelines, lineage.
 * @param catalogue @default the reference pipelines
 */
export function registerPipelineCommands(program: Command, catalogue: PipelineCatalogue = referenceCatalogue): void {
  registerRun(program, catalogue);
  registerCompile(program, catalogue);
  registerList(program, catalogue);
  registerLineage(program);
}
