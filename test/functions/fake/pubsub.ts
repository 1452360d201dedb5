import { DELIVERY } from '../../../runs/delivery';
import { type Push } from '../../../runs/triggers/push';

export interface PubsubOptions {
  /** Is moved on to the time of each delivery. */
  readonly clock: { now: number };
  readonly deliver: (push: Push) => Promise<'done' | 'again'>;
  /** From 0 to 1. */
  readonly random: () => number;
  /** How many deliveries go on at one time, at most. */
  readonly instances: number;
  /** Share of the messages that come once more although they are done. */
  readonly duplicates: number;
}

interface Delivery {
  readonly at: number;
  readonly push: Push;
}

const SECOND = 1000;
const seconds = (text: string) => Number(text.slice(0, -1)) * SECOND;

/** A push subscription: at least once, in no order, with the waits and attempts that Terraform gives it. */
export class SimulatedPubsub {
  /** What Pub/Sub itself forwarded to the dead-letter topic, all attempts being used up. */
  readonly undelivered: Push[] = [];
  deliveries = 0;
  private readonly queue: Delivery[] = [];

  constructor(private readonly options: PubsubOptions) {}

  publish(push: Push, at: number): void {
    // Some take their time, and others overtake them.
    const late = this.options.random() < 0.1 ? this.options.random() * 60 * SECOND : this.options.random() * SECOND;
    this.add({ at: at + late, push });
  }

  /** Delivers until there is nothing left. */
  async drain(): Promise<void> {
    while (this.queue.length > 0) await this.deliverNext();
  }

  /** Those that are due together are under way together. */
  private async deliverNext(): Promise<void> {
    const { clock, instances } = this.options;
    clock.now = Math.max(clock.now, this.queue[0]!.at);
    const due = this.queue.findIndex(({ at }) => at > clock.now + SECOND);
    const batch = this.queue.splice(0, Math.min(instances, due === -1 ? this.queue.length : due));
    await Promise.all(batch.map(({ push }) => this.deliver(push)));
  }

  private async deliver(push: Push): Promise<void> {
    const { clock, deliver, random, duplicates } = this.options;
    this.deliveries += 1;
    const reply = await deliver(push);
    const attempt = push.deliveryAttempt ?? 1;
    if (reply === 'done') {
      if (random() < duplicates) this.add({ at: clock.now + random() * 600 * SECOND, push });
    } else if (attempt >= DELIVERY.maxDeliveryAttempts) {
      this.undelivered.push(push);
    } else {
      const wait = Math.min(seconds(DELIVERY.minimumBackoff) * 2 ** (attempt - 1), seconds(DELIVERY.maximumBackoff));
      this.add({ at: clock.now + wait, push: { ...push, deliveryAttempt: attempt + 1 } });
    }
  }

  private add(delivery: Delivery): void {
    let [low, high] = [0, this.queue.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.queue[middle]!.at <= delivery.at) low = middle + 1;
      else high = middle;
    }
    this.queue.splice(low, 0, delivery);
  }
}
