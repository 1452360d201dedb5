import { type ReferenceCompileOptions } from '../../../pipelines/kfp';
import { LocalRunError } from '../../../pipelines/local/errors';
import { suggestion } from '../../../pipelines/local/run-arguments';

/** The pipelines that commands know by name. */
export interface PipelineCatalogue {
  readonly names: readonly string[];
  /** The pipeline as KFP YAML. */
  compile(name: string, options?: ReferenceCompileOptions): string;
}

/**
 * Checks a name that a person typed.
 * @param others further names that the command takes
 * @throws LocalRunError with the nearest name and all that exist
 */
export function knownPipeline(catalogue: PipelineCatalogue, name: string, others: readonly string[] = []): string {
  const names = [...catalogue.names, ...others];
  if (names.includes(name)) return name;
  const meant = suggestion(name, names);
  throw new LocalRunError(
    `there is no pipeline "${name}"${meant ? ` (did you mean "${meant}"?)` : ''}: choose one of ${names.join(', ')}`,
    2,
  );
}
