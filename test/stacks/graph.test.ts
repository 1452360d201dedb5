import { loadConfig } from '../../config/load';
import { BLUEPRINTS } from '../../stacks/blueprints/catalogue';
import { buildInMemory } from '../../stacks/synthesize';
import { Template } from '../../testing';
import { shippedConfigs } from '../support/examples';
import { Graph } from '../support/graph/graph';
import { earlyForKey } from '../support/graph/keys';
import { earlyForService } from '../support/graph/services';
import { powerlessTriggers } from '../support/graph/triggers';

/**
 * The order in which Terraform works, proved on what is synthesized: each resource comes after the enablement of its API
 * and the agent of it, after the grants on its key, and what starts something may do so.
 */
const graphsOf = (template: Template): Graph[] =>
  template.stackNames().map((name) => new Graph(name, template.stack(name)));
const built = (file: string, level: number) => Template.fromApp(buildInMemory(loadConfig(file, { level })));

const CASES = shippedConfigs.flatMap(({ name, file }) => BLUEPRINTS.map(({ level }) => ({ name, file, level })));

describe.each(CASES)('$name at level $level', ({ file, level }) => {
  const graphs = graphsOf(built(file, level));

  test('makes every resource wait for its API and the service agent of it', () => {
    expect(graphs.flatMap(earlyForService)).toEqual([]);
  });

  test('makes everything that is encrypted wait for all grants on its key', () => {
    expect(graphs.flatMap(earlyForKey)).toEqual([]);
  });

  test('gives everything that starts something its permissions, before it starts', () => {
    expect(powerlessTriggers(graphs)).toEqual([]);
  });

  test('has nothing that waits for itself', () => {
    const circles = graphs.flatMap((graph) =>
      graph.resources.filter(({ address }) => graph.waitsFor(address).has(address)).map(({ address }) => address),
    );
    expect(circles).toEqual([]);
  });
});
