import { type DeliveryFacts, PROVIDER_VARIABLE } from '../facts';

/** The one stage: `needs` says what comes after what. */
export const STAGE = 'build';

/** Variable of each job: e-mail address of the account that it runs as. */
export const ACCOUNT_VARIABLE = 'GOOGLE_ACCOUNT';

/** What jobs extend: those that sign in, and of them those that run steps. */
export const SIGNED_IN = '.signed-in';
export const BUILD = '.build';

/**
 * Where jobs keep their identity and the scripts of steps, which have it at the same place. It is beside the source, as
 * nothing else is shared with the Docker beside the job, and no part of it.
 */
export const FOLDER = '/mlops';
export const FOLDER_OF_JOB = '${CI_PROJECT_DIR}.mlops';

/** Variables by which Google's libraries and gcloud find out who they are. */
const SIGN_IN_VARIABLES = {
  GOOGLE_APPLICATION_CREDENTIALS: `${FOLDER}/credentials.json`,
  CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE: `${FOLDER}/credentials.json`,
};

/** What every step gets. */
export const STEP_VARIABLES: readonly string[] = Object.keys(SIGN_IN_VARIABLES);

const DOCKER = 'mirror.gcr.io/library/docker:28.3.3';

/**
 * What all jobs have in common. They sign in by a token of GitLab for the provider, and a file by which every Google library
 * and gcloud exchange it for a token of the job's account: there is no key (https://google.aip.dev/auth/4117). Each step of a
 * build runs in its image, by a Docker beside the job that has the source as well, as it does in Cloud Build.
 */
export function sharedParts({ identityProvider }: DeliveryFacts) {
  const provider = identityProvider ?? `$${PROVIDER_VARIABLE}`;
  return {
    stages: [STAGE],
    variables: { GOOGLE_CREDENTIALS: JSON.stringify(credentials(provider)), ...SIGN_IN_VARIABLES },
    [SIGNED_IN]: {
      stage: STAGE,
      id_tokens: { GOOGLE_ID_TOKEN: { aud: `https://iam.googleapis.com/${provider}` } },
      before_script: [
        `mkdir -p "${FOLDER_OF_JOB}" && ln -sfn "${FOLDER_OF_JOB}" ${FOLDER}`,
        `printf %s "$GOOGLE_ID_TOKEN" > ${FOLDER}/token`,
        `printf %s "$GOOGLE_CREDENTIALS" > ${FOLDER}/credentials.json`,
      ],
      after_script: [`rm -rf "${FOLDER_OF_JOB}"`],
    },
    [BUILD]: {
      extends: SIGNED_IN,
      image: `${DOCKER}-cli`,
      services: [{ name: `${DOCKER}-dind`, alias: 'docker' }],
      variables: {
        DOCKER_HOST: 'tcp://docker:2376',
        DOCKER_TLS_CERTDIR: '/certs',
        DOCKER_TLS_VERIFY: '1',
        DOCKER_CERT_PATH: '/certs/client',
      },
    },
  };
}

const credentials = (provider: string) => ({
  type: 'external_account',
  audience: `//iam.googleapis.com/${provider}`,
  subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
  token_url: 'https://sts.googleapis.com/v1/token',
  credential_source: { file: `${FOLDER}/token` },
  service_account_impersonation_url: `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/$${ACCOUNT_VARIABLE}:generateAccessToken`,
});
