import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../..');
const script = join(root, 'scripts/generate-pipeline-spec-types.mjs');

/** Runs the generator's function on the descriptor, in a process of its own since it is an ES module. */
function generate(change = ''): string {
  const code = `
    import { generateTypes } from ${JSON.stringify(`file://${script}`)};
    import { readFileSync } from 'node:fs';
    const descriptor = JSON.parse(readFileSync('pipelines/ir/spec/pipeline-spec.descriptor.generated.json', 'utf8'));
    ${change}
    process.stdout.write(generateTypes(descriptor));`;
  return execFileSync(process.execPath, ['--input-type=module', '-e', code], { cwd: root, encoding: 'utf8' });
}

test('the types of the pipeline spec are those of the descriptor', () => {
  expect(readFileSync(join(root, 'pipelines/ir/spec/pipeline-spec.generated.ts'), 'utf8')).toBe(generate());
});

test('a field that the descriptor gains shows up in the types', () => {
  const field = "{ name: 'new_field', number: 99, label: 'LABEL_OPTIONAL', type: 'TYPE_STRING' }";
  const change = `descriptor.file.at(-1).messageType.find(({ name }) => name === 'PipelineInfo').field.push(${field});`;
  expect(generate(change)).toContain('  newField?: string;\n');
});
