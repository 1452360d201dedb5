import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LoadedConfig } from '../../config/load';
import { inventoryOf } from '../inventory';
import { holdsData } from '../lowering/data-holding';
import { synthesize } from '../synthesize';
import { compareLevels, type LevelMove } from './level-move';
import { type JsonObject, readStack, type TerraformStackJson } from './terraform-stack';

export interface MoveOfConfig extends LevelMove {
  /** Kinds of capabilities by stack and address, of what either level makes. */
  readonly capabilities: Capabilities;
}

type Capabilities = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * What becomes of the platform of a configuration when it goes to another level.
 *
 * @param before the configuration at the level that is there
 * @param after the same at the level it goes to
 * @param folder gets the stacks of both: `from/stacks/NAME` and `to/stacks/NAME`
 * @throws ValidationError, ConfigError as `synthesize`
 */
export function moveOfConfig(before: LoadedConfig, after: LoadedConfig, folder: string): MoveOfConfig {
  mkdirSync(folder, { recursive: true });
  const [old, now] = [written(before, join(folder, 'from')), written(after, join(folder, 'to'))];
  const isWanted = after.config.level < before.config.level && after.config.whenLowered === 'destroy';
  const mayDestroy = (type: string) => isWanted && !holdsData(type);
  return { ...compareLevels(old, now, mayDestroy), capabilities: joined(old.capabilities, now.capabilities) };
}

function joined(old: Capabilities, now: Capabilities): Capabilities {
  const names = new Set([...Object.keys(old), ...Object.keys(now)]);
  return Object.fromEntries([...names].map((name) => [name, { ...old[name], ...now[name] }]));
}

function written(loaded: LoadedConfig, outdir: string) {
  const { app } = synthesize(loaded, outdir);
  const { stacks } = inventoryOf(app);
  const capabilities = stacks.map(({ name, resources }): [string, Record<string, string>] => [
    name,
    Object.fromEntries(resources.map(({ address, capability }) => [address, capability])),
  ]);
  return {
    level: loaded.config.level,
    stacks: stacks.map(({ name }) => readWritten(name, join(outdir, 'stacks', name, 'cdk.tf.json'))),
    capabilities: Object.fromEntries(capabilities),
  };
}

const readWritten = (name: string, file: string): TerraformStackJson =>
  readStack(name, JSON.parse(readFileSync(file, 'utf8')) as JsonObject);
