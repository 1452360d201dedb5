import { type CapabilityInfo } from '../../constructs/core/capability';
import { type ModelConfig } from '../../config/schema';
import { type DeliveryStack } from '../delivery-stack';
import { type ModelsStack } from '../models-stack';
import { type PlatformStack } from '../platform-stack';

/**
 * What a level is made of. A level's blueprint lists the capabilities of the level below with the same construct ids
 * and adds its own, so that raising the level adds resources and moves none.
 */
export interface Blueprint {
  readonly level: 0 | 1 | 2;
  readonly title: string;
  /** Every capability of the level, in reading order. */
  readonly capabilities: readonly CapabilityInfo[];
  /** Fills the platform stack of an environment. */
  platform(stack: PlatformStack): void;
  /** Fills the stack of a group of models. */
  models(stack: ModelsStack, models: Readonly<Record<string, ModelConfig>>): void;
  /** Fills the stack that delivers to all of them; a level without one has no such stack. */
  delivery?(stack: DeliveryStack): void;
}
