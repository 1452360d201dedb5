import { type Component } from '../component';
import { type Ports } from '../component-contract';

/** What Google publishes about one of its ready-made components. */
export interface ReadyMade<I extends Ports, O extends Ports> {
  readonly name: string;
  readonly inputs: I;
  readonly outputs: O;
  /** Its published image. */
  readonly image: string;
  readonly command: readonly string[];
  /** With the payload that the image sends to Google Cloud. */
  readonly args: readonly string[];
}

/** One of Google Cloud's ready-made components. It runs on Vertex AI, not in the local runner. */
export function readyMade<const I extends Ports, const O extends Ports>(published: ReadyMade<I, O>): Component<I, O> {
  const { image, command, args, ...contract } = published;
  return { ...contract, implementation: { kind: 'container', image, command, args } };
}
