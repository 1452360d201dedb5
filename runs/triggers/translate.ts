import { DELIVERY } from '../delivery';
import { type Routes } from '../routes';
import { fromAlert, isAlert } from './alert';
import { type PubsubMessage, type Translated } from './message';
import { fromRequest } from './request';
import { fromStorage, isStorageNotification } from './storage';
import { fromTableUpdate, isLogEntry } from './table-update';

/**
 * The runs that a message asks for, whoever sent it. The same message always gives the same requests and events.
 *
 * @param routes read only for messages about data that arrived
 */
export async function translate(message: PubsubMessage, routes: () => Promise<Routes>): Promise<Translated> {
  const bytes = Buffer.byteLength(message.data, 'base64');
  if (bytes > DELIVERY.maxMessageBytes)
    return { refused: `oversized: ${bytes} bytes, of at most ${DELIVERY.maxMessageBytes}` };
  if (isStorageNotification(message)) return fromStorage(message, await routes());
  const data = jsonOf(message);
  if (typeof data !== 'object' || data === null) return { refused: 'its data is no JSON object' };
  if (isAlert(data)) return fromAlert(data);
  return isLogEntry(data) ? fromTableUpdate(data, await routes()) : fromRequest(data, message);
}

function jsonOf({ data }: PubsubMessage): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(data, 'base64')));
  } catch {
    return undefined;
  }
}
