import { type PipelineTaskSpec } from '../spec/pipeline-spec.generated';
import { componentOf, type DagContext } from './dag';
import { inputsOf } from './types';

/** Checks what a condition looks at and what a loop goes through. */
export function checkControl(context: DagContext, name: string, task: PipelineTaskSpec): void {
  checkCondition(context, name, task);
  checkIterator(context, name, task);
}

function checkCondition({ report }: DagContext, name: string, { triggerPolicy, inputs }: PipelineTaskSpec): void {
  const condition = triggerPolicy?.condition;
  if (condition === undefined) return;
  const operands = [...condition.matchAll(/inputs\.parameter_values\['([^']*)'\]/g)].map(([, operand]) => operand!);
  if (operands.length === 0) report(`has a condition on nothing: ${condition}`, name);
  for (const operand of operands) {
    if (!inputs?.parameters?.[operand]) report(`has a condition on "${operand}", which it isn't given`, name);
  }
}

function checkIterator(context: DagContext, name: string, task: PipelineTaskSpec): void {
  const { parameterIterator, inputs } = task;
  if (!parameterIterator) return;
  const { itemInput = '', items = {} } = parameterIterator;
  const declared = inputsOf(componentOf(context, task)!);
  if (declared.get(itemInput)?.kind !== 'parameter') context.report(`has no input for its item "${itemInput}"`, name);
  if (items.raw !== undefined) {
    if (!isList(items.raw)) context.report(`goes through ${items.raw}, which is no list`, name);
  } else if (!inputs?.parameters?.[items.inputParameter ?? '']) {
    context.report(`goes through "${items.inputParameter}", which it isn't given`, name);
  } else if (declared.get(items.inputParameter!)?.type !== 'LIST') {
    context.report(`goes through "${items.inputParameter}", which is no LIST`, name);
  }
}

function isList(raw: string): boolean {
  try {
    const value: unknown = JSON.parse(raw);
    return Array.isArray(value) && value.length > 0;
  } catch {
    return false;
  }
}
