/** Entry point of the Cloud Function: wires it from its environment. */
import { functionSettings } from '../../runs/settings';
import { deadLettersTo } from './dead-letter';
import { StoredDocuments } from './documents';
import { Experiments } from './experiments';
import { GoogleApi } from './google/api';
import { applicationDefaultTokens } from './google/tokens';
import { VertexPipelineJobs } from './google/vertex';
import { type Services } from './handle';
import { httpFunction } from './http';
import { logToStandardOutput } from './log';
import { Templates } from './templates';

let services: Services | undefined;

/** Made at the first call: an instance that has no settings tells so in its log instead of not starting. */
const servicesOfProcess = (): Services => (services ??= servicesOf(process.env));

function servicesOf(environment: NodeJS.ProcessEnv): Services {
  const { project, region, prefix, pipelinesBucket, undeliveredTopic } = functionSettings(environment);
  const api = apiOf(environment.MLOPS_ENDPOINT);
  const jobs = new VertexPipelineJobs({ api, project, region });
  return {
    prefix,
    jobs,
    documents: new StoredDocuments(api, pipelinesBucket),
    templates: new Templates(api),
    experiments: new Experiments({ api, jobs, project, region }),
    deadLetters: deadLettersTo(api, undeliveredTopic),
    now: Date.now,
    log: logToStandardOutput,
  };
}

/** Tests put a stand-in for Google's APIs there. It gets no token of anybody. */
const apiOf = (endpoint: string | undefined): GoogleApi =>
  endpoint === undefined
    ? new GoogleApi({ tokens: applicationDefaultTokens() })
    : new GoogleApi({ tokens: async () => 'rehearsal', endpoint });

export const retrain = httpFunction(servicesOfProcess);
