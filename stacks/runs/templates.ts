import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { nearest, optionsText } from '../../config/nearest';
import { type ProblemDetail } from '../../config/source';
import { checkReferences, type PipelineSpec, toYaml } from '../../pipelines/ir';
import { compileToSpec, referencePipelines } from '../../pipelines/kfp';
import { type PipelineInputs } from '../../runs/plan';

/** A pipeline as runs are made of it. */
export interface PipelineTemplate {
  /** Name of the pipeline; part of a path in a bucket. */
  readonly name: string;
  /** The compiled pipeline. */
  readonly yaml: string;
  /** What its parameters are checked against. */
  readonly inputs: PipelineInputs;
}

/** Why a pipeline cannot be used, in the words of a configuration error. */
export class TemplateError extends Error {
  constructor(readonly detail: ProblemDetail) {
    super(detail.message);
  }
}

/** The pipelines that a configuration names, each compiled once. */
export class PipelineTemplates {
  private readonly compiled = new Map<string, PipelineTemplate>();

  /**
   * @param configFile where paths of compiled pipelines start from
   * @param image image of the Python steps; without one, each installs its packages
   */
  constructor(
    private readonly configFile: string,
    private readonly image: string | undefined,
  ) {}

  /**
   * The pipeline of that name, or the compiled one at that path.
   *
   * @throws TemplateError when there is none, or the file holds something else
   */
  of(reference: string): PipelineTemplate {
    const known = this.compiled.get(reference);
    if (known) return known;
    const template = /\.ya?ml$/.test(reference) ? this.fromFile(reference) : this.fromKit(reference);
    this.compiled.set(reference, template);
    return template;
  }

  private fromKit(name: string): PipelineTemplate {
    if (!Object.hasOwn(referencePipelines, name)) {
      const names = Object.keys(referencePipelines);
      const alike = nearest(name, names);
      const fix = alike ? `write "${alike}"` : 'choose one, or name a compiled pipeline by its path';
      throw new TemplateError({ message: 'there is no such pipeline', allowed: optionsText(names, name), fix });
    }
    const spec = compileToSpec(name, this.image === undefined ? { pipInstall: true } : { image: this.image });
    return { name, yaml: toYaml(spec), inputs: inputsOf(spec) };
  }

  private fromFile(path: string): PipelineTemplate {
    const file = resolve(dirname(this.configFile), path);
    if (!existsSync(file)) {
      const fix = 'compile it there, or correct the path, which starts at the folder of the configuration';
      throw new TemplateError({ message: 'there is no such file', fix });
    }
    const yaml = readFileSync(file, 'utf8');
    const spec = specOf(yaml);
    return { name: spec.pipelineInfo!.name!, yaml, inputs: inputsOf(spec) };
  }
}

const NOT_COMPILED = 'compile it with the KFP SDK 2, or by `mlops compile`';

function specOf(yaml: string): PipelineSpec {
  const document = parseDocument(yaml);
  const spec = document.errors.length === 0 ? (document.toJS() as PipelineSpec | null) : null;
  if (!spec?.pipelineInfo?.name || !spec.root?.dag || !spec.deploymentSpec)
    throw new TemplateError({ message: 'the file is no compiled KFP pipeline', fix: NOT_COMPILED });
  const [broken] = checkReferences(spec);
  if (broken) throw new TemplateError({ message: `${broken.where} ${broken.problem}`, fix: NOT_COMPILED });
  return spec;
}

function inputsOf(spec: PipelineSpec): PipelineInputs {
  const parameters = Object.entries(spec.root?.inputDefinitions?.parameters ?? {});
  return Object.fromEntries(
    parameters.map(([name, { parameterType, defaultValue, isOptional }]) => [
      name,
      { type: parameterType as PipelineInputs[string]['type'], required: defaultValue === undefined && !isOptional },
    ]),
  );
}
