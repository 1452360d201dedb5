import { eventMark, LABEL, type RunSeries, seriesLabels } from './job-id';
import { type RunSpec } from './plan';
import { type ParameterValue } from './request';
import { type RequestWithEvent } from './triggers/message';

/** A pipeline spec as it is compiled: JSON. */
export type PipelineSpecJson = { readonly [key: string]: unknown };

/**
 * The body of `projects.locations.pipelineJobs.create`.
 * https://cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.pipelineJobs#PipelineJob
 */
export interface PipelineJobBody {
  readonly displayName: string;
  readonly pipelineSpec?: PipelineSpecJson;
  readonly templateUri?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly serviceAccount: string;
  readonly network?: string;
  readonly pscInterfaceConfig?: { readonly networkAttachment: string };
  readonly encryptionSpec?: { readonly kmsKeyName: string };
  readonly runtimeConfig: {
    readonly gcsOutputDirectory: string;
    readonly parameterValues: Readonly<Record<string, ParameterValue>>;
  };
}

export interface PipelineJobParts {
  readonly series: RunSeries;
  readonly spec: RunSpec;
  readonly request: RequestWithEvent;
  readonly jobId: string;
  /** The compiled pipeline; `undefined` when Vertex AI reads it from the template's registry. */
  readonly pipelineSpec?: PipelineSpecJson;
}

/** The body that starts a run. */
export function pipelineJobBody({ series, spec, request, jobId, pipelineSpec }: PipelineJobParts): PipelineJobBody {
  return {
    displayName: jobId,
    ...(pipelineSpec ? { pipelineSpec: withCaching(pipelineSpec, spec.caching) } : { templateUri: spec.template.uri }),
    labels: {
      ...spec.labels,
      ...seriesLabels(series),
      [LABEL.reason]: request.reason,
      [LABEL.event]: eventMark(request.event),
      ...(spec.experiment && { [LABEL.experiment]: spec.experiment.slice(0, MAX_LABEL) }),
    },
    serviceAccount: spec.serviceAccount,
    ...(spec.network && { network: spec.network }),
    ...(spec.networkAttachment && { pscInterfaceConfig: { networkAttachment: spec.networkAttachment } }),
    ...(spec.encryptionKey && { encryptionSpec: { kmsKeyName: spec.encryptionKey } }),
    runtimeConfig: {
      gcsOutputDirectory: spec.pipelineRoot,
      parameterValues: { ...spec.parameters, ...request.parameters },
    },
  };
}

/** Most characters that a label can hold. */
const MAX_LABEL = 63;

interface Dag {
  readonly dag?: { readonly tasks?: Readonly<Record<string, object>> };
}

/** A run has no switch for caching: as in the SDK, every step of the spec is set to it. */
function withCaching(spec: PipelineSpecJson, caching: boolean | undefined): PipelineSpecJson {
  if (caching === undefined) return spec;
  const cachingOptions = { enableCache: caching };
  const set = (component: Dag): Dag =>
    component.dag?.tasks
      ? {
          ...component,
          dag: { ...component.dag, tasks: mapValues(component.dag.tasks, (task) => ({ ...task, cachingOptions })) },
        }
      : component;
  const { root, components = {} } = spec as { root?: Dag; components?: Record<string, Dag> };
  return { ...spec, ...(root && { root: set(root) }), components: mapValues(components, set) };
}

const mapValues = <V, W>(record: Readonly<Record<string, V>>, map: (value: V) => W): Record<string, W> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
