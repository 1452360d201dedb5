/** Composition root of `cdktf synth`, `cdktf diff` and `cdktf deploy`. The mlops command does the same by `mlops synth`. */
import { reportFailure } from './cli/failure';
import { runJob } from './cli/job/run-job';

/** The cdktf command passes the `context` of cdktf.json and the output folder this way. */
const context = JSON.parse(process.env.CDKTF_CONTEXT_JSON ?? '{}') as { config?: string };
const out = process.env.CDKTF_OUTDIR ?? 'cdktf.out';

runJob('synth', { config: context.config ?? 'mlops.yaml', out }).catch((error: unknown) => {
  process.exitCode = reportFailure(error);
});
