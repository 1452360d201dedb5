import { dirname, join } from 'node:path';
import { loadConfig } from '../../config/load';
import { assess, type Assessment } from '../../stacks/assessment/assess';
import { Estate, type EstateParts } from '../../stacks/assessment/estate';
import { partsOfStacks } from '../../stacks/assessment/from-stacks';
import { synthesize } from '../../stacks/synthesize';
import { UsageError } from '../failure';
import { type AssessOptions } from '../options';
import { repositoryIn } from './repository';
import { readStackFolder } from './stack-folder';
import { partsOfDocuments, type ShownDocument } from './shown-documents';

export interface AssessInput extends Omit<AssessOptions, 'state'> {
  /** What Terraform shows, as text. */
  readonly documents?: readonly ShownDocument[];
}

export interface AssessedInput extends Assessment {
  /** What was assessed, for people. */
  readonly input: string;
}

/**
 * Assesses what the options name.
 *
 * @param scratch a folder to synthesize in
 * @throws UsageError for what is no Terraform, ConfigError for a wrong configuration
 */
export function assessInput(options: AssessInput, scratch: string): AssessedInput {
  const { input, parts, repository } = inputOf(options, scratch);
  if (parts.resources.length === 0) throw new UsageError(`${input} holds no resource: there is nothing to assess`);
  const folder = options.repository ?? repository;
  const estate = new Estate({ ...parts, ...(folder !== undefined && { repository: repositoryIn(folder) }) });
  return { input, ...assess(estate) };
}

interface Read {
  readonly input: string;
  readonly parts: EstateParts;
  /** Where build files are looked for unless something else is said. */
  readonly repository?: string;
}

function inputOf({ config, stacks, documents }: AssessInput, scratch: string): Read {
  if (documents) return { input: documents.map(({ name }) => name).join(', '), parts: partsOfDocuments(documents) };
  if (stacks !== undefined) return { input: stacks, parts: partsOfStacks(readStackFolder(stacks)), repository: '.' };
  const loaded = loadConfig(config);
  const out = join(scratch, 'stacks-to-assess');
  synthesize(loaded, out);
  const input = `${config}, at level ${loaded.config.level}`;
  return { input, parts: partsOfStacks(readStackFolder(out)), repository: dirname(config) };
}
