import { type Component } from '../component';
import { type JsonValue } from '../component-contract';
import { type GivenValue, type RetryOptions, type TaskNode } from '../graph';
import { ParameterRef, isRef } from '../references';
import { type PipelineTaskSpec, type TaskInputsSpec } from '../spec/pipeline-spec.generated';
import { parametersIn, Text } from '../text';
import { PLACEHOLDER, takesOnlyArtifacts } from './artifacts-only';
import { type Frame } from './frame';
import { textChannelName } from './naming';

/** The task that runs a component, all but its dependencies, which follow from the whole DAG. */
export function taskSpec(frame: Frame, node: TaskNode, component: string): PipelineTaskSpec {
  const { options, exitOf } = node;
  return {
    taskInfo: { name: options.displayName ?? node.name },
    componentRef: { name: component },
    inputs: taskInputs(frame, node),
    ...(node.component.implementation.kind !== 'pipeline' && { cachingOptions: cachingOptions(options.cache) }),
    ...(options.retry && { retryPolicy: retryPolicy(options.retry) }),
    ...(exitOf && { triggerPolicy: { strategy: 'ALL_UPSTREAM_TASKS_COMPLETED' as const } }),
  };
}

/** An absent `enableCache` is false; written as the KFP compiler writes it. */
function cachingOptions(cache = true): { enableCache?: boolean } {
  return cache ? { enableCache: true } : {};
}

function retryPolicy({ maxRetries, backoffSeconds = 0, backoffFactor = 2, maxBackoffSeconds = 3600 }: RetryOptions) {
  return {
    maxRetryCount: maxRetries,
    backoffDuration: `${backoffSeconds}s`,
    backoffFactor,
    backoffMaxDuration: `${maxBackoffSeconds}s`,
  };
}

function taskInputs(frame: Frame, node: TaskNode): TaskInputsSpec | undefined {
  const inputs: TaskInputsSpec = {};
  for (const [name, value] of givenInputs(node)) {
    if (isRef(value) && !(value instanceof ParameterRef)) (inputs.artifacts ??= {})[name] = frame.artifact(value);
    else (inputs.parameters ??= {})[name] = parameterInput(frame, value);
    for (const ref of isRef(value) ? [] : parametersIn(value)) {
      (inputs.parameters ??= {})[textChannelName(ref)] = frame.parameter(ref);
    }
  }
  for (const [name, port] of Object.entries(node.exitOf ? node.component.inputs : {})) {
    if (port.kind !== 'parameter' || port.type !== 'TASK_FINAL_STATUS') continue;
    (inputs.parameters ??= {})[name] = { taskFinalStatus: { producerTask: node.exitOf!.name } };
  }
  return Object.keys(inputs).length > 0 ? inputs : undefined;
}

function parameterInput(frame: Frame, value: GivenValue) {
  return value instanceof ParameterRef ? frame.parameter(value) : { runtimeValue: { constant: constant(value) } };
}

/**
 * A nested pipeline's defaults are given explicitly: the local runner would otherwise prefer an input of the same name
 * of the pipeline around it.
 */
function givenInputs({ component, inputs }: TaskNode): [string, GivenValue][] {
  const given = Object.entries(inputs).filter(([, value]) => value !== undefined);
  if (component.implementation.kind !== 'pipeline') return given;
  const placeholder: [string, JsonValue][] = takesOnlyArtifacts(component.inputs) ? [[PLACEHOLDER, true]] : [];
  return [...placeholder, ...defaultsOf(component, inputs), ...given];
}

function defaultsOf(component: Component, given: Readonly<Record<string, GivenValue>>): [string, JsonValue][] {
  return Object.entries(component.inputs).flatMap(([name, port]): [string, JsonValue][] =>
    port.kind === 'parameter' && port.default !== undefined && port.default !== null && given[name] === undefined
      ? [[name, port.default]]
      : [],
  );
}

/** A constant as it stands in the spec; texts become strings with placeholders. */
function constant(value: unknown): JsonValue {
  if (value instanceof Text) return value.parts.map(textPart).join('');
  if (value instanceof ParameterRef) return textPart(value);
  if (Array.isArray(value)) return value.map(constant);
  if (value === null || typeof value !== 'object') return value as JsonValue;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, constant(item)]));
}

function textPart(part: string | ParameterRef): string {
  return typeof part === 'string' ? part : `{{$.inputs.parameters['${textChannelName(part)}']}}`;
}
