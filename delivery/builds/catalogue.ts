import { artifacts } from './artifacts';
import { components } from './components';
import { convergence } from './convergence';
import { modelCd } from './model-cd';
import { pipelineE2e } from './pipeline-e2e';
import { prChecks } from './pr-checks';
import { release } from './release';
import { type ShippedBuild } from './shipped-build';
import { terraformApply } from './terraform-apply';
import { terraformPlan } from './terraform-plan';

/** Every build that the kit ships, in the order in which a change meets them. */
export const SHIPPED_BUILDS: readonly ShippedBuild[] = [
  prChecks,
  convergence,
  artifacts,
  terraformPlan,
  pipelineE2e,
  components,
  terraformApply,
  release,
  modelCd,
];

/** Where a build is in the repository, by its name. */
export const buildFile = (name: string): string => `cloudbuild/${name}.yaml`;
