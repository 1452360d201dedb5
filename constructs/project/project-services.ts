import { type IAspect, Aspects, StringMap, TerraformDataSource, TerraformResource, TerraformStack } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import { ProjectIamMember } from '@cdktf/provider-google/lib/project-iam-member';
import { ProjectService } from '@cdktf/provider-google/lib/project-service';
import { GoogleProjectServiceIdentity } from '@cdktf/provider-google-beta/lib/google-project-service-identity';
import { Sleep } from '@cdktf/provider-time/lib/sleep';
import { addDependsOn } from '../core/dependencies';
import { ValidationError } from '../core/errors';
import { googleBeta } from '../core/google-providers';
import { type ServiceInfo, serviceOfType, SERVICES } from '../core/service-catalogue';

export interface ProjectServicesProps {
  /** Google Cloud project id. */
  readonly project: string;
  /** APIs to enable, as `aiplatform.googleapis.com`. Order and repetition do not matter. */
  readonly services: readonly string[];
  /**
   * APIs that programs of the project call for other projects: Google wants them enabled in the project of the caller, too.
   * They get no agent here.
   * @default - none
   */
  readonly calledServices?: readonly string[];
  /**
   * How long a fresh API is given before it is used, as Go writes durations. Enablement and new service agents take up
   * to a minute to be seen everywhere.
   * @default '60s'
   * @see https://registry.terraform.io/providers/hashicorp/google/latest/docs/guides/google_project_service
   */
  readonly propagation?: string;
}

/**
 * Enables the APIs of a project, makes their service agents where Google allows it ahead of use, and makes every other
 * resource of the stack wait for its own API: one apply is enough.
 *
 * An API stays enabled when it is taken off the list: other things in the project may use it.
 */
export class ProjectServices extends Construct {
  private readonly enabled = new Map<string, EnabledService>();

  constructor(scope: Construct, id: string, props: ProjectServicesProps) {
    super(scope, id);
    const used = withPrerequisites(props.services);
    for (const service of new Set([...used, ...(props.calledServices ?? [])])) {
      const { project, propagation = '60s' } = props;
      const agent = used.has(service) ? SERVICES[service]?.agent : undefined;
      this.enabled.set(service, new EnabledService(this, service, { project, propagation, agent }));
    }
    Aspects.of(TerraformStack.of(this)).add(new WaitForService(this));
  }

  /** Whether this stack enables the API. */
  has(service: string): boolean {
    return this.enabled.has(service);
  }

  /**
   * The IAM member of the API's service agent. Whoever refers to it waits until the agent is seen everywhere.
   *
   * @throws ValidationError when the API is not enabled here or Google makes no agent ahead of use
   */
  agentMember(service: string): string {
    const member = this.service(service).agentMember;
    if (member === undefined)
      throw new ValidationError(this, [`${service} has no service agent that can be made ahead of its first use`]);
    return member;
  }

  /**
   * What to wait for before the API is used.
   *
   * @param neededBy who uses it, for the error message
   * @throws ValidationError when the API is not enabled here
   */
  ready(service: string, neededBy: IConstruct = this): TerraformResource {
    return this.service(service, neededBy).ready;
  }

  private service(service: string, neededBy: IConstruct = this): EnabledService {
    const found = this.enabled.get(service);
    if (!found) {
      const enabled = [...this.enabled.keys()].join(', ');
      throw new ValidationError(neededBy, [
        `${service} is needed and not enabled: add it to the services of ${this.node.path} (enabled: ${enabled})`,
      ]);
    }
    return found;
  }
}

/** Grants to agents go through the Resource Manager. */
const RESOURCE_MANAGER = 'cloudresourcemanager.googleapis.com';
const withPrerequisites = (services: readonly string[]): Set<string> =>
  new Set(services.some((service) => SERVICES[service]?.agent?.role) ? [...services, RESOURCE_MANAGER] : services);

interface Enablement {
  readonly project: string;
  readonly propagation: string;
  /** @default - the API gets no agent ahead of its first use */
  readonly agent?: ServiceInfo['agent'];
}

/** One enabled API: enablement, agent and its role, wait. */
class EnabledService extends Construct {
  readonly agentMember?: string;
  readonly ready: Sleep;

  constructor(
    scope: Construct,
    private readonly service: string,
    private readonly props: Enablement,
  ) {
    super(scope, service.replace('.googleapis.com', ''));
    const { project, propagation } = props;
    const enablement = new ProjectService(this, 'Resource', { project, service, disableOnDestroy: false });
    const agent = props.agent && this.newAgent(enablement);
    const role = props.agent?.role;
    const grant = agent && role && new ProjectIamMember(this, 'AgentRole', { project, role, member: agent.member });
    this.ready = new Sleep(this, 'Ready', {
      createDuration: propagation,
      triggers: agent && { agent: agent.member },
      dependsOn: [grant || agent || enablement],
    });
    if (agent) this.agentMember = new StringMap(this.ready, 'triggers').lookup('agent');
  }

  private newAgent(enablement: ProjectService): GoogleProjectServiceIdentity {
    return new GoogleProjectServiceIdentity(this, 'Agent', {
      provider: googleBeta(this),
      project: this.props.project,
      service: this.service,
      dependsOn: [enablement],
    });
  }
}

/** Makes each resource depend on its API being ready. */
class WaitForService implements IAspect {
  constructor(private readonly services: ProjectServices) {}

  /** @throws ValidationError when a resource needs an API that the stack does not enable */
  visit(node: IConstruct): void {
    if (!TerraformResource.isTerraformResource(node) && !TerraformDataSource.isTerraformDataSource(node)) return;
    const service = serviceOfType(node.terraformResourceType);
    if (service !== undefined) addDependsOn(node, this.services.ready(service, node));
  }
}
