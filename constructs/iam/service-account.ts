import { type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { ServiceAccount as ServiceAccountResource } from '@cdktf/provider-google/lib/service-account';
import { ServiceAccountIamMember } from '@cdktf/provider-google/lib/service-account-iam-member';
import { validateName } from '../core/naming/naming';
import { ProjectGrants } from './project-grants';

/** The identity of one workload. */
export interface IServiceAccount {
  readonly email: string;
  /** As IAM writes it: `serviceAccount:...`. */
  readonly member: string;
}

export interface ServiceAccountProps {
  /** 6 to 30 lower-case letters, digits and hyphens. Changing it replaces the account, and with it every grant. */
  readonly accountId: string;
  /** Google Cloud project id. Changing it replaces the account. */
  readonly project: string;
  /** What the console calls it, at most 100 characters. */
  readonly displayName: string;
  /** What the account is for, at most 256 bytes. */
  readonly description: string;
  /**
   * Roles on the whole project. Prefer a grant on the resource itself.
   * @default - none
   */
  readonly projectRoles?: readonly string[];
}

/** A service account for one workload, without keys. */
export class ServiceAccount extends Construct implements IServiceAccount {
  readonly email: string;
  readonly member: string;
  readonly name: string;

  constructor(scope: Construct, id: string, props: ServiceAccountProps) {
    super(scope, id);
    validateName(this, 'serviceAccount', props.accountId);
    const account = new ServiceAccountResource(this, 'Resource', {
      accountId: props.accountId,
      project: props.project,
      displayName: props.displayName,
      description: props.description,
      createIgnoreAlreadyExists: false,
    });
    this.email = account.email;
    this.member = account.member;
    this.name = account.name;
    if (props.projectRoles?.length) {
      new ProjectGrants(this, 'Project', { project: props.project, member: this.member, roles: props.projectRoles });
    }
  }

  /** An account that is managed elsewhere. */
  static fromEmail(email: string): IServiceAccount {
    return { email, member: `serviceAccount:${email}` };
  }

  /** The account of that id in a project, without looking it up: accounts are named by the naming table. */
  static fromAccountId(project: string, accountId: string): IServiceAccount {
    return ServiceAccount.fromEmail(`${accountId}@${project}.iam.gserviceaccount.com`);
  }

  /** Lets somebody start workloads that run as this account, and this account alone. */
  grantUse(id: string, member: string): void {
    new ServiceAccountIamMember(this, `Use-${id}`, {
      serviceAccountId: this.name,
      role: 'roles/iam.serviceAccountUser',
      member,
    });
  }

  /**
   * Lets identities of a workload identity pool act as this account.
   *
   * @param after what makes the pool, where the members do not refer to it
   */
  grantFederated(id: string, members: string, after?: readonly ITerraformDependable[]): void {
    new ServiceAccountIamMember(this, `Federated-${id}`, {
      serviceAccountId: this.name,
      role: 'roles/iam.workloadIdentityUser',
      member: members,
      ...(after && { dependsOn: [...after] }),
    });
  }
}

/** Lets somebody start workloads that run as an account that another stack made. */
export function grantUseOf(scope: Construct, id: string, account: IServiceAccount, member: string): void {
  const project = /@([^.]+)\.iam\.gserviceaccount\.com$/.exec(account.email)?.[1] ?? '-';
  new ServiceAccountIamMember(scope, id, {
    serviceAccountId: `projects/${project}/serviceAccounts/${account.email}`,
    role: 'roles/iam.serviceAccountUser',
    member,
  });
}
