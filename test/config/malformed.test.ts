import { ConfigError, parseConfig } from '../../config/load';
import { MALFORMED_DELIVERY } from './malformed/delivery';
import { MALFORMED_FORMATS } from './malformed/formats';
import { MALFORMED_KEYS } from './malformed/keys';
import { type Malformed } from './malformed/minimal';
import { MALFORMED_TRAINING } from './malformed/training';
import { MALFORMED_POOLS } from './malformed/training-pools';
import { MALFORMED_TOGETHER } from './malformed/together';
import { MALFORMED_VALUES } from './malformed/values';
import { MALFORMED_YAML } from './malformed/yaml';
import { errorOf } from './support';

const CASES: readonly Malformed[] = [
  ...MALFORMED_YAML,
  ...MALFORMED_KEYS,
  ...MALFORMED_VALUES,
  ...MALFORMED_FORMATS,
  ...MALFORMED_TOGETHER,
  ...MALFORMED_TRAINING,
  ...MALFORMED_DELIVERY,
  ...MALFORMED_POOLS,
];

describe('a malformed config', () => {
  test.each(CASES)('$name: says where, what was given, what is allowed and the likely fix', ({ yaml, error }) => {
    const thrown = errorOf(() => parseConfig('mlops.yaml', yaml));
    expect(thrown).toBeInstanceOf(ConfigError);
    expect(thrown.message.split('\n')).toEqual(error);
  });

  test('has a name of its own in the table', () => {
    expect(new Set(CASES.map(({ name }) => name)).size).toBe(CASES.length);
  });
});
