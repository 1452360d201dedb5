/**
 * Brings a spec into a form without the names and levels that compilers choose: every executor's task with where its
 * inputs come from, under which conditions and loops it runs, what it waits for. Two specs that say the same are equal.
 */
import {
  type ComponentSpec,
  type DagSpec,
  type PipelineDeploymentConfig_ExecutorSpec,
  type PipelineSpec,
  type PipelineTaskSpec,
} from '../../../pipelines/ir/spec/pipeline-spec.generated';

/** Where a value comes from, in the same words for every compiler. */
type Source = unknown;

/** A DAG that was entered: the sources of its inputs, and the control flow around it. */
interface Level {
  readonly dag: DagSpec;
  readonly bindings: ReadonlyMap<string, Source>;
  readonly conditions: readonly string[];
  readonly loops: readonly object[];
  readonly waitsFor: readonly string[];
}

export interface NormalSpec {
  readonly tasks: Record<string, object>;
  readonly inputs: object;
  readonly outputs: Record<string, Source>;
}

export function normalize(spec: PipelineSpec): NormalSpec {
  return new Normalizer(spec).normalize();
}

class Normalizer {
  private readonly tasks: Record<string, object> = {};

  public constructor(private readonly spec: PipelineSpec) {}

  public normalize(): NormalSpec {
    const { root } = this.spec;
    const inputs = root?.inputDefinitions ?? {};
    const names = [...Object.keys(inputs.parameters ?? {}), ...Object.keys(inputs.artifacts ?? {})];
    const bindings = new Map<string, Source>(names.map((name) => [name, { pipelineInput: name }]));
    const level = { dag: root!.dag!, bindings, conditions: [], loops: [], waitsFor: [] };
    this.enter(level);
    const keys = Object.keys({ ...root?.dag?.outputs?.parameters, ...root?.dag?.outputs?.artifacts });
    const outputs = Object.fromEntries(keys.map((key) => [key, this.dagOutput(level, key)]));
    return { tasks: this.tasks, inputs: withoutDescriptions(inputs), outputs };
  }

  private enter(level: Level): void {
    for (const [name, task] of Object.entries(level.dag.tasks ?? {})) {
      const component = this.componentOf(task);
      if (component.dag) this.enter(this.levelOf(level, task, component));
      else this.tasks[name] = this.leaf(level, task, component);
    }
  }

  private leaf(level: Level, task: PipelineTaskSpec, component: ComponentSpec): object {
    const executor = (
      this.spec.deploymentSpec as unknown as { executors: Record<string, PipelineDeploymentConfig_ExecutorSpec> }
    ).executors[component.executorLabel!]!;
    const { parameters = {}, artifacts = {} } = task.inputs ?? {};
    const bound = this.bindings(level, task, component, false);
    return {
      takes: withoutDescriptions(component.inputDefinitions ?? {}),
      makes: withoutDescriptions(component.outputDefinitions ?? {}),
      executor: normalExecutor(executor),
      inputs: Object.fromEntries(
        [...Object.keys(parameters), ...Object.keys(artifacts)].filter(isNoText).map((key) => [key, bound.get(key)]),
      ),
      conditions: [...level.conditions, ...this.conditions(level, task)],
      loops: level.loops,
      waitsFor: this.waitsFor(level, task),
      caching: task.cachingOptions,
      retry: task.retryPolicy,
      strategy: task.triggerPolicy?.strategy,
      displayName: task.taskInfo?.name,
    };
  }

  private levelOf(level: Level, task: PipelineTaskSpec, component: ComponentSpec): Level {
    const { parameterIterator, iteratorPolicy } = task;
    const bindings = this.bindings(level, task, component, true);
    const loops = [...level.loops];
    if (parameterIterator) {
      const { itemInput, items } = parameterIterator;
      const list = items?.raw === undefined ? bindings.get(items!.inputParameter!) : JSON.parse(items.raw);
      bindings.set(itemInput!, { itemOf: list });
      loops.push({ list, limit: iteratorPolicy?.parallelismLimit });
    }
    const conditions = [...level.conditions, ...this.conditions(level, task)];
    return { dag: component.dag!, bindings, conditions, loops, waitsFor: this.waitsFor(level, task) };
  }

  private bindings(
    level: Level,
    task: PipelineTaskSpec,
    component: ComponentSpec,
    defaults: boolean,
  ): Map<string, Source> {
    const bound = new Map<string, Source>();
    for (const [name, { defaultValue }] of Object.entries(component.inputDefinitions?.parameters ?? {})) {
      if (defaults && defaultValue !== undefined) bound.set(name, { constant: defaultValue });
    }
    for (const [name, input] of Object.entries(task.inputs?.parameters ?? {})) {
      const { taskOutputParameter: output, componentInputParameter, parameterExpressionSelector: selector } = input;
      if (output) bound.set(name, this.taskOutput(level, output.producerTask!, output.outputParameterKey!));
      else if (input.taskFinalStatus)
        bound.set(name, { statusOf: this.leavesOf(level, input.taskFinalStatus.producerTask!) });
      else if (componentInputParameter === undefined)
        bound.set(name, { constant: this.constant(level, task, input.runtimeValue?.constant) });
      else bound.set(name, select(level.bindings.get(componentInputParameter), selector));
    }
    for (const [name, { taskOutputArtifact: output, componentInputArtifact }] of Object.entries(
      task.inputs?.artifacts ?? {},
    )) {
      if (output) bound.set(name, this.taskOutput(level, output.producerTask!, output.outputArtifactKey!));
      else bound.set(name, level.bindings.get(componentInputArtifact!));
    }
    return bound;
  }

  /** Parameters embedded in a text, by where they come from. */
  private constant(level: Level, task: PipelineTaskSpec, value: unknown): unknown {
    return JSON.parse(JSON.stringify(value), (_, item: unknown) =>
      typeof item === 'string'
        ? this.replaceInputs(level, task, item, /\{\{\$\.inputs\.parameters\['([^']+)'\]\}\}/g)
        : item,
    );
  }

  private replaceInputs(level: Level, task: PipelineTaskSpec, text: string, pattern: RegExp): string {
    return text.replace(pattern, (_, name: string) => {
      const only = { ...task, inputs: { parameters: { [name]: task.inputs!.parameters![name]! } } };
      return `<${JSON.stringify(this.bindings(level, only, {}, false).get(name))}>`;
    });
  }

  private conditions(level: Level, task: PipelineTaskSpec): string[] {
    const condition = task.triggerPolicy?.condition;
    if (condition === undefined) return [];
    const resolved = this.replaceInputs(level, task, condition, /inputs\.parameter_values\['([^']+)'\]/g);
    const numbers = resolved.replaceAll(/double\(int\((<.*?>)\)\)/g, '$1').replaceAll(/double\((\d+)\)/g, '$1');
    return numbers.split(' && ').map((part) => part.replace(/(\d)\.0\b/, '$1'));
  }

  private taskOutput(level: Level, producer: string, key: string): Source {
    const task = level.dag.tasks![producer]!;
    const component = this.componentOf(task);
    if (!component.dag) return { outputOf: producer, key };
    const source = this.dagOutput(this.levelOf(level, task, component), key);
    return task.parameterIterator ? { collected: source } : source;
  }

  private dagOutput(level: Level, key: string): Source {
    const { parameters = {}, artifacts = {} } = level.dag.outputs ?? {};
    const { valueFromParameter, valueFromOneof } = parameters[key] ?? {};
    const selectors = valueFromOneof?.parameterSelectors ?? (valueFromParameter ? [valueFromParameter] : []);
    const sources = [
      ...selectors.map((each) => this.taskOutput(level, each.producerSubtask!, each.outputParameterKey!)),
      ...(artifacts[key]?.artifactSelectors ?? []).map((each) =>
        this.taskOutput(level, each.producerSubtask!, each.outputArtifactKey!),
      ),
    ];
    return sources.length === 1 ? sources[0] : { oneOf: sources };
  }

  private waitsFor(level: Level, task: PipelineTaskSpec): string[] {
    const own = (task.dependentTasks ?? []).flatMap((name) => this.leavesOf(level, name));
    return [...new Set([...level.waitsFor, ...own])].sort();
  }

  private leavesOf(level: Level, name: string): string[] {
    const { dag } = this.componentOf(level.dag.tasks![name]!);
    if (!dag) return [name];
    return Object.keys(dag.tasks ?? {})
      .flatMap((inner) => this.leavesOf({ ...level, dag }, inner))
      .sort();
  }

  private componentOf(task: PipelineTaskSpec): ComponentSpec {
    return this.spec.components![task.componentRef!.name!]!;
  }
}

/** Parameters embedded in a text are compared in the text itself. */
function isNoText(input: string): boolean {
  return !input.startsWith('pipelinechannel--');
}

function select(source: Source, selector: string | undefined): Source {
  return selector === undefined ? source : { fieldOf: source, selector };
}

/** What runs, without the shell around Python code and without the code, which both compilers embed in full. */
function normalExecutor({ container, importer }: PipelineDeploymentConfig_ExecutorSpec): object {
  if (!container) return { importer };
  const { command, args, ...rest } = container;
  const isPython = args?.includes('--function_to_execute') ?? false;
  const env = [...(rest.env ?? [])].sort((a, b) => (a.name! < b.name! ? -1 : 1));
  return { ...rest, env, args: args?.map(withoutSpaces), command: isPython ? 'python' : command };
}

/** `Concat` and `IfPresent` are JSON in a string, which Python writes with spaces. */
function withoutSpaces(arg: string): string {
  return /^\{"(Concat|IfPresent)"/.test(arg) ? JSON.stringify(JSON.parse(arg)) : arg;
}

function withoutDescriptions(value: object): object {
  return JSON.parse(
    JSON.stringify(value, (key, item: unknown) =>
      key === 'description' && typeof item === 'string' ? undefined : item,
    ),
  ) as object;
}
