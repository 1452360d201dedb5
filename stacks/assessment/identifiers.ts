import { type JsonObject } from '../level-move/terraform-stack';

interface Named {
  readonly type: string;
  readonly values: JsonObject;
}

type Text = (argument: string) => string | undefined;

const emailOf = (text: Text, project: string): string => `${text('account_id')}@${project}.iam.gserviceaccount.com`;

/** What Google makes of arguments, by type and attribute, as far as checks compare it. */
const COMPUTED: Readonly<Record<string, Readonly<Record<string, (text: Text, project: string) => string>>>> = {
  google_service_account: {
    email: emailOf,
    member: (text, project) => `serviceAccount:${emailOf(text, project)}`,
    name: (text, project) => `projects/${project}/serviceAccounts/${emailOf(text, project)}`,
    id: (text, project) => `projects/${project}/serviceAccounts/${emailOf(text, project)}`,
  },
  google_pubsub_topic: { id: (text, project) => `projects/${project}/topics/${text('name')}` },
  google_artifact_registry_repository: {
    id: (text, project) => `projects/${project}/locations/${text('location')}/repositories/${text('repository_id')}`,
    name: (text) => `${text('repository_id')}`,
  },
  google_storage_bucket: { id: (text) => `${text('name')}`, url: (text) => `gs://${text('name')}` },
};

/** An attribute that is not written, when it follows from what is. */
export function computed({ type, values }: Named, attribute: string, project?: string): string | undefined {
  const text: Text = (argument) => (typeof values[argument] === 'string' ? values[argument] : undefined);
  const place = text('project') ?? project;
  const make = COMPUTED[type]?.[attribute];
  const made = make && place !== undefined ? make(text, place) : undefined;
  return made?.includes('undefined') ? undefined : made;
}
