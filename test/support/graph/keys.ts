import { type TemplateResource } from '../../../testing';
import { type Graph } from './graph';

/** Not encrypted with a key that they name. */
const ABOUT_KEYS = ['google_kms_crypto_key_iam_member', 'output', 'time_sleep'];

/** Resources that are encrypted with a key before every agent that is to use it may do so, and a while after. */
export function earlyForKey(graph: Graph): string[] {
  return graph.of('google_kms_crypto_key').flatMap((key) => {
    const grants = graph
      .of('google_kms_crypto_key_iam_member')
      .filter(({ properties }) => isAbout(graph, properties.crypto_key_id, key));
    return usersOf(graph, key)
      .filter((user) => !waitsForAll(graph, user.address, grantsFor(user, grants)))
      .map(({ address }) => `${address} does not wait for the grants on ${key.address}`);
  });
}

/** GKE shares the key of workbenches, which have no need of its grant. */
const grantsFor = ({ type }: TemplateResource, grants: readonly TemplateResource[]): string[] =>
  grants
    .filter(({ path = '' }) => type.startsWith('google_container_') || !path.includes('-gke-'))
    .map(({ address }) => address);

const usersOf = (graph: Graph, key: TemplateResource) =>
  graph.resources.filter(({ type, properties }) => !ABOUT_KEYS.includes(type) && isAbout(graph, properties, key));

const isAbout = (graph: Graph, value: unknown, key: TemplateResource) =>
  graph.referred(value).some(({ address }) => address === key.address);

const waitsForAll = (graph: Graph, address: string, grants: readonly string[]) =>
  grants.length > 0 &&
  [...graph.waitsFor(address)]
    .filter((reached) => reached.startsWith('time_sleep.'))
    .some((wait) => grants.every((grant) => graph.waitsFor(wait).has(grant)));
