/** Names that the catalogue does not have, with the ones that were probably meant. */
import { distance } from 'fastest-levenshtein';
import { type Refusal } from '../offer';
import { type Gpu, type Tpu } from '../rows';
import { either } from './refusal';

interface Named {
  readonly name: string;
  readonly alias: readonly string[];
}

const plain = (text: string): string => text.toLowerCase().replace(/[\s_]+/g, '-');

/** By another name that people use, otherwise by its letters; nothing when over a third of the letters differ. */
function meant(given: string, options: readonly Named[]): string | undefined {
  const wanted = plain(given);
  const byAlias = options.find(({ name, alias }) => name === wanted || alias.includes(wanted));
  if (byAlias !== undefined) return byAlias.name;
  const [best] = options
    .flatMap(({ name, alias }) => [name, ...alias].map((word) => ({ name, word, far: distance(wanted, word) })))
    .sort((one, other) => one.far - other.far);
  return best !== undefined && best.far <= Math.floor(Math.max(wanted.length, best.word.length) / 3)
    ? best.name
    : undefined;
}

function unknown(field: 'gpu' | 'tpu', what: string, given: string, options: readonly Named[]): Refusal {
  const name = meant(given, options);
  return {
    field,
    message: `there is no ${what} "${given}"`,
    allowed: either(options.map((option) => option.name)),
    fix: name === undefined ? 'take one of these (docs/accelerators.md)' : `write ${name}`,
  };
}

export const unknownGpu = (given: string, gpus: readonly Gpu[]): Refusal =>
  unknown(
    'gpu',
    'GPU',
    given,
    gpus.map(({ type, alias, vertexType }) => ({
      name: type,
      alias: [...alias, ...(vertexType === undefined ? [] : [plain(vertexType)])],
    })),
  );

/** `tpu-v5e`, `v5litepod` and `v5lite` mean v5e. */
export const unknownTpu = (given: string, tpus: readonly Tpu[]): Refusal =>
  unknown(
    'tpu',
    'TPU generation',
    given,
    tpus.map(({ generation, tpuVm }) => ({
      name: generation,
      alias: [`tpu-${generation}`, ...(tpuVm === undefined ? [] : [tpuVm.typePrefix.replace(/-$/, '')])],
    })),
  );
