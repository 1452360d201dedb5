import { type TemplateResource } from '../../../testing';
import { type Graph } from './graph';

const PUBLISHER = 'roles/pubsub.publisher';

/** What starts something and is not allowed to, or is started before it is. */
export const powerlessTriggers = (graphs: readonly Graph[]): string[] =>
  graphs.flatMap((graph) => [
    ...graph.of('google_pubsub_subscription').flatMap((each) => [...pushes(graph, each), ...deadLetters(graph, each)]),
    ...graph.of('google_storage_notification').flatMap((each) => notices(graph, each)),
    ...graph.of('google_logging_project_sink').flatMap((each) => sinks(graph, each)),
    ...graph.of('google_cloudfunctions2_function').flatMap((each) => builds(graph, each)),
    ...graph.of('google_cloud_scheduler_job').flatMap((each) => clocks(graphs, each)),
    ...graph.of('google_monitoring_notification_channel').flatMap((each) => alerts(graphs, each)),
  ]);

interface Push {
  readonly push_config?: { readonly push_endpoint: string; readonly oidc_token?: { service_account_email: string } };
  readonly dead_letter_policy?: { readonly dead_letter_topic: string };
}

/** A push carries a token of an account that may call what is called, before the first message. */
function pushes(graph: Graph, { address, properties }: TemplateResource): string[] {
  const push = (properties as Push).push_config;
  if (!push) return [];
  const [called] = graph.referred(push.push_endpoint);
  const [caller] = graph.referred(push.oidc_token?.service_account_email);
  const grants = called
    ? graph.grantsOf('google_cloud_run_service_iam_member', 'roles/run.invoker', 'service', called.address)
    : [];
  const allowed = grants
    .filter(({ properties: { member } }) => graph.referred(member).some((who) => who.address === caller?.address))
    .filter((grant) => graph.waitsFor(address).has(grant.address));
  return allowed.length > 0 ? [] : [`${address} does not wait for the right to call`];
}

/** Pub/Sub may take what is refused and put it to the dead letters, where it is kept. */
function deadLetters(graph: Graph, { address, properties }: TemplateResource): string[] {
  const policy = (properties as Push).dead_letter_policy;
  if (!policy) return 'push_config' in properties ? [`${address} has no dead letters`] : [];
  const [topic] = graph.referred(policy.dead_letter_topic);
  const kept = graph
    .of('google_pubsub_subscription')
    .some(({ properties: { topic: of } }) => refersTo(graph, of, topic));
  const takes = graph
    .grantsOf('google_pubsub_subscription_iam_member', 'roles/pubsub.subscriber', 'subscription', address)
    .some(({ properties: { member } }) => graph.agentIn(member) === 'pubsub.googleapis.com');
  return [
    ...(kept ? [] : [`${address} puts dead letters where nobody keeps them`]),
    ...(takes ? [] : [`Pub/Sub may not take messages from ${address}`]),
    ...(agentPublishes(graph, 'pubsub.googleapis.com', topic)
      ? []
      : [`Pub/Sub may not publish dead letters of ${address}`]),
  ];
}

/** Cloud Storage may publish, and has been told so a while before. */
function notices(graph: Graph, { address, properties }: TemplateResource): string[] {
  const [topic] = graph.referred(properties.topic);
  const grant = agentPublishes(graph, 'storage.googleapis.com', topic);
  const waits = [...graph.waitsFor(address)].some(
    (reached) => reached.startsWith('time_sleep.') && grant && graph.waitsFor(reached).has(grant.address),
  );
  return waits ? [] : [`${address} does not wait for the right to publish`];
}

function sinks(graph: Graph, { address, properties }: TemplateResource): string[] {
  if (!String(properties.destination).startsWith('pubsub.googleapis.com/')) return [];
  const [topic] = graph.referred(properties.destination);
  return agentPublishes(graph, 'logging.googleapis.com', topic)
    ? []
    : [`Logging may not publish to the topic of ${address}`];
}

interface Build {
  readonly build_config: { readonly service_account: string; readonly docker_repository: string };
}

/** Whoever builds writes logs, fetches the source and pushes the image, a while before the build. */
function builds(graph: Graph, { address, properties }: TemplateResource): string[] {
  const { service_account, docker_repository } = (properties as unknown as Build).build_config;
  const [builder] = graph.referred(service_account);
  const [repository] = graph.referred(docker_repository);
  const ofBuilder = ({ properties: { member } }: TemplateResource) => refersTo(graph, member, builder);
  const onProject = (role: string) =>
    graph.of('google_project_iam_member').filter((grant) => grant.properties.role === role && ofBuilder(grant));
  const pushes = graph
    .of('google_artifact_registry_repository_iam_member')
    .filter(({ properties: { repository: on } }) => refersTo(graph, on, repository))
    .filter(ofBuilder);
  const needed = {
    'write logs': onProject('roles/logging.logWriter'),
    'fetch the source': onProject('roles/storage.objectViewer'),
    'push the image': pushes,
  };
  const waits = [...graph.waitsFor(address)].filter((reached) => reached.startsWith('time_sleep.'));
  return Object.entries(needed)
    .filter(([, grants]) => !grants.some((grant) => waits.some((wait) => graph.waitsFor(wait).has(grant.address))))
    .map(([what]) => `${address} does not wait until its build may ${what}`);
}

/** Cloud Scheduler publishes by the role of its agent, to a topic that is there. */
function clocks(graphs: readonly Graph[], { address, properties }: TemplateResource): string[] {
  const { topic_name } = (properties as unknown as { pubsub_target: { topic_name: string } }).pubsub_target;
  const [graph] = topicNamed(graphs, topic_name) ?? [];
  if (!graph) return [`${address} publishes to ${topic_name}, which no stack makes`];
  const allowed = graph
    .of('google_project_iam_member')
    .some(({ properties: { role, member } }) => role === 'roles/cloudscheduler.serviceAgent' && graph.agentIn(member));
  return allowed ? [] : [`Cloud Scheduler may not publish for ${address}`];
}

function alerts(graphs: readonly Graph[], { address, properties }: TemplateResource): string[] {
  if (properties.type !== 'pubsub') return [];
  const { topic: name } = properties.labels as { topic: string };
  const [graph, topic] = topicNamed(graphs, name) ?? [];
  if (!graph) return [`${address} publishes to ${name}, which no stack makes`];
  return agentPublishes(graph, 'monitoring.googleapis.com', topic)
    ? []
    : [`Cloud Monitoring may not publish for ${address}`];
}

function topicNamed(graphs: readonly Graph[], id: string): [Graph, TemplateResource] | undefined {
  for (const graph of graphs)
    for (const topic of graph.of('google_pubsub_topic'))
      if (id === `projects/${String(topic.properties.project)}/topics/${String(topic.properties.name)}`)
        return [graph, topic];
  return undefined;
}

const agentPublishes = (graph: Graph, service: string, topic?: TemplateResource): TemplateResource | undefined =>
  topic &&
  graph
    .grantsOf('google_pubsub_topic_iam_member', PUBLISHER, 'topic', topic.address)
    .find(({ properties: { member } }) => graph.agentIn(member) === service);

const refersTo = (graph: Graph, value: unknown, resource?: TemplateResource): boolean =>
  resource !== undefined && graph.referred(value).some(({ address }) => address === resource.address);
