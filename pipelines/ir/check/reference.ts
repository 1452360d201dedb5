import { PipelineError } from '../errors';
import { outwards, type ScopeRecord } from '../graph';
import { describeRef, type Ref } from '../references';

/** Refuses a value that isn't visible where it is used. */
export function checkVisible(scope: ScopeRecord, ref: Ref, task: string, input?: string): void {
  const around = [...outwards(scope)];
  if (around.includes(ref.origin.scope)) return;
  const { pipeline } = scope;
  const of = ref.origin.scope;
  const other = [...outwards(of)].at(-1) !== around.at(-1);
  const problem = other
    ? `${describeRef(ref)} belongs to another pipeline, "${of.pipeline}"`
    : `${describeRef(ref)} cannot be seen outside ${of.label}`;
  throw new PipelineError({ pipeline, task, input, problem, fix: other ? PASS_IT_IN : WAYS_OUT[of.kind] });
}

const PASS_IT_IN = 'pass it into this one as an input';
const WAYS_OUT: Readonly<Record<ScopeRecord['kind'], string>> = {
  pipeline: PASS_IT_IN,
  branch: 'return it from every branch, finish with else, and use the outputs of the whole choice',
  loop: 'return it from the loop and use what is collected',
  guarded: 'return it from the body and use the outputs of the exit handler',
};
