import { PipelineDelivery } from '../../constructs/patterns/pipeline-delivery';
import { PROMOTION } from '../../constructs/patterns/promotion-info';
import { pipelineDelivery } from '../parts/pipeline-delivery';
import { type Blueprint } from './blueprint';
import { level1 } from './level1';

/** Level 2, CI/CD pipeline automation: level 1 as it is, and beside it what delivers pipelines and models to it. */
export const level2: Blueprint = {
  level: 2,
  title: 'CI/CD pipeline automation',
  capabilities: [...level1.capabilities, PipelineDelivery.INFO, PROMOTION],
  platform: level1.platform,
  models: level1.models,
  delivery: (stack) => void pipelineDelivery(stack),
};
