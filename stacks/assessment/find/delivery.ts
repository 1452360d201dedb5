import { accountIn, grantsOn, openGrants, vertexAccounts } from '../accounts';
import { buildAccounts, buildFiles, hostGrants, triggersOf } from '../builds';
import { type Estate } from '../estate';
import { found, type Found, seen } from '../item';

const REPOSITORY =
  /^google_(cloudbuildv2_repository|secure_source_manager_repository|sourcerepo_repository|developer_connect_git_repository_link)$/;

/** A connected or hosted repository, or a provider of identities that trusts the jobs of one. */
export function repository(estate: Estate): Found {
  const trusted = estate
    .of('google_iam_workload_identity_pool_provider')
    .filter((provider) => /token\.actions\.githubusercontent\.com|gitlab|bitbucket/i.test(estate.all(provider)));
  const named = triggersOf(estate).filter(({ resource }) => estate.blocks(resource, 'github').some(({ name }) => name));
  return found([...estate.of(REPOSITORY), ...trusted, ...named]);
}

/** Triggers on commits; or grants by which the host of the repository starts builds. */
export const commits = (estate: Estate): Found =>
  seen(
    [...triggersOf(estate).filter(({ topic }) => topic === undefined), ...hostGrants(estate)].map(
      ({ address }) => address,
    ),
    openGrants(estate).length > 0 ? 'who may start builds: a plan knows it only after the apply' : undefined,
  );

/** Accounts of builds, when there are several: one grant or trigger of each. */
export function accounts(estate: Estate): Found {
  const owners = new Map<string, { address: string }>();
  for (const { as, address } of hostGrants(estate)) if (!owners.has(as)) owners.set(as, { address });
  for (const { account, address } of triggersOf(estate))
    if (account !== undefined && !owners.has(account)) owners.set(account, { address });
  return found(owners.size > 1 ? [...owners.values()] : []);
}

const READS = /viewer|reader|browser|logwriter|accessor|metricwriter|consumer|jobuser/i;

/** Grants that let builds change what is in a project that they do not run in. */
export function deployment(estate: Estate): Found {
  const builders = buildAccounts(estate);
  return found(
    grantsOn(estate, /\w+/).filter(({ resource, role, member }) => {
      const account = accountIn(member);
      if (account === undefined || !builders.has(account) || READS.test(role)) return false;
      const home = /@([\w-]+)\.iam\./.exec(account)?.[1];
      const place = estate.projectOf(resource);
      return place !== undefined && home !== undefined && place !== home;
    }),
  );
}

/** Grants that let builds push to repositories. */
export function pushes(estate: Estate): Found {
  const builders = buildAccounts(estate);
  return found(
    grantsOn(estate, /artifact_registry_repository/).filter(
      ({ role, member }) =>
        /artifactregistry\.(writer|repoAdmin|admin|createOnPushWriter)/.test(role) &&
        builders.has(accountIn(member) ?? ''),
    ),
  );
}

/** Triggers that wait for a person; or accounts that only jobs of a protected environment of the host may act as. */
export const approvals = (estate: Estate): Found =>
  found([
    ...triggersOf(estate).filter(({ isApproved }) => isApproved),
    ...hostGrants(estate).filter(({ member }) =>
      /\/(attribute\.environment\/|(attribute\.\w+|subject)\/.*environment)/.test(member),
    ),
    ...estate.of('google_clouddeploy_target').filter((target) => target.values.require_approval === true),
  ]);

/** Builds that hear of a model: from a topic that pipelines publish to. */
export function promotion(estate: Estate): Found {
  const runners = vertexAccounts(estate);
  const topics = new Set(
    grantsOn(estate, /pubsub_topic/)
      .filter(({ role, member }) => role === 'roles/pubsub.publisher' && runners.has(accountIn(member) ?? ''))
      .map(({ resource }) => topicName(estate.text(resource, 'topic'))),
  );
  const builders = buildAccounts(estate);
  const subscribers = grantsOn(estate, /pubsub_subscription/)
    .filter(({ member }) => builders.has(accountIn(member) ?? ''))
    .map(({ resource }) => estate.text(resource, 'subscription'));
  const pulled = estate
    .of('google_pubsub_subscription')
    .filter((each) => topics.has(topicName(estate.text(each, 'topic'))))
    .filter((each) =>
      subscribers.some((name) => name.includes(each.address) || name.endsWith(estate.text(each, 'name'))),
    );
  const heard = triggersOf(estate).filter(({ topic }) => topic !== undefined && topics.has(topicName(topic)));
  return found([...heard, ...pulled, ...estate.of('google_clouddeploy_delivery_pipeline')]);
}

const topicName = (text: string): string => text.split('/').at(-1)!;

const OUT_OF_REACH = 'what builds do: their files are not in what was given';

/** Files of builds in which all patterns are found. */
export const builds =
  (...patterns: readonly RegExp[]) =>
  (estate: Estate): Found => {
    const { files, isAll } = buildFiles(estate);
    const telling = files.filter(({ name, text }) => patterns.every((each) => each.test(`${name}\n${text}`)));
    return seen(
      telling.map(({ name }) => name),
      isAll ? undefined : OUT_OF_REACH,
    );
  };
