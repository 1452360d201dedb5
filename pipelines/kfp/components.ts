/** The Python components, ready to be used in pipelines: their contracts with their source. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contract as announceContract } from '../components/announce/contract.generated';
import { contract as batchPredictContract } from '../components/batch-predict/contract.generated';
import { contract as compareContract } from '../components/compare/contract.generated';
import { contract as concludeContract } from '../components/conclude/contract.generated';
import { contract as deployCanaryContract } from '../components/deploy-canary/contract.generated';
import { contract as evaluateContract } from '../components/evaluate/contract.generated';
import { contract as featuresContract } from '../components/features/contract.generated';
import { contract as findBaselineContract } from '../components/find-baseline/contract.generated';
import { contract as findCandidatesContract } from '../components/find-candidates/contract.generated';
import { contract as findChampionContract } from '../components/find-champion/contract.generated';
import { contract as ingestContract } from '../components/ingest/contract.generated';
import { contract as monitorContract } from '../components/monitor/contract.generated';
import { contract as notifyContract } from '../components/notify/contract.generated';
import { contract as publishMonitoringContract } from '../components/publish-monitoring/contract.generated';
import { contract as readServedContract } from '../components/read-served/contract.generated';
import { contract as registerContract } from '../components/register/contract.generated';
import { contract as rollOutContract } from '../components/roll-out/contract.generated';
import { contract as selectBestContract } from '../components/select-best/contract.generated';
import { contract as splitContract } from '../components/split/contract.generated';
import { contract as suggestTrialsContract } from '../components/suggest-trials/contract.generated';
import { contract as trainContract } from '../components/train/contract.generated';
import { contract as validateDataContract } from '../components/validate-data/contract.generated';
import { type Component, type ComponentContract, pythonComponent } from '../ir';
import { projectRoot } from '../local/project-root';

function fromFolder<const C extends ComponentContract>(contract: C): Component<C['inputs'], C['outputs']> {
  const path = join(projectRoot(), 'pipelines', 'components', contract.name, 'component.py');
  return pythonComponent(contract, readFileSync(path, 'utf8'));
}

export const announce = fromFolder(announceContract);
export const batchPredict = fromFolder(batchPredictContract);
export const compare = fromFolder(compareContract);
export const conclude = fromFolder(concludeContract);
export const deployCanary = fromFolder(deployCanaryContract);
export const evaluate = fromFolder(evaluateContract);
export const features = fromFolder(featuresContract);
export const findBaseline = fromFolder(findBaselineContract);
export const findCandidates = fromFolder(findCandidatesContract);
export const findChampion = fromFolder(findChampionContract);
export const ingest = fromFolder(ingestContract);
export const monitor = fromFolder(monitorContract);
export const notify = fromFolder(notifyContract);
export const publishMonitoring = fromFolder(publishMonitoringContract);
export const readServed = fromFolder(readServedContract);
export const register = fromFolder(registerContract);
export const rollOut = fromFolder(rollOutContract);
export const selectBest = fromFolder(selectBestContract);
export const split = fromFolder(splitContract);
export const suggestTrials = fromFolder(suggestTrialsContract);
export const train = fromFolder(trainContract);
export const validateData = fromFolder(validateDataContract);
