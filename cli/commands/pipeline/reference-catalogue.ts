import { compilePipeline, referencePipelines } from '../../../pipelines/kfp';
import { type PipelineCatalogue } from './catalogue';

/** The pipelines that come with the kit. */
export const referenceCatalogue: PipelineCatalogue = {
  names: Object.keys(referencePipelines),
  compile: compilePipeline,
};
