import { type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { DataGoogleProject } from '@cdktf/provider-google/lib/data-google-project';

export interface ProjectAgentsProps {
  /** Google Cloud project id. */
  readonly project: string;
  /**
   * What has to exist before an agent is named, such as the API that it appears with.
   * @default - nothing: the agents exist
   */
  readonly after?: readonly ITerraformDependable[];
}

/** Domains of agents, by service: https://cloud.google.com/iam/docs/service-agents */
const DOMAINS = {
  aiplatform: 'gcp-sa-aiplatform',
  cloudbuild: 'gcp-sa-cloudbuild',
  securesourcemanager: 'gcp-sa-sourcemanager',
} as const;

/** Service agents of a project by its number, where no other resource knows them: those of other stacks, or that appear by themselves. */
export class ProjectAgents extends Construct {
  /** Number of the project. */
  readonly number: string;

  constructor(scope: Construct, id: string, { project, after = [] }: ProjectAgentsProps) {
    super(scope, id);
    this.number = new DataGoogleProject(this, 'Resource', {
      projectId: project,
      dependsOn: after.length > 0 ? [...after] : undefined,
    }).number;
  }

  /** IAM member of a service's agent. */
  member(service: keyof typeof DOMAINS): string {
    return `serviceAccount:service-${this.number}@${DOMAINS[service]}.iam.gserviceaccount.com`;
  }

  /**
   * IAM members: all service agents of the project, those included that Google has not made yet.
   * https://cloud.google.com/iam/docs/principal-identifiers
   */
  get all(): string {
    return `principalSet://cloudresourcemanager.googleapis.com/projects/${this.number}/type/ServiceAgent`;
  }
}
