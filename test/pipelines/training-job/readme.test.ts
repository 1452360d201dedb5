import { dirname, resolve } from 'node:path';
import vm from 'node:vm';
import ts from 'typescript';
import { parse } from 'yaml';
import { checkReferences, type PipelineSpec } from '../../../pipelines/ir';
import { examplesBelow } from '../../docs/examples';
import { sent, sentPools } from './sent';

/** The example imports as if it stood here. */
const HOME = resolve('examples/example/example.ts');

test("the page's example compiles to a spec in which everything is found", () => {
  const [example] = examplesBelow('pipelines/training-job');
  const { outputText } = ts.transpileModule(example!.code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exported: { yaml?: string } = {};
  const load = (name: string): unknown => jest.requireActual(resolve(dirname(HOME), name));
  vm.compileFunction(outputText, ['require', 'exports'], { filename: HOME })(load, exported);
  const spec = parse(exported.yaml!) as PipelineSpec;
  expect(checkReferences(spec)).toEqual([]);
  const pools = sentPools(sent(spec, 'train', { image: 'i', workers: '3' }));
  expect(pools.map(({ replicaCount }) => replicaCount)).toEqual(['1', '3']);
});
