import { accountIn, actingGrants, type Grant, openGrants } from './accounts';
import { type Estate, type Resource } from './estate';

/** A trigger of Cloud Build, and whom it builds as. */
export interface Trigger {
  readonly address: string;
  readonly resource: Resource;
  readonly account?: string;
  /** Topic whose messages start it. */
  readonly topic?: string;
  readonly isOnPullRequest: boolean;
  readonly isApproved: boolean;
  /** Files that it builds by. */
  readonly files: readonly string[];
}

export const triggersOf = (estate: Estate): Trigger[] =>
  estate.of('google_cloudbuild_trigger').map((resource) => {
    const block = (name: string) => estate.blocks(resource, name)[0];
    const [pubsub, approval, gitFile] = ['pubsub_config', 'approval_config', 'git_file_source'].map(block);
    const topic = typeof pubsub?.topic === 'string' ? estate.resolved(pubsub.topic, resource.scope) : undefined;
    const events = [
      'github',
      'repository_event_config',
      'bitbucket_server_trigger_config',
      'developer_connect_event_config',
    ];
    return {
      address: resource.address,
      resource,
      account: accountIn(estate.text(resource, 'service_account')),
      topic,
      isOnPullRequest: events.some(
        (event) => block(event)?.pull_request !== undefined && has(block(event)!.pull_request),
      ),
      isApproved: approval?.approval_required === true,
      files: [estate.text(resource, 'filename'), gitFile?.path].filter((path): path is string => !!path),
    };
  });

const has = (block: unknown): boolean => (Array.isArray(block) ? block.length > 0 : block !== null);

const HOSTED = /gcp-sa-sourcemanager\./;
/** Identities from outside; those of GKE are workloads of one's own. */
const FEDERATED = /^principal(Set)?:\/\/iam\.googleapis\.com\/(?!.*\.svc\.id\.goog)/;

/** Grants by which the host of a repository starts builds itself: Secure Source Manager, GitHub Actions, GitLab CI. */
export const hostGrants = (estate: Estate): (Grant & { readonly as: string })[] =>
  actingGrants(estate).filter(
    ({ role, member }) =>
      (role === 'roles/iam.serviceAccountUser' && HOSTED.test(member)) ||
      (role === 'roles/iam.workloadIdentityUser' && FEDERATED.test(member)),
  );

/** Whom builds run as. */
export const buildAccounts = (estate: Estate): Set<string> =>
  new Set([...triggersOf(estate).flatMap(({ account }) => account ?? []), ...hostGrants(estate).map(({ as }) => as)]);

/** What the host of a repository reads when it starts builds itself: the first only names files that say more. */
const TRIGGERS_FILE = '.cloudbuild/triggers.yaml';
const PIPELINE_FILE = '.gitlab-ci.yml';
const WORKFLOWS = '.github/workflows';
const NAMED = /[\w./-]+\.ya?ml\b/g;

export interface BuildFile {
  readonly name: string;
  readonly text: string;
}

/** What builds do, as far as it can be read. */
export interface BuildFiles {
  readonly files: readonly BuildFile[];
  /** Whether that is all: no file is out of reach. */
  readonly isAll: boolean;
}

/**
 * What builds do: what is written into triggers, files that triggers name, and those that the host of the repository reads,
 * with those that they name.
 */
export function buildFiles(estate: Estate): BuildFiles {
  const triggers = triggersOf(estate);
  const inline = triggers.flatMap(({ address, resource }) => {
    const blocks = estate.blocks(resource, 'build');
    return blocks.map((block) => ({ name: address, text: estate.all(resource, block).replaceAll('\\n', '\n') }));
  });
  const isHosted = hostGrants(estate).length > 0;
  const named = triggers.flatMap(({ files }) => files);
  const { repository } = estate;
  const isKnown = isHosted || openGrants(estate).length === 0;
  if (!repository) return { files: inline, isAll: isKnown && !isHosted && named.length === 0 };
  const read = (paths: readonly string[]) =>
    [...new Set(paths)].flatMap((name): BuildFile[] => {
      const text = repository.file(name);
      return text === undefined ? [] : [{ name, text }];
    });
  const ofHost = isHosted ? [PIPELINE_FILE, ...repository.filesIn(WORKFLOWS)] : [];
  const ofTriggers = isHosted ? (repository.file(TRIGGERS_FILE)?.match(NAMED) ?? []) : [];
  return { files: [...inline, ...read([...ofHost, ...ofTriggers, ...named])], isAll: isKnown };
}
