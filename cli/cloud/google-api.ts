import { GoogleAuth, UserRefreshClient } from 'google-auth-library';
import { GoogleApi } from '../../functions/retrain/google/api';
import { OutsideError } from '../failure';

const SCOPES = 'https://www.googleapis.com/auth/cloud-platform';

/**
 * Calls Pub/Sub as whoever signed in on this machine, or the emulator that PUBSUB_EMULATOR_HOST names, as Google's own
 * clients do.
 *
 * @param project pays for the calls of people, unless they chose another one
 * @throws OutsideError when nobody has signed in
 */
export async function googleApi(project: string): Promise<GoogleApi> {
  const emulator = process.env.PUBSUB_EMULATOR_HOST;
  if (emulator) return new GoogleApi({ tokens: async () => 'emulator', endpoint: `http://${emulator}` });
  const client = await signedIn();
  const payer = client.quotaProjectId ?? (client instanceof UserRefreshClient ? project : undefined);
  return new GoogleApi({ tokens: async () => (await client.getAccessToken()).token!, fetch: chargedTo(payer) });
}

async function signedIn() {
  const warn = process.emitWarning;
  // Off Google Cloud the library warns that there is no metadata server: the error says more.
  process.emitWarning = () => undefined;
  try {
    return await new GoogleAuth({ scopes: SCOPES }).getClient();
  } catch (cause) {
    const advice = 'run `gcloud auth application-default login`, or set GOOGLE_APPLICATION_CREDENTIALS';
    const [why] = (cause as Error).message.split(/\. |\n/);
    throw new OutsideError(`nobody is signed in to Google Cloud (${why}): ${advice}`);
  } finally {
    process.emitWarning = warn;
  }
}

const chargedTo =
  (project: string | undefined): typeof fetch =>
  (url, { headers, ...init } = {}) => {
    const all = new Headers(headers);
    if (project) all.set('x-goog-user-project', project);
    return fetch(url, { ...init, headers: all });
  };
