/** Pipelines and parameters of a configuration against what the pipelines take: mistakes show before anything runs. */
import { type LoadedConfig } from '../../config/load';
import { nearest, optionsText } from '../../config/nearest';
import { byPosition, ConfigError, type ConfigPath } from '../../config/problems';
import { type Finding } from '../../config/source';
import { parameterProblems, type ParameterProblem } from '../../runs/parameters';
import { settingsOf } from '../settings';
import { runParameters } from './filled-parameters';
import { type ModelRuns, runsOf, runsOfAll } from './model-runs';
import { PipelineTemplates, TemplateError } from './templates';

/**
 * The pipelines that the configuration names, compiled and checked.
 *
 * @throws ConfigError for an unknown pipeline, and for parameters that are unknown, missing or of another type, all at once
 */
export function checkedTemplates({ config, source }: LoadedConfig): PipelineTemplates {
  const templates = new PipelineTemplates(source.file, config.pipelines.image);
  if (config.level < 1) return templates;
  const unusable = runsOfAll(config).flatMap((runs) => unusablePipeline(templates, runs));
  const findings = unusable.length > 0 ? unusable : wrongParameters({ config, source }, templates);
  if (findings.length === 0) return templates;
  const problems = findings.map(({ path, ...detail }) => source.problem(path, detail));
  throw new ConfigError(problems.sort(byPosition));
}

function unusablePipeline(templates: PipelineTemplates, { pipeline, path }: ModelRuns): Finding[] {
  try {
    templates.of(pipeline);
    return [];
  } catch (error) {
    if (error instanceof TemplateError) return [{ path: [...path, 'pipeline'], given: pipeline, ...error.detail }];
    throw error;
  }
}

function wrongParameters({ config }: LoadedConfig, templates: PipelineTemplates): Finding[] {
  const found = Object.keys(config.environments).flatMap((name) => {
    const settings = settingsOf(config, name, templates);
    return Object.entries(config.models).flatMap(([key, model]) =>
      runsOf(model, key).flatMap((runs) => {
        const template = templates.of(runs.pipeline);
        const parameters = runParameters(settings, key, runs, template);
        const problems = parameterProblems(template.inputs, parameters);
        const findings = problems.map((problem) =>
          finding(problem, placeOf(problem, name, runs, config), runs.pipeline),
        );
        return [...findings, ...servedByNothing(runs, parameters)];
      }),
    );
  });
  return onePerPlace([...found, ...unusedParameters(config, templates)]);
}

/** A run would train a model, and end when it cannot register it. */
function servedByNothing({ pipeline, path }: ModelRuns, parameters: Readonly<Record<string, unknown>>): Finding[] {
  if (parameters.serving_image !== '') return [];
  return [
    {
      path,
      atKey: true,
      message: `${pipeline} registers a model that no image serves`,
      allowed: 'pipelines.image, or parameters.serving_image of the model',
      fix: 'build and push pipelines/image (its README says how), and name it by digest in pipelines.image',
    },
  ];
}

/** Where the wrong value was written: nearest first. A missing one is missed at the model. */
function placeOf(
  { parameter }: ParameterProblem,
  environment: string,
  runs: ModelRuns,
  config: LoadedConfig['config'],
) {
  const places: readonly { path: ConfigPath; values: object }[] = [
    { path: [...runs.path, 'parameters'], values: runs.parameters },
    { path: ['environments', environment, 'parameters'], values: config.environments[environment]!.parameters },
    { path: ['pipelines', 'parameters'], values: config.pipelines.parameters },
  ];
  const place = places.find(({ values }) => Object.hasOwn(values, parameter)) ?? places[0]!;
  return [...place.path, parameter];
}

function finding(
  { parameter, problem, given, allowed }: ParameterProblem,
  path: ConfigPath,
  pipeline: string,
): Finding {
  switch (problem) {
    case 'missing':
      return {
        path,
        message: `${pipeline} needs it`,
        allowed,
        fix: `add "${parameter}" to ${path.slice(0, -1).join('.')}`,
      };
    case 'wrong-type':
      return { path, message: `${pipeline} takes another type`, given, allowed, fix: 'write an allowed value' };
    case 'unknown': {
      const alike = nearest(parameter, allowed.split(', '));
      const fix = alike ? `write "${alike}"` : 'remove it';
      const known = optionsText(allowed.split(', '), parameter);
      return { path, atKey: true, message: `${pipeline} has no such parameter`, allowed: known, fix };
    }
  }
}

/** Parameters for all pipelines that none of them has. */
function unusedParameters(config: LoadedConfig['config'], templates: PipelineTemplates): Finding[] {
  const names = [...new Set(runsOfAll(config).flatMap(({ pipeline }) => Object.keys(templates.of(pipeline).inputs)))];
  const common = [
    { path: ['pipelines', 'parameters'], values: config.pipelines.parameters },
    ...Object.entries(config.environments).map(([name, { parameters }]) => ({
      path: ['environments', name, 'parameters'],
      values: parameters,
    })),
  ];
  return common.flatMap(({ path, values }) =>
    Object.keys(values)
      .filter((parameter) => !names.includes(parameter))
      .map((parameter) => {
        const alike = nearest(parameter, names);
        const message = 'no pipeline of any model has such a parameter';
        return { path: [...path, parameter], atKey: true, message, fix: alike ? `write "${alike}"` : 'remove it' };
      }),
  );
}

/** What is wrong in every environment is one mistake. */
function onePerPlace(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((each) => [JSON.stringify([each.path, each.message]), each])).values()];
}
