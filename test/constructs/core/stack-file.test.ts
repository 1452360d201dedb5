import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, type TerraformStack } from 'cdktf';
import { StackFile } from '../../../constructs/core/stack-file';
import { Template, testApp, testStack } from '../../../testing';
import { scratchFolder } from '../../support/tree';

const folder = scratchFolder();

test('a file lies beside the Terraform of its stack, with the bytes that were given', () => {
  const app = new App({ outdir: folder() });
  const bytes = Uint8Array.from([0x50, 0x4b, 0x00, 0xff]);
  const file = new StackFile(testStack({ app, id: 'platform' }), 'Zip', { fileName: 'a/function.zip', content: bytes });
  app.synth();
  expect(file.path).toBe('assets/a/function.zip');
  expect(readFileSync(join(folder(), 'stacks/platform', file.path))).toEqual(Buffer.from(bytes));
});

test('its hash is that of the content, text as UTF-8', () => {
  const file = new StackFile(testStack(), 'Text', { fileName: 'a.txt', content: 'é' });
  expect(file.sha256).toBe('4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c');
});

test('nothing is written when the stacks are built only', () => {
  const app = new App({ outdir: folder() });
  new StackFile(testStack({ app, id: 'platform' }), 'Text', { fileName: 'a.txt', content: 'a' });
  expect(existsSync(join(folder(), 'stacks/platform/assets'))).toBe(false);
});

test('it adds nothing to the Terraform of the stack', () => {
  const stack = testStack();
  new StackFile(stack, 'Text', { fileName: 'a.txt', content: 'a' });
  expect(Template.fromStack(stack).addresses()).toEqual([]);
});

test.each(['../a.txt', '/a.txt', 'a//b', '', 'a/../b', '.hidden'])('the name %j is refused', (fileName) => {
  expect(() => new StackFile(testStack(), 'Text', { fileName, content: '' })).toThrow(
    `stack/Text: file name "${fileName}" is not valid`,
  );
});

test('two files of one stack cannot have one name, those of two stacks can', () => {
  const app = testApp();
  const file = (stack: TerraformStack, id: string) => new StackFile(stack, id, { fileName: 'a.txt', content: '' });
  const one = testStack({ app, id: 'one' });
  file(one, 'First');
  file(testStack({ app, id: 'two' }), 'First');
  expect(() => file(one, 'Second')).toThrow('one/Second: file "a.txt" is written by one/First already');
});
