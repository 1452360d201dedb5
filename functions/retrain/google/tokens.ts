import { GoogleAuth } from 'google-auth-library';

/** Gives an access token for Google's APIs that is still valid. */
export type TokenProvider = () => Promise<string>;

/** Those of whoever runs this: the service account on Google Cloud, `gcloud auth application-default login` elsewhere. */
export function applicationDefaultTokens(): TokenProvider {
  const auth = new GoogleAuth({ scopes: 'https://www.googleapis.com/auth/cloud-platform' });
  return async () => {
    const token = await auth.getAccessToken();
    if (!token) throw new Error('the credentials of this machine give no access token');
    return token;
  };
}
