import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildYaml, defineBuild } from '../../../delivery/build';
import { root } from '../../support/outside-judges';

test('the example of delivery/README.md gives the file that is shown beside it', () => {
  const text = readFileSync(join(root, 'delivery/README.md'), 'utf8');
  const [, code] = /```ts\n(const tests = .*?)```/s.exec(text)!;
  const [, file] = /```yaml\n(.*?)```/s.exec(text)!;
  const written: Record<string, string> = {};
  const writeFileSync = (path: string, content: string) => void (written[path] = content);
  new Function('defineBuild', 'buildYaml', 'writeFileSync', code!)(defineBuild, buildYaml, writeFileSync);
  expect(written).toEqual({ 'cloudbuild/tests.yaml': file });
});
