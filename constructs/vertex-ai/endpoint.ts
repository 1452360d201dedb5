import { Construct } from 'constructs';
import { Fn, Token } from 'cdktf';
import { VertexAiEndpoint } from '@cdktf/provider-google/lib/vertex-ai-endpoint';
import { GoogleVertexAiEndpointIamMember } from '@cdktf/provider-google-beta/lib/google-vertex-ai-endpoint-iam-member';
import { dependenciesOf, type EncryptionKey } from '../core/encryption';
import { validate } from '../core/errors';
import { googleBeta } from '../core/google-providers';
import { consumersOf } from './consumer-projects';

/** A Vertex AI endpoint for online predictions. */
export interface IEndpoint {
  /** The number that Google knows the endpoint by. */
  readonly endpointId: string;
  readonly project: string;
  readonly location: string;
  /** `projects/P/locations/L/endpoints/E` */
  readonly endpointName: string;
  /** Path of prediction requests, whatever host serves them: `/v1/projects/P/locations/L/endpoints/E:predict` */
  readonly predictPath: string;
}

/** How requests reach an endpoint. */
export type EndpointAccess =
  /** A host name of its own on the public internet; every request needs an OAuth token. */
  | 'public'
  /**
   * Private Service Connect, from networks of the named projects and of the endpoint's own. Google refuses to change
   * the list later, and takes at most ten different lists in a project.
   */
  | { readonly consumerProjects: readonly string[] };

/** Where requests and responses are logged. */
export interface RequestLoggingProps {
  /**
   * `bq://PROJECT.DATASET.TABLE`. The dataset exists, in the endpoint's region; Vertex AI makes the table, with columns
   * `endpoint`, `deployed_model_id`, `logging_time`, `request_id`, `request_payload` and `response_payload`.
   */
  readonly table: string;
  /**
   * Share of requests that are logged, above 0 and at most 1.
   * @default 1
   */
  readonly sampling?: number;
}

export interface EndpointProps {
  /** 1 to 10 digits without a leading zero. Changing it replaces the endpoint. */
  readonly endpointId: string;
  /** At most 128 characters. Metrics carry it as `endpoint_display_name`. */
  readonly displayName: string;
  /** @default - none */
  readonly description?: string;
  /** Google Cloud project id. Changing it replaces the endpoint. */
  readonly project: string;
  /** Region. Changing it replaces the endpoint. */
  readonly location: string;
  /** Changing between public and private replaces the endpoint. */
  readonly access: EndpointAccess;
  /** Where requests and predictions are logged, and which share of them. */
  readonly requestLogging: RequestLoggingProps;
  /**
   * Changing it replaces the endpoint.
   * @default - a key of Google
   */
  readonly encryptionKey?: EncryptionKey;
  /**
   * Refuse to destroy or replace the endpoint while it is declared. Google gives the id out again after seven days
   * only, so a replacement is an outage of a week; deployed models, host name and grants are lost with it.
   * @default true
   */
  readonly protect?: boolean;
}

/**
 * An endpoint for online predictions. Terraform owns where it is, who reaches it and what is logged; which models are
 * deployed and how traffic is split belongs to whoever rolls models out.
 *
 * Requests are logged on public (dedicated) and private endpoints alike: `predict` and `rawPredict` alone, payloads
 * under 10 MB, models of TensorFlow, PyTorch, scikit-learn and XGBoost. Vertex AI Model Monitoring v1 logs to the same
 * place and cannot be switched on beside it.
 *
 * @see https://cloud.google.com/vertex-ai/docs/predictions/online-prediction-logging
 * @see https://cloud.google.com/vertex-ai/docs/predictions/private-service-connect
 */
export class Endpoint extends Construct implements IEndpoint {
  readonly endpointId: string;
  readonly project: string;
  readonly location: string;
  readonly endpointName: string;
  readonly predictPath: string;
  /** Host of a public endpoint, known once it exists: `E.REGION-NUMBER.prediction.vertexai.goog`. */
  readonly host?: string;

  constructor(scope: Construct, id: string, props: EndpointProps) {
    super(scope, id);
    validateEndpoint(this, props);
    const endpoint = new VertexAiEndpoint(this, 'Resource', {
      name: props.endpointId,
      displayName: props.displayName,
      description: props.description,
      project: props.project,
      location: props.location,
      ...reach(this, props),
      predictRequestResponseLoggingConfig: requestLog(props.requestLogging),
      encryptionSpec: props.encryptionKey && { kmsKeyName: props.encryptionKey.keyName },
      // Each rollout moves the split. `deployed_models` is an output of the provider, which Terraform never writes.
      lifecycle: { ignoreChanges: ['traffic_split'], ...((props.protect ?? true) && { preventDestroy: true }) },
      dependsOn: dependenciesOf(props.encryptionKey),
    });
    ({
      endpointId: this.endpointId,
      project: this.project,
      location: this.location,
      endpointName: this.endpointName,
      predictPath: this.predictPath,
    } = Endpoint.fromEndpointId(props.project, props.location, props.endpointId));
    // The API describes the attribute with a scheme in front and returns it without.
    this.host = props.access === 'public' ? Fn.trimprefix(endpoint.dedicatedEndpointDns, 'https://') : undefined;
  }

  /** An endpoint that is managed elsewhere. */
  static fromEndpointId(project: string, location: string, endpointId: string): IEndpoint {
    const endpointName = `projects/${project}/locations/${location}/endpoints/${endpointId}`;
    return { endpointId, project, location, endpointName, predictPath: `/v1/${endpointName}:predict` };
  }

  /** Where predictions are asked for; undefined for a private endpoint, whose host is in the consumer's network. */
  get predictUrl(): string | undefined {
    return this.host && `https://${this.host}${this.predictPath}`;
  }

  /**
   * Lets somebody ask this endpoint, and no other, for predictions.
   *
   * @param role a role that holds `aiplatform.endpoints.predict`; a custom role with that permission alone is enough
   */
  grantPredict(id: string, member: string, role: string): void {
    new GoogleVertexAiEndpointIamMember(this, `Predict-${id}`, {
      provider: googleBeta(this),
      project: this.project,
      location: this.location,
      endpoint: (this.node.defaultChild as VertexAiEndpoint).name,
      role,
      member,
    });
  }
}

function reach(scope: Construct, { access, project }: EndpointProps) {
  if (access === 'public') return { dedicatedEndpointEnabled: true };
  return {
    // Only the beta API asks IAM about private requests; without that, whoever is on an admitted network gets
    // predictions.
    provider: googleBeta(scope),
    privateServiceConnectConfig: {
      enablePrivateServiceConnect: true,
      enableSecurePrivateServiceConnect: true,
      projectAllowlist: consumersOf(project, access.consumerProjects),
    },
  };
}

const requestLog = ({ table, sampling }: RequestLoggingProps) => ({
  enabled: true,
  samplingRate: sampling ?? 1,
  bigqueryDestination: { outputUri: table },
});

/** https://cloud.google.com/bigquery/docs/tables#table_naming, without spaces and letters of other scripts. */
const TABLE_URI = /^bq:\/\/[a-z][a-z0-9:.-]+\.[A-Za-z0-9_]+\.[A-Za-z0-9_-]+$/;

/** The provider checks none of these, the API does half-way through an apply (hashicorp/terraform-provider-google#12963). */
function validateEndpoint(scope: Construct, { endpointId, displayName, requestLogging }: EndpointProps): void {
  const { table, sampling = 1 } = requestLogging;
  validate(scope, [
    {
      broken: !Token.isUnresolved(endpointId) && !/^[1-9][0-9]{0,9}$/.test(endpointId),
      problem: `endpoint id "${endpointId}" is not valid: 1 to 10 digits without a leading zero`,
    },
    {
      broken: !Token.isUnresolved(displayName) && (displayName === '' || displayName.length > 128),
      problem: `display name "${displayName}" has ${displayName.length} characters: 1 to 128 are allowed`,
    },
    {
      broken: !Token.isUnresolved(table) && !TABLE_URI.test(table),
      problem: `request logging table "${table}" is not valid: bq://PROJECT.DATASET.TABLE`,
    },
    {
      broken: !Token.isUnresolved(sampling) && !(sampling > 0 && sampling <= 1),
      problem: `request logging sampling ${sampling} is not valid: above 0 and at most 1`,
    },
  ]);
}
