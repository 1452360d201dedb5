import { type Reason } from '../request';
import { type RequestWithEvent, type Translated } from './message';

/** Data that has arrived. */
interface Arrival {
  readonly models: readonly string[];
  readonly reason: Reason;
  readonly event: string;
  readonly detail: string;
  /** What to say when it concerns no model. */
  readonly nobody: string;
}

/** A training of each model that the data concerns. */
export function trainings({ models, reason, event, detail, nobody }: Arrival): Translated {
  if (models.length === 0) return { ignored: nobody };
  const request = (model: string): RequestWithEvent => ({
    version: 1,
    model,
    purpose: 'training',
    reason,
    event,
    detail: detail.slice(0, 2000),
    parameters: {},
    ignoreCooldown: false,
  });
  return { requests: models.map(request) };
}
