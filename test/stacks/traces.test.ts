import { Lazy, TerraformOutput, Token, Tokenization, DefaultTokenResolver, StringConcat } from 'cdktf';
import { addGoogleProviders } from '../../constructs/core/google-providers';
import { KitStack } from '../../constructs/core/kit-stack';
import { withoutTokenTraces } from '../../stacks/traces';
import { testApp } from '../../testing';

class SomeStack extends KitStack {
  constructor(name: string) {
    super(testApp(), 'some', { state: { local: true }, labels: {} });
    addGoogleProviders(this, { project: 'p', region: 'r' });
    new TerraformOutput(this, 'Name', { value: name });
  }
}

function failureOf(build: () => unknown): Error {
  try {
    withoutTokenTraces(build);
  } catch (error) {
    return error as Error;
  }
  throw new Error('the build was to fail');
}

function constructThatThrows(): never {
  throw new Error('wrong on purpose');
}

const lazyThatThrows = () => Lazy.stringValue({ produce: () => constructThatThrows() });

test('an error in a construct says where in the code it was thrown', () => {
  const { stack } = failureOf(() => constructThatThrows());
  expect(stack).toMatch(/at constructThatThrows \(.*traces\.test\.ts:\d+:\d+\)/);
});

test('a token that cannot be resolved says where it was made and where it throws', () => {
  const failure = failureOf(() => new SomeStack(lazyThatThrows()).toTerraform());
  expect(`${failure.message}\n${failure.stack}`).toMatch(/at lazyThatThrows \(.*traces\.test\.ts:\d+:\d+\)/);
  expect(failure.stack).toMatch(/constructThatThrows \(.*traces\.test\.ts:\d+:\d+\)/);
});

test('tokens of a build that succeeds hold no trace, and traces are back afterwards', () => {
  const trace = () => (Tokenization.reverseString(Token.asString({ a: 1 })).tokens[0]!.creationStack ?? []).join('\n');
  expect(withoutTokenTraces(trace)).not.toContain('traces.test.ts');
  expect(trace()).toContain('traces.test.ts');
});

test('what the build returns is returned', () => {
  expect(
    withoutTokenTraces(() =>
      Tokenization.resolve(Token.asString({ b: 2 }), {
        scope: testApp(),
        preparing: false,
        resolver: new DefaultTokenResolver(new StringConcat()),
      }),
    ),
  ).toEqual({ b: 2 });
});
