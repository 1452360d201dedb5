import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Annotations, TerraformOutput, TerraformStack } from 'cdktf';
import { addGoogleProviders } from '../../constructs/core/google-providers';
import { ServiceAccount } from '../../constructs/iam/service-account';
import { ArtifactStore } from '../../constructs/patterns/artifact-store';
import { Bucket } from '../../constructs/storage/bucket';
import { Template, templateSerializer, testApp, testEnvironment, testStack } from '../../testing';

const bucket = (stack: TerraformStack, id = 'Data', name = 'acme-data') =>
  new Bucket(stack, id, { bucketName: name, project: 'p', location: 'europe-west4' });
const account = (stack: TerraformStack) =>
  new ServiceAccount(stack, 'Training', { accountId: 'training', project: 'p', displayName: 't', description: 't' });

const JSON_OF_A_STACK = {
  '//': { metadata: { version: 'x' } },
  terraform: { backend: { gcs: {} }, required_providers: { google: { source: 'google', version: '6.50.0' } } },
  data: { google_project: { This: { project_id: 'p' } } },
  resource: {
    google_a: {
      One: { '//': { metadata: { path: 'stack/One' } }, name: 'one', tags: ['x', 'y'], block: { on: true } },
    },
    google_b: {
      Two: { name: '${google_a.One.name}-${data.google_project.This.number}', depends_on: ['google_c.Three'] },
    },
    google_c: { Three: { text: 'google_b.Two', escaped: '$${google_b.Two.id}' }, Four: { name: '${google_b.Two.id}' } },
  },
  output: { Name: { value: '${google_a.One.name}' } },
};
const template = Template.fromJson(JSON_OF_A_STACK);

describe('finding', () => {
  test('addresses are those of resources, data sources and outputs, in order', () => {
    expect(template.addresses()).toEqual([
      'data.google_project.This',
      'google_a.One',
      'google_b.Two',
      'google_c.Four',
      'google_c.Three',
      'output.Name',
    ]);
  });

  test('a resource has its arguments and its path, without the metadata of CDKTF', () => {
    expect(template.resource('google_a.One')).toEqual({
      stack: 'stack',
      address: 'google_a.One',
      type: 'google_a',
      path: 'stack/One',
      properties: { name: 'one', tags: ['x', 'y'], block: { on: true } },
    });
  });

  test('data sources and outputs are found by type as well', () => {
    expect(template.resources('data.google_project')).toHaveLength(1);
    expect(template.resources('output')).toHaveLength(1);
    expect(template.resources('google_none')).toEqual([]);
  });

  test('an address that does not exist is answered with those that do', () => {
    expect(() => template.resource('google_a.Two')).toThrow(/^no "google_a.Two"; there are:\n {2}data.google_project/);
  });
});

describe('expecting', () => {
  test('a resource has at least the arguments that are expected, and is returned', () => {
    const found = template.hasResource('google_a', { name: 'one', block: { on: true }, missing: undefined });
    expect(found.address).toBe('google_a.One');
  });

  test.each([
    [{ name: 'two' }, 'google_a.One: name is "one", not "two"'],
    [{ other: 1 }, 'google_a.One: other is absent, not 1'],
    [{ name: undefined }, 'google_a.One: name is "one", not absent'],
    [{ block: { on: false } }, 'google_a.One: block.on is true, not false'],
    [{ block: 'on' }, 'google_a.One: block is {"on":true}, not "on"'],
    [{ name: {} }, 'google_a.One: name is "one", not an object'],
    [{ name: [] }, 'google_a.One: name is "one", not a list'],
    [{ tags: ['x'] }, 'google_a.One: tags has 2 items, not 1: ["x","y"]'],
    [{ tags: ['y', 'x'] }, 'google_a.One: tags.0 is "x", not "y"; tags.1 is "y", not "x"'],
  ])('%j differs, and how is said', (properties, difference) => {
    expect(() => template.hasResource('google_a', properties)).toThrow(
      `none of 1 google_a has these arguments; nearest:\n  ${difference}`,
    );
  });

  test('the nearest resources are shown first, three at most', () => {
    const many = Object.fromEntries(['A', 'B', 'C', 'D'].map((id, n) => [id, { x: n, y: n < 3 ? 0 : 1, z: 9 }]));
    const expecting = () => Template.fromJson({ resource: { google_a: many } }).hasResource('google_a', { x: 7, y: 1 });
    expect(expecting).toThrow(/none of 4 .*nearest:\n {2}google_a\.D: x is 3, not 7\n {2}google_a\.A.*\n.*B[^\n]*$/);
  });

  test('a type that does not exist is answered with those that do', () => {
    expect(() => template.hasResource('google_aa')).toThrow(
      'no google_aa; there are:\n  data.google_project\n  google_a',
    );
  });

  test('a wrong count names what was counted', () => {
    expect(() => template.resourceCountIs('google_c', 2)).not.toThrow();
    expect(() => template.resourceCountIs('google_c', 1)).toThrow(
      '2 google_c, not 1:\n  google_c.Four\n  google_c.Three',
    );
    expect(() => template.resourceCountIs('google_d', 1)).toThrow(/^0 google_d, not 1$/);
  });
});

describe('following', () => {
  test('what a resource waits for is found through references and depends_on, all the way', () => {
    expect(template.reachableFrom('google_c.Four')).toEqual([
      'data.google_project.This',
      'google_a.One',
      'google_b.Two',
      'google_c.Three',
    ]);
    expect(template.reachableFrom('output.Name')).toEqual(['google_a.One']);
  });

  test('text that only looks like an address is no reference', () => {
    expect(template.reachableFrom('google_c.Three')).toEqual([]);
  });

  test('a circle ends', () => {
    const circle = { A: { x: '${google_a.B.id}' }, B: { x: '${google_a.A.id}' } };
    expect(Template.fromJson({ resource: { google_a: circle } }).reachableFrom('google_a.A')).toEqual([
      'google_a.A',
      'google_a.B',
    ]);
  });
});

describe('normalizing', () => {
  test('versions, backend and metadata are left out, and keys are in order', () => {
    const { terraform, ...rest } = template.normalized();
    expect(terraform).toEqual({ required_providers: { google: { source: 'google' } } });
    expect(Object.keys(rest)).toEqual(['data', 'output', 'resource']);
    expect(JSON.stringify(rest)).not.toContain('metadata');
  });

  test('other settings of Terraform stay', () => {
    expect(Template.fromJson({ terraform: { required_version: '>= 1.5' } }).normalized()).toEqual({
      terraform: { required_version: '>= 1.5' },
    });
    expect(Template.fromJson({ terraform: { backend: { local: {} } } }).normalized()).toEqual({});
  });

  test('a snapshot holds the normalized form', () => {
    expect(templateSerializer.test(template)).toBe(true);
    expect(templateSerializer.test({})).toBe(false);
    expect(JSON.parse(templateSerializer.serialize(template))).toEqual(template.normalized());
  });
});

describe('synthesizing', () => {
  test('a reference to another stack is refused: stacks meet by name, not by state', () => {
    const app = testApp();
    const [one, two] = [testStack({ app, id: 'one' }), testStack({ app, id: 'two' })];
    new TerraformOutput(two, 'Bucket', { value: bucket(one).bucketName });
    expect(() => Template.fromStack(two)).toThrow(/refers to google_storage_bucket\..* of stack one/);
  });

  test('a missing provider is refused, as it is when the app is synthesized', () => {
    const stack = new TerraformStack(testApp(), 'bare');
    bucket(stack);
    expect(() => Template.fromStack(stack)).toThrow('Found resources without a matching provider construct');
  });

  test('an error annotation is refused', () => {
    const stack = testStack();
    Annotations.of(stack).addError('no data retention');
    expect(() => Template.fromStack(stack)).toThrow('no data retention');
  });

  test('a validation of the app is run', () => {
    const stack = testStack();
    stack.node.root.node.addValidation({ validate: () => ['too many models'] });
    expect(() => Template.fromStack(stack)).toThrow('too many models');
  });

  test('an app without a stack has nothing to synthesize', () => {
    expect(() => Template.fromApp(testApp())).toThrow('the app has no stack: nothing to synthesize');
  });

  test('a stack is the same however often it is read, and nothing of this machine is in it', () => {
    const stack = testStack();
    bucket(stack).grantRead('all', 'group:all@acme.com');
    const [one, two] = [Template.fromStack(stack), Template.fromStack(stack)];
    expect(one.normalized()).toEqual(two.normalized());
    expect(JSON.stringify(stack.toTerraform())).not.toContain(process.cwd());
    expect(JSON.stringify(stack.toTerraform())).not.toContain(tmpdir());
  });

  test('a stack of plain CDKTF will do', () => {
    const stack = new TerraformStack(testApp(), 'plain');
    addGoogleProviders(stack, { project: 'p', region: 'europe-west4' });
    bucket(stack);
    Template.fromStack(stack).resourceCountIs('google_storage_bucket', 1);
  });
});

describe('several stacks', () => {
  const app = testApp();
  for (const id of ['dev', 'prod'])
    bucket(testStack({ app, id }), 'Data', `acme-${id}`).grantRead('a', 'group:a@a.com');
  const all = Template.fromApp(app);
  const [first] = all.stack('dev').resources('google_storage_bucket');

  test('addresses begin with the stack', () => {
    expect(all.stackNames()).toEqual(['dev', 'prod']);
    expect(all.addresses()).toHaveLength(4);
    expect(all.resource(`prod/${first!.address}`)).toMatchObject({ stack: 'prod', properties: { name: 'acme-prod' } });
  });

  test('references stay within the stack', () => {
    const grant = all.addresses().find((address) => address.startsWith('prod/google_storage_bucket_iam'))!;
    expect(all.reachableFrom(grant)).toEqual([`prod/${first!.address}`]);
  });

  test('one of them is a template of its own', () => {
    expect(all.stack('prod').addresses()).toContain(first!.address);
    expect(() => all.stack('staging')).toThrow('no stack "staging": there are dev, prod');
  });

  test('the normalized form has them by name', () => {
    expect(Object.keys(all.normalized())).toEqual(['dev', 'prod']);
  });
});

describe('capabilities', () => {
  test('resources are found by the capability that made them, also those that take no labels', () => {
    const stack = testStack();
    account(stack);
    new ArtifactStore(stack, 'ArtifactStore', { environment: testEnvironment(), writers: ['group:a@a.com'] });
    const types = Template.fromStack(stack)
      .byCapability('artifact-store')
      .map(({ type }) => type);
    expect(types.filter((type) => type.endsWith('_iam_member'))).toHaveLength(3);
    expect(types).toHaveLength(6);
  });

  test('JSON does not say, and that is an error, not an empty list', () => {
    expect(() => template.byCapability('artifact-store')).toThrow('use fromStack or fromApp');
  });
});

describe('reading', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'template-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (stack: string, text: string) => {
    mkdirSync(join(folder, 'stacks', stack), { recursive: true });
    writeFileSync(join(folder, 'stacks', stack, 'cdk.tf.json'), text);
  };

  test('the stacks of an output folder are read', () => {
    write('platform-dev', JSON.stringify(JSON_OF_A_STACK));
    mkdirSync(join(folder, 'stacks', 'gone'));
    expect(Template.fromFolder(folder).stackNames()).toEqual(['platform-dev']);
    expect(Template.fromFolder(folder).normalized()).toEqual(template.normalized());
  });

  test('a folder without stacks says what folder is meant', () => {
    expect(() => Template.fromFolder(folder)).toThrow(
      `${folder} holds no stacks/<name>/cdk.tf.json: give the folder that \`mlops synth --out\` wrote`,
    );
  });

  test('a file that is no JSON is named', () => {
    write('dev', '{');
    expect(() => Template.fromFolder(folder)).toThrow(join(folder, 'stacks', 'dev', 'cdk.tf.json: no JSON ('));
  });

  test('text is read as well, and must hold an object', () => {
    expect(Template.fromJson(JSON.stringify(JSON_OF_A_STACK)).addresses()).toEqual(template.addresses());
    expect(() => Template.fromJson('[]')).toThrow('stack: no JSON object; the Terraform JSON of a stack is expected');
  });
});
