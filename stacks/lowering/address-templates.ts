import { basename, extname } from 'node:path';
import { PipelineTemplates, type PipelineTemplate, TemplateError } from '../runs/templates';

/** Pipelines of which only the name is known: it is all that an address holds, and compiling them takes longest. */
export class AddressTemplates extends PipelineTemplates {
  constructor(configFile: string) {
    super(configFile, undefined);
  }

  override of(reference: string): PipelineTemplate {
    return { name: this.nameOf(reference), yaml: '', inputs: {} };
  }

  /** A compiled pipeline says its own name. One that is gone was most likely named like its file. */
  private nameOf(reference: string): string {
    const extension = extname(reference);
    if (extension !== '.yaml' && extension !== '.yml') return reference;
    try {
      return super.of(reference).name;
    } catch (error) {
      if (error instanceof TemplateError) return basename(reference, extension);
      throw error;
    }
  }
}
