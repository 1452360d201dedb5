import { type ScalarTag, stringify } from 'yaml';
import { type PipelineSpec } from './spec/pipeline-spec.generated';

/** PyYAML takes an exponent for a number only after a decimal point and with a sign: 1.0e-7, not 1e-7. */
const doubleForPython: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  default: true,
  identify: (value) => typeof value === 'number',
  test: /^[-+]?(?:[0-9][0-9_]*)?\.[0-9_]*(?:[eE][-+]?[0-9]+)?$/,
  resolve: Number,
  stringify: ({ value }) => String(value).replace(/^(-?\d+)e/, '$1.0e'),
};

/** Octal numbers of YAML 1.2, which 1.1 writes otherwise: a string that looks like one gets quotes. */
const octalOfYaml12: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  identify: () => false,
  test: /^0o[0-7]+$/,
  resolve: Number,
};

/** The spec as YAML: sorted keys, so that equal pipelines are equal to the byte; readable by YAML 1.1 and 1.2. */
export function toYaml(spec: PipelineSpec): string {
  return stringify(spec, {
    version: '1.1',
    sortMapEntries: true,
    lineWidth: 0,
    aliasDuplicateObjects: false,
    blockQuote: 'literal',
    customTags: (tags) => [doubleForPython, octalOfYaml12, ...tags],
  });
}
