import { type ITerraformDependable, Token } from 'cdktf';
import { type Construct } from 'constructs';
import { SecretManagerSecretIamMember } from '@cdktf/provider-google/lib/secret-manager-secret-iam-member';
import { Sleep } from '@cdktf/provider-time/lib/sleep';
import { validate } from '../core/errors';

/** A secret version by name, `projects/P/secrets/S/versions/V`: what it holds never passes through Terraform. */
export type SecretVersionName = string;

const SECRET_VERSION = /^projects\/([^/]+)\/secrets\/([^/]+)\/versions\/[^/]+$/;

/** Time in which a grant on a secret comes into force. Google reads the secrets when it makes a connection. */
const GRANT_PROPAGATION = '60s';

/** @throws ValidationError when a name has another form */
const validateVersions = (scope: Construct, versions: readonly SecretVersionName[]): void =>
  validate(
    scope,
    versions.map((name) => ({
      broken: !SECRET_VERSION.test(name),
      problem: `secret version "${name}" is not of the form projects/PROJECT/secrets/NAME/versions/VERSION`,
    })),
  );

/**
 * Lets a member read a secret.
 *
 * @throws ValidationError when the name of its version has another form
 */
export function grantSecretRead(scope: Construct, id: string, version: SecretVersionName, member: string): void {
  validateVersions(scope, [version]);
  const [, project, secretId] = SECRET_VERSION.exec(version) ?? [];
  new SecretManagerSecretIamMember(scope, id, {
    project,
    secretId: secretId!,
    role: 'roles/secretmanager.secretAccessor',
    member,
  });
}

/**
 * Lets the agent of a connection read those of its secrets that are in the connection's own project, and no other.
 *
 * @returns what the connection waits for; undefined when nothing was granted
 * @throws ValidationError when a name has another form
 */
export function grantConnectionSecrets(
  scope: Construct,
  versions: readonly SecretVersionName[],
  { project, serviceAgent: member }: { readonly project: string; readonly serviceAgent: string },
): ITerraformDependable[] | undefined {
  const known = versions.filter((name) => !Token.isUnresolved(name));
  validateVersions(scope, known);
  const names = known
    .map((version) => SECRET_VERSION.exec(version) ?? [])
    .filter(([, secretProject]) => secretProject === project)
    .map(([, , name]) => name as string);
  const grants = [...new Set(names)].map(
    (secretId) =>
      new SecretManagerSecretIamMember(scope, `Secret-${secretId}`, {
        project,
        secretId,
        role: 'roles/secretmanager.secretAccessor',
        member,
      }),
  );
  if (grants.length === 0) return undefined;
  return [new Sleep(scope, 'Ready', { createDuration: GRANT_PROPAGATION, dependsOn: grants })];
}
