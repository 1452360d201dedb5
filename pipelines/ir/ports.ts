/** Short ways to declare the inputs and outputs of pipelines and container components. */
import { type ArtifactType, type JsonValue } from './component-contract';

interface Described {
  readonly description?: string;
}
interface WithDefault<V> extends Described {
  readonly default: V;
}
interface Optional extends Described {
  readonly optional: true;
}

type Declared<T extends string, O> = { readonly kind: 'parameter'; readonly type: T } & O;

function declarer<T extends string, V>(type: T) {
  function declare(): Declared<T, object>;
  function declare<O extends WithDefault<V> | Optional | Described>(options: O): Declared<T, O>;
  function declare(options: object = {}): Declared<T, object> {
    return { kind: 'parameter', type, ...options };
  }
  return declare;
}

/** A `STRING` parameter. Give `default` or `optional: true` when it needn't be given. */
export const string = declarer<'STRING', string>('STRING');
/** A `NUMBER_INTEGER` parameter. */
export const integer = declarer<'NUMBER_INTEGER', number>('NUMBER_INTEGER');
/** A `NUMBER_DOUBLE` parameter. */
export const double = declarer<'NUMBER_DOUBLE', number>('NUMBER_DOUBLE');
/** A `BOOLEAN` parameter. */
export const boolean = declarer<'BOOLEAN', boolean>('BOOLEAN');
/** A `LIST` parameter. Integers in it reach Python as floats: convert them there. */
export const list = declarer<'LIST', readonly JsonValue[]>('LIST');
/** A `STRUCT` parameter. Integers in it reach Python as floats: convert them there. */
export const struct = declarer<'STRUCT', { readonly [key: string]: JsonValue }>('STRUCT');

/** An artifact, of the schema version 0.0.1 that KFP and Google publish. */
export function artifact<const T extends ArtifactType>(type: T, options: Described = {}) {
  return { kind: 'artifact', type, schemaVersion: '0.0.1', ...options } as const;
}

/** A list of artifacts. */
export function artifactList<const T extends ArtifactType>(type: T, options: Described = {}) {
  return { kind: 'artifact', type, schemaVersion: '0.0.1', list: true, ...options } as const;
}
