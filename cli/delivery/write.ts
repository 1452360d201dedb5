import { loadConfig } from '../../config/load';
import { TargetError } from '../../delivery/targets';
import { FailureError, UsageError } from '../failure';
import { type DeliveryWriteOptions } from '../options';
import { type FileChange, fileChanges } from './file-changes';
import { publishFiles } from './publish-files';
import { wantedFiles } from './wanted-files';

/** What is there for a repository to be delivered, and what was done about it. */
export interface DeliveryFiles {
  readonly product: string;
  readonly builder: string;
  readonly host: string;
  readonly files: readonly FileChange[];
}

interface WriteContext {
  readonly scratch: string;
  readonly pointOfNoReturn: () => void;
}

/**
 * Writes the builds of a repository and the files that make its host start them; with `check`, only says what would be.
 *
 * @throws ConfigError, UsageError for mistakes in what was given
 */
export function writeDelivery(
  options: DeliveryWriteOptions,
  { scratch, pointOfNoReturn }: WriteContext,
): DeliveryFiles {
  const { config } = deliveredConfig(options.config);
  const wanted = wantedOf(config);
  const changes = fileChanges(options.out, wanted);
  if (!options.check)
    publishFiles({ root: options.out, wanted, changes, draft: scratch, beforePublish: pointOfNoReturn });
  const { builder, repository } = config.delivery;
  return { product: config.product, builder, host: repository.host, files: changes };
}

/** A configuration that says how it is delivered, whatever its level. */
export function deliveredConfig(file: string) {
  const loaded = loadConfig(file);
  const { delivery } = loaded.config;
  if (delivery) return { ...loaded, config: { ...loaded.config, delivery } };
  throw new UsageError(
    `${file} does not say how it is delivered: add delivery: { project: PROJECT } (docs/delivery.md)`,
  );
}

function wantedOf(config: Parameters<typeof wantedFiles>[0]) {
  try {
    return wantedFiles(config);
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    const problems = error.problems.map((problem) => `${error.host}: ${problem}`);
    throw new FailureError({ error: 'stacks', problems, exitCode: 2 });
  }
}
