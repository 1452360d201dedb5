import { type Construct } from 'constructs';
import { SecureSourceManagerInstanceIamMember } from '@cdktf/provider-google/lib/secure-source-manager-instance-iam-member';
import { SecureSourceManagerRepositoryIamMember } from '@cdktf/provider-google/lib/secure-source-manager-repository-iam-member';

/** A repository in Secure Source Manager, by its names. */
export interface SourcePlace {
  /** Google Cloud project id of instance and repository. */
  readonly project: string;
  readonly location: string;
  readonly instanceId: string;
  readonly repositoryId: string;
}

/** Lets somebody fetch a repository that another stack made: access to the instance, and to read the repository. */
export function grantSourceRead(scope: Construct, id: string, place: SourcePlace, member: string): void {
  const { project, location, instanceId, repositoryId } = place;
  new SecureSourceManagerInstanceIamMember(scope, `${id}-Access`, {
    project,
    location,
    instanceId,
    role: 'roles/securesourcemanager.instanceAccessor',
    member,
  });
  new SecureSourceManagerRepositoryIamMember(scope, `${id}-Read`, {
    project,
    location,
    repositoryId,
    role: 'roles/securesourcemanager.repoReader',
    member,
  });
}

/**
 * What `git clone` takes for a repository that another stack made.
 *
 * @param number of the project
 * @param isPrivate whether the instance has no public endpoint
 * @see https://cloud.google.com/secure-source-manager/docs/use-git
 */
export function sourceCloneUrl(place: SourcePlace, number: string, isPrivate: boolean): string {
  const { project, location, instanceId, repositoryId } = place;
  const domain = `${isPrivate ? 'p.' : ''}sourcemanager.dev`;
  return `https://${instanceId}-${number}-git.${location}.${domain}/${project}/${repositoryId}.git`;
}
