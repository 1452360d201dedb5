import { type Config } from '../../config/schema';
import { type ConfigOptions } from '../options';
import { counted } from './counted';

/** That a configuration is right, and what is in it: one line, or JSON. */
export function checkText(config: Config, { config: file, json }: ConfigOptions): string {
  const environments = Object.keys(config.environments);
  const models = Object.keys(config.models);
  if (json) return `${JSON.stringify({ file, valid: true, level: config.level, environments, models }, null, 2)}\n`;
  const counts = `${counted(environments.length, 'environment')}, ${counted(models.length, 'model')}`;
  return `${file} is valid: level ${config.level}, ${counts}\n`;
}
