import { type App } from 'cdktf';
import { type LoadedConfig } from '../../config/load';
import { stacksOf } from '../mlops-app';
import { holdsData } from './data-holding';
import { addedBy, addressesOf, higherStacks } from './higher-stacks';

/**
 * Lets the stacks of an app forget what a higher level has made in them, without destroying it. With `whenLowered:
 * destroy`, that holds only for what holds data.
 */
export function letGoOfHigherLevels(app: App, loaded: LoadedConfig): void {
  const higher = higherStacks(loaded, app.outdir);
  const isKept = loaded.config.whenLowered === 'destroy' ? holdsData : () => true;
  for (const stack of stacksOf(app)) {
    const above = higher.get(stack.node.id);
    const kept = above ? addedBy(above, stack).filter(({ terraformResourceType: type }) => isKept(type)) : [];
    if (kept.length === 0) continue;
    const addresses = kept.flatMap(addressesOf);
    stack.addOverride(
      'removed',
      addresses.map((from) => ({ from, lifecycle: { destroy: false } })),
    );
  }
}
