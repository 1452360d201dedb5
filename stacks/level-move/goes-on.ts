import { type Declared, type Json, objectOf, type TerraformStackJson } from './terraform-stack';

/** What a resource that nobody manages any more goes on doing by itself. */
export interface GoesOn {
  /** What it does, or is paid for. */
  readonly does: string;
  /** A command that ends it. */
  readonly stop: string;
}

/** Text of an argument, or a place holder that a person fills in. */
type Text = (argument: string) => string;

interface Activity {
  readonly does: string;
  readonly stop: (text: Text) => string;
  /** Which of the type; all when it is left out. */
  readonly when?: (args: Declared['arguments']) => boolean;
}

const at = (text: Text, flag: string, argument = 'region') =>
  `--${flag} ${text(argument)} --project ${text('project')}`;

const onlineStoreUrl = (text: Text, store: string) =>
  `https://${text('region')}-aiplatform.googleapis.com/v1/projects/${text('project')}/locations/${text('region')}/featureOnlineStores/${store}`;

const del = (url: string) => `curl -X DELETE -H "Authorization: Bearer $(gcloud auth print-access-token)" "${url}"`;

/** Resources that act or cost by themselves, by type. */
const ACTIVITIES: Readonly<Record<string, Activity>> = {
  google_cloud_scheduler_job: {
    does: 'asks for runs by the clock',
    stop: (text) => `gcloud scheduler jobs pause ${text('name')} ${at(text, 'location')}`,
  },
  google_storage_notification: {
    does: 'tells of new objects, which asks for runs; this ends every notice of the bucket',
    stop: (text) => `gcloud storage buckets notifications delete gs://${text('bucket')}`,
  },
  google_logging_project_sink: {
    does: 'tells of changed tables, which asks for runs',
    stop: (text) => `gcloud logging sinks update ${text('name')} --disabled --project ${text('project')}`,
  },
  google_eventarc_trigger: {
    does: 'starts something when an event happens',
    stop: (text) => `gcloud eventarc triggers delete ${text('name')} ${at(text, 'location', 'location')}`,
  },
  google_monitoring_alert_policy: {
    does: 'alerts, and asks for a training where it is told to',
    stop: (text) =>
      `gcloud monitoring policies list --project ${text('project')} --filter 'displayName="${text('display_name')}"' ` +
      `--format 'value(name)' | xargs -n 1 gcloud monitoring policies update --no-enabled`,
  },
  google_pubsub_subscription: {
    does: 'delivers what is published, which starts runs',
    stop: (text) =>
      `gcloud pubsub subscriptions modify-push-config ${text('name')} --push-endpoint '' --project ${text('project')}`,
    when: (args) => args.push_config !== undefined,
  },
  google_cloudbuild_trigger: {
    does: 'builds and deploys what is pushed',
    stop: (text) => `gcloud builds triggers delete ${text('name')} ${at(text, 'region', 'location')}`,
  },
  google_vertex_ai_feature_online_store_featureview: {
    does: 'is brought up to date by the clock, which reads its source',
    stop: (text) => del(`${onlineStoreUrl(text, text('feature_online_store'))}/featureViews/${text('name')}`),
    when: (args) => args.sync_config !== undefined,
  },
  google_vertex_ai_feature_online_store: {
    does: 'is paid by the hour; this ends it with what it serves',
    stop: (text) => del(`${onlineStoreUrl(text, text('name'))}?force=true`),
  },
  google_vpc_access_connector: {
    does: 'is paid by the hour',
    stop: (text) => `gcloud compute networks vpc-access connectors delete ${text('name')} ${at(text, 'region')}`,
  },
};

/** What a resource goes on doing when it is left alone; undefined when that is nothing. */
export function goesOn({ type, arguments: args }: Declared, stack: TerraformStackJson): GoesOn | undefined {
  const activity = Object.hasOwn(ACTIVITIES, type) ? ACTIVITIES[type] : undefined;
  if (!activity || activity.when?.(args) === false) return undefined;
  const text: Text = (argument) => textOf(args[argument], stack) ?? argument.toUpperCase();
  return { does: activity.does, stop: activity.stop(text) };
}

const WHOLE_REFERENCE = /^\$\{([a-z][a-z0-9_]*\.[A-Za-z_][\w-]*)\.([a-z_]+)\}$/;

/** A text as it is written, or as it is written where an argument refers to. */
function textOf(value: Json | undefined, stack: TerraformStackJson): string | undefined {
  if (typeof value !== 'string') return undefined;
  const [, address = '', attribute = ''] = WHOLE_REFERENCE.exec(value) ?? [];
  const referred = address === '' ? value : objectOf(stack.resources.get(address)?.arguments)[attribute];
  return typeof referred === 'string' && !referred.includes('${') ? referred : undefined;
}
