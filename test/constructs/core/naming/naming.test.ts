import fc from 'fast-check';
import { TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { Naming, validateName } from '../../../../constructs/core/naming/naming';
import { NAME_RULES, nameRule, type ResourceKind } from '../../../../constructs/core/naming/table';
import { testApp, testStack } from '../../../../testing';

const KINDS = Object.keys(NAME_RULES) as ResourceKind[];

/** A word as `config/patterns.ts` allows it; `goog` is refused for buckets by validateName. */
const word = (min: number, max: number) =>
  fc.stringMatching(new RegExp(`^[a-z][a-z0-9]{${min - 1},${max - 1}}$`)).filter((text) => !text.includes('goog'));
const key = fc
  .stringMatching(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .filter((text) => text.length <= 40 && !text.includes('goog'));
const tuple = fc.record({
  product: word(2, 12),
  environment: word(2, 8),
  purpose: word(2, 12),
  key: fc.option(key, { nil: undefined }),
});
type Tuple = typeof tuple extends fc.Arbitrary<infer T> ? T : never;

const nameOf = (kind: ResourceKind, { product, environment, purpose, key }: Tuple, suffix?: string) =>
  new Naming({ product, environment, project: 'acme-ml', suffix }).name(kind, purpose, key);

const naming = new Naming({ product: 'churn', environment: 'dev', project: 'acme-churn-dev' });

describe.each(KINDS)('a name of kind %s', (kind) => {
  test('is valid and within the length for any parts', () => {
    fc.assert(
      fc.property(tuple, fc.option(word(2, 6), { nil: undefined }), (parts, suffix) => {
        const name = nameOf(kind, parts, suffix);
        expect(name).toMatch(nameRule(kind).pattern);
        expect(name.length).toBeLessThanOrEqual(nameRule(kind).maxLength);
        expect(() => validateName(testScope, kind, name)).not.toThrow();
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  test('differs for different parts', () => {
    fc.assert(
      fc.property(tuple, tuple, (one, other) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(other));
        expect(nameOf(kind, one)).not.toBe(nameOf(kind, other));
      }),
      { seed: 2, numRuns: 200 },
    );
  });
});

const testScope = new Construct(testApp(), 'Scope');

test('parts that only differ in where one ends make different names', () => {
  const other = new Naming({ product: 'churnd', environment: 'ev', project: 'acme-churn-dev' });
  expect(naming.name('repository', 'images')).not.toBe(other.name('repository', 'images'));
  expect(naming.name('repository', 'images', 'a-b')).toBe('churn-dev-images-a-b');
});

test('a name is made of product, environment, purpose and key', () => {
  expect(naming.name('serviceAccount', 'serve', 'churn-eu')).toBe('churn-dev-serve-churn-eu');
});

test('a bucket begins with its project, as its name is unique in all of Google Cloud', () => {
  expect(naming.name('bucket', 'data')).toBe('acme-churn-dev-churn-dev-data');
});

test('a dataset has underscores, also for hyphens of the key', () => {
  expect(naming.name('dataset', 'raw', 'by-month')).toBe('churn_dev_raw_by_month');
});

test('a name that is too long keeps its start and ends with a hash of the whole, today and tomorrow', () => {
  const long = naming.name('serviceAccount', 'serving', 'customers-by-month-and-region');
  expect(long).toBe('churn-dev-serving-cus-9a951e2c');
  expect(naming.name('serviceAccount', 'serving', 'customers-by-month-and-country')).not.toBe(long);
});

test('long names do not end in a hyphen before the hash', () => {
  expect(naming.name('serviceAccount', 'serving', 'abc-defghijklmnopqrstuvwxyz')).not.toMatch(/--/);
});

test('the suffix is on names that Google does not give out again soon, and on no others', () => {
  const suffixed = new Naming({ product: 'churn', environment: 'dev', project: 'acme-churn-dev', suffix: 'r2' });
  expect(suffixed.name('keyRing', 'main')).toBe('churn-dev-main-r2');
  expect(suffixed.name('customRole', 'deployer')).toBe('churn_dev_deployer_r2');
  expect(suffixed.name('repository', 'images')).toBe('churn-dev-images');
});

test('a purpose of another form is a mistake in the kit', () => {
  expect(() => naming.name('bucket', 'my-data')).toThrow(
    'purpose "my-data" of a bucket: lower-case letters and digits only',
  );
});

test('a display name is made of the same parts', () => {
  expect(naming.displayName('training')).toBe('churn dev training');
  expect(naming.displayName('endpoint', 'eu')).toBe('churn dev endpoint eu');
});

describe('an endpoint id', () => {
  test('is a number of nine digits without a leading zero', () => {
    fc.assert(
      fc.property(key, (model) => {
        expect(naming.endpointId(model)).toMatch(/^[1-9][0-9]{8}$/);
      }),
      { seed: 3 },
    );
  });

  test('is the same every time and differs by model, environment, product and project', () => {
    const props = { product: 'churn', environment: 'dev', project: 'acme-churn-dev' };
    const ids = [
      naming.endpointId('churn'),
      naming.endpointId('fraud'),
      new Naming({ ...props, environment: 'prod' }).endpointId('churn'),
      new Naming({ ...props, product: 'retention' }).endpointId('churn'),
      new Naming({ ...props, project: 'acme-other' }).endpointId('churn'),
      new Naming({ ...props, suffix: 'b' }).endpointId('churn'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Naming(props).endpointId('churn')).toBe(ids[0]);
    expect(ids[0]).toMatchInlineSnapshot(`"277202390"`);
  });
});

describe('validateName', () => {
  test('says which name of which construct is wrong and what is allowed', () => {
    expect(() => validateName(testScope, 'repository', 'My Images')).toThrow(
      'Scope: repository name "My Images" is not valid: lower-case letters, digits and hyphens, starting with a letter, not ending with a hyphen',
    );
  });

  test('says by how much a name is too long', () => {
    expect(() => validateName(testScope, 'network', 'n'.repeat(64))).toThrow(
      'has 64 characters: at most 63 are allowed',
    );
  });

  test.each([
    ['bucket', 'acme-google-data'],
    ['bucket', 'goog-data'],
    ['bucket', 'ab'],
    ['bucket', '-data'],
    ['serviceAccount', 'short'],
    ['serviceAccount', '1account'],
    ['dataset', 'raw-data'],
    ['repository', 'images-'],
    ['customRole', 'ab'],
  ] as const)('refuses the %s name %s', (kind, name) => {
    expect(() => validateName(testScope, kind, name)).toThrow('is not valid');
  });

  test('passes a token, whose value is not known yet', () => {
    const { stringValue } = new TerraformVariable(testStack(), 'Bucket', {});
    expect(() => validateName(testScope, 'bucket', stringValue)).not.toThrow();
  });
});
