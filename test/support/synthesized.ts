import { loadConfig, parseConfig } from '../../config/load';
import { buildInMemory } from '../../stacks/synthesize';
import { Template } from '../../testing';

/** The stacks of a configuration file, as they would be written. */
export const templateOf = (file: string): Template => Template.fromApp(buildInMemory(loadConfig(file)));

/** The same for text: `mlops.yaml` of a test. */
export const templateOfText = (yaml: string): Template =>
  Template.fromApp(buildInMemory(parseConfig('mlops.yaml', yaml)));
