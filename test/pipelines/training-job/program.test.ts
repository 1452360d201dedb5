/** What the machines of a job run, and what they find in their environment. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from '../../../pipelines/ir';
import { type TrainingJob } from '../../../pipelines/training-job';
import { LAUNCHER } from '../../../pipelines/training-job/launch.generated';
import { ALONE, CPU, IMAGE, TENSORFLOW, TORCH, training } from './jobs';
import { sent, sentPools } from './sent';

const poolsOf = (job: TrainingJob) => sentPools(sent(training(job), 'train'));

describe('PyTorch', () => {
  test('every machine runs the launcher, which starts a process for each GPU', () => {
    for (const { containerSpec } of poolsOf(TORCH)) {
      expect(containerSpec!.command).toEqual(['python3', '-c', LAUNCHER, '--nproc-per-node', '4', '--']);
      expect(containerSpec!.args).toEqual(['train.py', '--epochs', '3']);
    }
  });

  test('a machine without GPUs runs one process, or as many as are asked for', () => {
    const machine = CPU;
    const commandOf = (run: object) =>
      poolsOf({ ...TORCH, chief: { machine, run: { ...TORCH.chief.run, ...run } } } as TrainingJob)[0]!.containerSpec!
        .command!;
    expect(commandOf({}).slice(-2)).toEqual(['1', '--']);
    expect(commandOf({ processes: 8 }).slice(-2)).toEqual(['8', '--']);
  });

  test('a module is started as one', () => {
    const run = { image: IMAGE, program: { module: 'trainer.task' }, args: ['x'] };
    const [chief] = poolsOf({ ...TORCH, chief: { ...TORCH.chief, run } });
    expect(chief!.containerSpec!.args).toEqual(['-m', 'trainer.task', 'x']);
  });

  test('a program may be named by a text', () => {
    const spec = training(({ place }) => ({
      ...TORCH,
      chief: { ...TORCH.chief, run: { image: IMAGE, program: text`${place}.py` } },
    }));
    expect(sentPools(sent(spec, 'train', { place: 'here' }))[0]!.containerSpec!.args).toEqual(['here.py']);
  });
});

describe('other frameworks', () => {
  test("TensorFlow's command stays as it is: it reads what Vertex AI sets", () => {
    const run = { image: IMAGE, command: ['python', 'train.py'] };
    const [chief] = poolsOf({ ...TENSORFLOW, chief: { machine: CPU, run } });
    expect(chief!.containerSpec).toEqual({ imageUri: IMAGE, command: ['python', 'train.py'] });
  });

  test('a Python package runs in an image of Vertex AI', () => {
    const executorImage = 'europe-docker.pkg.dev/vertex-ai/training/tf-cpu.2-17:latest';
    const run = {
      executorImage,
      packages: ['gs://b/trainer.tar.gz'],
      module: 'trainer.task',
      args: ['a'],
      env: { A: 'b' },
    };
    expect(poolsOf({ ...TENSORFLOW, chief: { machine: CPU, run } })[0]!.pythonPackageSpec).toEqual({
      executorImageUri: executorImage,
      packageUris: ['gs://b/trainer.tar.gz'],
      pythonModule: 'trainer.task',
      args: ['a'],
      env: [{ name: 'A', value: 'b' }],
    });
  });

  test('environment variables are in the order of their names, and may come with the run', () => {
    const spec = training(({ image }) => ({
      ...ALONE,
      chief: { machine: CPU, run: { image: IMAGE, env: { B: '2', A: image } } },
    }));
    expect(sentPools(sent(spec, 'train', { image: 'one' }))[0]!.containerSpec!.env).toEqual([
      { name: 'A', value: 'one' },
      { name: 'B', value: '2' },
    ]);
  });
});

describe("the launcher's text", () => {
  const source = join(__dirname, '../../../pipelines/training-job/launch.py');
  const generated = join(__dirname, '../../../pipelines/training-job/launch.generated.ts');

  /** `UPDATE_LAUNCHER=1` writes it anew, after a change of launch.py. */
  test('is launch.py', () => {
    const python = readFileSync(source, 'utf8');
    if (process.env.UPDATE_LAUNCHER && !process.env.CI) {
      const quoted = python.replace(/[\\`]|\$\{/g, '\\$&');
      const text = readFileSync(generated, 'utf8').replace(/LAUNCHER = `[^]*$/, () => `LAUNCHER = \`${quoted}\`;\n`);
      writeFileSync(generated, text);
      return;
    }
    expect(LAUNCHER).toBe(python);
  });

  test('holds nothing that Vertex AI or Kubernetes would fill in', () => {
    expect(LAUNCHER).not.toMatch(/\{\{|\$\(/);
  });

  test('is Python, as it arrives', () => {
    const [chief] = poolsOf(TORCH);
    const [, , text] = chief!.containerSpec!.command!;
    expect(() =>
      execFileSync('python3', ['-c', `import ast, sys; ast.parse(sys.stdin.read())`], { input: text }),
    ).not.toThrow();
  });
});
