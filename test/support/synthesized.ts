import { loadConfig, type LoadOptions, parseConfig } from '../../config/load';
import { buildInMemory } from '../../stacks/synthesize';
import { Template } from '../../testing';

/** The stacks of a configuration file, as they would be written. */
export const templateOf = (file: string, options: LoadOptions = {}): Template =>
  Template.fromApp(buildInMemory(loadConfig(file, options)));

/** The same for text: `mlops.yaml` of a test. */
export const templateOfText = (yaml: string): Template =>
  Template.fromApp(buildInMemory(parseConfig('mlops.yaml', yaml)));
