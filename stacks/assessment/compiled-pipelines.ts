/** A pipeline as it was compiled, and what of it tells its steps. */
export interface CompiledPipeline {
  /** Address of what uploads it. */
  readonly address: string;
  /** Names of its steps and components, each once. */
  readonly steps: readonly string[];
}

/** Components and executors of a pipeline spec, in YAML and in JSON; names of its tasks. */
const STEPS = [
  /["']?\b(?:comp|exec)-([\w-]+)["']?\s*:/g,
  /["']?taskInfo["']?\s*:\s*\{?\s*["']?name["']?\s*:\s*["']?([\w-]+)/g,
];

/** The steps of a compiled pipeline; undefined when the text is none. */
export function stepsOf(text: string): string[] | undefined {
  if (!/["']?(?:pipelineInfo|pipelineSpec)["']?\s*:/.test(text)) return undefined;
  const names = STEPS.flatMap((pattern) => [...text.matchAll(pattern)].map(([, name]) => name!));
  return [...new Set(names)];
}

/** Pipelines with a step of such a name, each with those steps. */
export const stepsLike = (pattern: RegExp, pipelines: readonly CompiledPipeline[]): string[] =>
  pipelines.flatMap(({ address, steps }) => {
    const alike = steps.filter((name) => pattern.test(name));
    return alike.length > 0 ? [`${address}: ${alike.join(', ')}`] : [];
  });
