import { PipelineError } from '../errors';

/** Version of the KFP SDK whose spec is written, and which runs in Python components. */
export const KFP_VERSION = '2.17.0';
/** Runs Python components when nothing else is said; it has none of their packages, so it serves local runs only. */
export const STOCK_IMAGE = 'python:3.11';

/** Where the compiled pipeline will run, and with what. */
export interface CompileOptions {
  /** Image that has KFP and the components' packages, by digest (`...@sha256:...`). @default `python:3.11` */
  readonly image?: string;
  /**
   * Packages that each Python task installs by pip, after KFP itself, so that a stock image works; exact pins.
   *
   * @default - nothing is installed
   */
  readonly pipInstall?: readonly string[];
  /** `cloud` refuses a pipeline whose Python components would find neither image nor packages. @default 'local' */
  readonly target?: 'local' | 'cloud';
}

const BY_DIGEST = /^[a-z0-9][^\s@]*@sha256:[0-9a-f]{64}$/;

/** Refuses options under which the pipeline couldn't run. */
export function checkOptions(
  pipeline: string,
  { image, pipInstall, target }: CompileOptions,
  hasPython: boolean,
): void {
  if (image !== undefined && !BY_DIGEST.test(image)) {
    const fix =
      'give it by digest, as in europe-west4-docker.pkg.dev/project/repository/components@sha256:<64 hex digits>';
    throw new PipelineError({ pipeline, problem: `the image "${image}" may change under its name`, fix });
  }
  const unpinned = pipInstall?.find((requirement) => !/==|@/.test(requirement));
  if (unpinned !== undefined) {
    throw new PipelineError({ pipeline, problem: `"${unpinned}" has no exact version`, fix: 'pin it: name==version' });
  }
  if (target === 'cloud' && hasPython && image === undefined && pipInstall === undefined) {
    throw new PipelineError({
      pipeline,
      problem: 'its Python components need KFP and their packages, which a stock Python image lacks',
      fix: 'give the component image by digest, or let each task install its packages by pip',
    });
  }
}
