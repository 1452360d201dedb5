/**
 * The names under which values pass through the levels of a pipeline. They are chosen so that KFP's local runner reads
 * them as Vertex does: it finds a condition's operand only as `<task>--<output>`, takes a loop's item only under a name
 * without `--` and `-loop-item`, and looks for the rest by the very name it has one level up.
 */
import { type Ref } from '../references';

/** Name of a loop's item inside the loop. */
export function itemName(loop: string, field?: string): string {
  const item = `${loop.replaceAll('-', '_')}_item`;
  return field === undefined ? item : `${item}_${field}`;
}

/** Name of a value at every level below the one it belongs to. */
export function channelName({ origin }: Ref): string {
  switch (origin.kind) {
    case 'pipeline-input':
      return origin.name;
    case 'output':
      return `${origin.node.name}--${origin.key}`;
    case 'item':
      return itemName(origin.loop, origin.field);
  }
}

/** Name of the additional task input that carries a parameter embedded in a text. */
export function textChannelName(ref: Ref): string {
  return `pipelinechannel--${channelName(ref)}`;
}
