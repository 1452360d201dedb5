import { type Routes } from '../../../runs/routes';
import { type Translated } from '../../../runs/triggers/message';
import { type Push } from '../../../runs/triggers/push';
import { translate } from '../../../runs/triggers/translate';
import { DATA_BUCKET, PROJECT } from '../../functions/world';

export const ROUTES: Routes = {
  version: 1,
  objects: [{ bucket: DATA_BUCKET, prefix: 'incoming/orders/', models: ['churn', 'demand'] }],
  tables: [{ table: `${PROJECT}.churn_dev_raw.orders`, models: ['churn'] }],
};

export const translated = ({ message }: Push): Promise<Translated> => translate(message, async () => ROUTES);

/** The events of the requests that a message is translated to. */
export async function eventsOf(pushed: Push): Promise<string[]> {
  const result = await translated(pushed);
  if (!('requests' in result)) throw new Error(JSON.stringify(result));
  return result.requests.map(({ event }) => event);
}
