import { type DeliveredEnvironment, type StateBucket } from './delivery-options';

/**
 * What the names of the state objects of an environment begin with. Groups of models come and go, so that what their stacks
 * have in common stands for all of them: `models-dev-`. Names of environments hold no hyphen, so none begins another's.
 */
export function statePrefixes({ prefix }: StateBucket, { stacks, environment }: DeliveredEnvironment): string[] {
  const ofEnvironment = `-${environment.name}-`;
  const stems = stacks.map((stack) => {
    const end = stack.indexOf(ofEnvironment);
    return end < 0 ? `${stack}/` : stack.slice(0, end + ofEnvironment.length);
  });
  return [...new Set(stems)].sort().map((stem) => `${prefix}/${stem}`);
}
