import { type Construct } from 'constructs';
import { Capability, type CapabilityInfo } from '../core/capability';
import { type EncryptionKey } from '../core/encryption';
import { type Environment } from '../core/environment';
import { principalId } from '../core/principals';
import { CustomRole } from '../iam/custom-role';
import { type INetwork } from '../network/network';
import { type ProjectServices } from '../project/project-services';
import { MetadataStore } from '../vertex-ai/metadata-store';
import { Tensorboard } from '../vertex-ai/tensorboard';
import { WORKBENCH_OPERATOR_PERMISSIONS } from '../workbench/workbench-instance';
import { type Source, SourceCode } from './source-code';
import { Workbench, type WorkbenchOptions } from './workbench';

/** A bucket, dataset or repository that can let somebody read. */
export interface ReadableStore {
  grantRead(id: string, member: string): void;
}

/** A bucket, dataset or repository that can let somebody read and write. */
export interface WritableStore {
  grantReadWrite(id: string, member: string): void;
}

export interface ExperimentWorkspaceProps {
  /** Where it is built, under which names, and how protected. */
  readonly environment: Environment;
  /** Network that workbenches stand in. */
  readonly network: INetwork;
  /** The enabled APIs, `ExperimentWorkspace.INFO.services` and `sourceServices(source)` among them. */
  readonly services: ProjectServices;
  /**
   * Workbench instances, by a key of your own. A key is part of names and addresses: another one makes another instance.
   * @default - none
   */
  readonly workbenches?: Readonly<Record<string, WorkbenchOptions>>;
  /**
   * Stores that notebooks read.
   * @default - none
   */
  readonly reads?: readonly ReadableStore[];
  /**
   * Stores that notebooks read and write.
   * @default - none
   */
  readonly writes?: readonly WritableStore[];
  /**
   * Make a Vertex TensorBoard.
   * @default true
   */
  readonly tensorboard?: boolean;
  /**
   * Take over the metadata store that Vertex AI made on the first pipeline run of the project, instead of creating one.
   * @default false
   */
  readonly adoptMetadataStore?: boolean;
  /** @default - none */
  readonly source?: Source;
  /**
   * Who pushes to a source repository in Secure Source Manager, besides the workbenches: IAM members.
   * @default - nobody
   */
  readonly developers?: readonly string[];
  /**
   * Cannot change after the first deployment: it replaces instances, TensorBoard, metadata store and repository.
   * @default - keys of Google
   */
  readonly encryption?: {
    readonly vertexAi?: EncryptionKey;
    readonly workbench?: EncryptionKey;
    readonly source?: EncryptionKey;
  };
}

/** Where experiments are made: Workbench instances, TensorBoard, the metadata store, the source repository. */
export class ExperimentWorkspace extends Capability {
  static readonly INFO: CapabilityInfo = {
    kind: 'experiment-workspace',
    title: 'Experiment workspace',
    sinceLevel: 0,
    makes: 'Workbench instances with accounts of their own, TensorBoard, metadata store, source repository',
    services: ['aiplatform.googleapis.com', 'compute.googleapis.com', 'notebooks.googleapis.com'],
  };

  /** Where people see their Workbench instances. */
  readonly consoleUrl: string;
  /** `projects/P/locations/L/metadataStores/default` */
  readonly metadataStoreName: string;
  /** `projects/P/locations/L/tensorboards/T`; undefined without a TensorBoard. */
  readonly tensorboardName?: string;
  readonly workbenches: ReadonlyMap<string, Workbench>;
  readonly sourceCode: SourceCode;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ExperimentWorkspaceProps,
  ) {
    super(scope, id, ExperimentWorkspace.INFO);
    this.consoleUrl = `https://console.cloud.google.com/vertex-ai/workbench/instances?project=${props.environment.project}`;
    this.metadataStoreName = this.metadataStore().metadataStoreName;
    if (props.tensorboard ?? true) this.tensorboardName = this.tensorboard().tensorboardName;
    this.workbenches = this.newWorkbenches();
    this.sourceCode = this.newSourceCode();
    for (const [key, { account }] of this.workbenches) this.grantStores(`workbench-${key}`, account.member);
  }

  private metadataStore(): MetadataStore {
    const { project, region, protect } = this.props.environment;
    return new MetadataStore(this, 'MetadataStore', {
      project,
      region,
      protect,
      adopt: this.props.adoptMetadataStore,
      encryptionKey: this.props.encryption?.vertexAi,
    });
  }

  private tensorboard(): Tensorboard {
    const { project, region, protect, naming } = this.props.environment;
    return new Tensorboard(this, 'Tensorboard', {
      displayName: naming.displayName('experiments'),
      description: 'Training curves and comparisons of experiments',
      project,
      region,
      protect,
      encryptionKey: this.props.encryption?.vertexAi,
    });
  }

  private newWorkbenches(): Map<string, Workbench> {
    const { environment, network, workbenches = {}, encryption } = this.props;
    if (Object.keys(workbenches).length === 0) return new Map();
    const operatorRole = this.operatorRole().roleName;
    return new Map(
      Object.entries(workbenches).map(([key, options]) => {
        const encryptionKey = encryption?.workbench;
        const props = { environment, key, options, network, operatorRole, encryptionKey };
        return [key, new Workbench(this, `Workbench-${key}`, props)];
      }),
    );
  }

  /** Instances stop when idle, and who uses one has to wake it; every predefined role that can do so can delete too. */
  private operatorRole(): CustomRole {
    const { project, naming } = this.props.environment;
    return new CustomRole(this, 'WorkbenchOperator', {
      project,
      roleId: naming.name('customRole', 'workbenchoperator'),
      title: naming.displayName('Workbench operator'),
      description: 'Start, stop and reset Workbench instances',
      permissions: WORKBENCH_OPERATOR_PERMISSIONS,
    });
  }

  private newSourceCode(): SourceCode {
    const { environment, services, network, source = { host: 'none' }, developers = [], encryption } = this.props;
    const people = developers.map((member) => [principalId(member), member]);
    const notebooks = [...this.workbenches].map(([key, { account }]) => [`workbench-${key}`, account.member]);
    return new SourceCode(this, 'Source', {
      environment,
      services,
      network,
      source,
      writers: Object.fromEntries([...people, ...notebooks]),
      encryptionKey: encryption?.source,
    });
  }

  private grantStores(id: string, member: string): void {
    for (const store of this.props.reads ?? []) store.grantRead(id, member);
    for (const store of this.props.writes ?? []) store.grantReadWrite(id, member);
  }
}
