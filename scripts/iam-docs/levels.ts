import { join } from 'node:path';
import { loadConfig } from '../../config/load';
import { BLUEPRINTS } from '../../stacks/blueprints/catalogue';
import { buildInMemory } from '../../stacks/synthesize';
import { Template } from '../../testing';
import { collect } from './collect';
import { type Granted } from './grant';

/** What a level grants, in all configurations that ship with the kit together. */
export interface LevelGrants extends Granted {
  readonly level: number;
}

/** What each level of the configurations grants, lowest level first. */
export const grantsByLevel = (files: readonly string[]): LevelGrants[] =>
  BLUEPRINTS.map(({ level }) => {
    const all = files.map((file) => grantedBy(file, level));
    return {
      level,
      grants: all.flatMap(({ grants }) => grants),
      permissions: all.flatMap(({ permissions }) => permissions),
    };
  });

function grantedBy(file: string, level: number): Granted {
  const template = Template.fromApp(buildInMemory(loadConfig(join(file), { level })));
  return collect(template.addresses().map((address) => template.resource(address)));
}
