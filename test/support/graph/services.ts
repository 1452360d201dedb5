import { serviceOfType, SERVICES } from '../../../constructs/core/service-catalogue';
import { type TemplateResource } from '../../../testing';
import { type Graph } from './graph';

/**
 * Resources that do not wait until their API is enabled and its agent is there: Google refuses what comes within the first
 * minute. Stacks that enable nothing come after one that does.
 */
export function earlyForService(graph: Graph): string[] {
  if (graph.of('google_project_service').length === 0) return [];
  return graph.resources.flatMap(({ address, type }) => {
    const service = serviceOfType(type.replace(/^data\./, ''));
    if (service === undefined || type === 'output') return [];
    return isReady(graph, address, service) ? [] : [`${address} does not wait for ${service}`];
  });
}

/** Some wait that is reached comes after the enablement, the agent, and the agent's role. */
function isReady(graph: Graph, address: string, service: string): boolean {
  const parts = partsOf(graph, service);
  return [...graph.waitsFor(address)]
    .filter((reached) => reached.startsWith('time_sleep.'))
    .some((wait) => parts.every((found) => found.length > 0 && found.some((part) => graph.waitsFor(wait).has(part))));
}

function partsOf(graph: Graph, service: string): string[][] {
  const ofService = (resources: readonly TemplateResource[]) =>
    resources.filter(({ properties }) => properties.service === service).map(({ address }) => address);
  const agent = SERVICES[service]?.agent;
  const roles = graph
    .of('google_project_iam_member')
    .filter(({ properties }) => properties.role === agent?.role && graph.agentIn(properties.member) === service);
  return [
    ofService(graph.of('google_project_service')),
    ...(agent ? [ofService(graph.of('google_project_service_identity'))] : []),
    ...(agent?.role ? [roles.map(({ address }) => address)] : []),
  ];
}
