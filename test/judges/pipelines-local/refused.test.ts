import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boolean, compile, containerComponent, pipeline, pythonComponent, toYaml } from '../../../pipelines/ir';
import { readCompiledPipeline } from '../../../pipelines/local/compiled-pipeline';
import { pythonEnvironment } from '../../../pipelines/local/python-env';
import { type LocalRun, runPipeline } from '../../../pipelines/local/run';
import { shortStep } from '../../../pipelines/local/step-name';
import { withPython } from './with-python';

const ask = pythonComponent(
  {
    name: 'ask',
    functionName: 'ask',
    inputs: {},
    outputs: { Output: { kind: 'parameter', type: 'BOOLEAN' } },
  },
  'def ask() -> bool:\n    return True\n',
);

const tell = pythonComponent(
  { name: 'tell', functionName: 'tell', inputs: { loud: { kind: 'parameter', type: 'BOOLEAN' } }, outputs: {} },
  'def tell(loud: bool):\n    print("told", loud)\n',
);

const onCloud = containerComponent({ name: 'on-cloud', image: 'automl:1', command: ['launch'] });

const withContainer = pipeline('with-container', { inputs: { loud: boolean({ default: true }) } }, (p) => {
  p.exitHandler('tell', tell, { loud: p.inputs.loud }, (body) => {
    const { Output } = body.task('ask', ask, {}).outputs;
    body.if('yes', Output, '==', true, (yes) => void yes.task('on-cloud', onCloud, {}));
  });
});

withPython('a container behind a condition that comes true', () => {
  let done: LocalRun;
  beforeAll(async () => {
    const yaml = toYaml(compile(withContainer));
    const python = await pythonEnvironment();
    const runs = mkdtempSync(join(tmpdir(), 'refused-'));
    done = await runPipeline({
      yaml,
      pipeline: readCompiledPipeline(yaml, 'test'),
      arguments: { loud: true },
      python,
      runs,
    });
  });

  test('fails as a step, and says why', () => {
    expect(done.record.state).toBe('FAILED');
    expect(shortStep(done.record.failure!.step)).toBe('on-cloud');
    expect(done.record.failure!.message).toMatch(/Container Component/);
  });

  test('does not keep the exit handler from running', () => {
    const states = done.record.steps.map(({ step, state }) => `${shortStep(step)} ${state}`);
    expect(states).toEqual(expect.arrayContaining(['ask SUCCEEDED', 'on-cloud FAILED', 'tell SUCCEEDED']));
  });
});
