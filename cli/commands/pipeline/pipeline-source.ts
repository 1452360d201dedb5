import { existsSync, readFileSync } from 'node:fs';
import { LocalRunError } from '../../../pipelines/local/errors';
import { knownPipeline, type PipelineCatalogue } from './catalogue';

/** A pipeline in its compiled form. */
export interface PipelineSource {
  readonly yaml: string;
  /** Names it in errors. */
  readonly source: string;
}

const isFile = (name: string): boolean => /\.(ya?ml|json)$/.test(name);

/**
 * A pipeline by its name in the catalogue, or by the path of a compiled file.
 * @throws LocalRunError when there is no such pipeline, with the nearest name
 */
export function pipelineSource(catalogue: PipelineCatalogue, name: string, others: readonly string[]): PipelineSource {
  if (!isFile(name)) return { yaml: catalogue.compile(knownPipeline(catalogue, name, others)), source: name };
  if (!existsSync(name)) throw new LocalRunError(`there is no file ${name}`, 2);
  return { yaml: readFileSync(name, 'utf8'), source: name };
}
