import { Construct } from 'constructs';
import { ProjectIamCustomRole } from '@cdktf/provider-google/lib/project-iam-custom-role';
import { ProjectIamMember } from '@cdktf/provider-google/lib/project-iam-member';
import { validateName } from '../core/naming/naming';

export interface CustomRoleProps {
  /** Google Cloud project id. Changing it replaces the role. */
  readonly project: string;
  /** Stays taken for 37 days after deletion. */
  readonly roleId: string;
  /** What the console calls it, at most 100 characters. */
  readonly title: string;
  /** What it allows, at most 256 characters. */
  readonly description: string;
  /** As `aiplatform.endpoints.predict`, in any order. */
  readonly permissions: readonly string[];
}

/** A role with exactly the permissions that are named, for where no predefined role is narrow enough. */
export class CustomRole extends Construct {
  /** `projects/P/roles/R`: what a grant names. */
  readonly roleName: string;
  private readonly project: string;

  constructor(scope: Construct, id: string, props: CustomRoleProps) {
    super(scope, id);
    validateName(this, 'customRole', props.roleId);
    const role = new ProjectIamCustomRole(this, 'Resource', {
      project: props.project,
      roleId: props.roleId,
      title: props.title,
      description: props.description,
      permissions: [...props.permissions].sort(),
      stage: 'GA',
    });
    this.roleName = role.name;
    this.project = props.project;
  }

  /** The name of a custom role of a project, without looking it up. */
  static roleNameOf(project: string, roleId: string): string {
    return `projects/${project}/roles/${roleId}`;
  }

  /** Gives a member the role on its project. */
  grant(id: string, member: string): void {
    new ProjectIamMember(this, `Grant-${id}`, { project: this.project, role: this.roleName, member });
  }
}
