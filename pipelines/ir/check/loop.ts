import { checkConstant } from './value';
import { checkVisible } from './reference';
import { PipelineError } from '../errors';
import { itemName } from '../emit/naming';
import { type LoopNode, pipelineInputs } from '../graph';
import { ParameterRef } from '../references';

/** Refuses a loop whose items or limit cannot be right. */
export function checkLoop({ name, scope, items, itemType, parallelism }: LoopNode): void {
  const refuse = (problem: string, fix?: string): never => {
    throw new PipelineError({ pipeline: scope.pipeline, task: name, input: 'items', problem, fix });
  };
  if (pipelineInputs(scope).includes(itemName(name))) {
    refuse(`its item would be "${itemName(name)}", as is an input of the pipeline`, 'rename one of them');
  }
  if (parallelism !== undefined && !(Number.isInteger(parallelism) && parallelism > 0)) {
    refuse(`parallelism is ${parallelism}`, 'give a whole number of at least 1, or leave it out');
  }
  if (items instanceof ParameterRef) {
    if (items.type !== 'LIST') refuse(`a loop goes through a LIST, given ${items.type}`);
    return checkVisible(scope, items, name, 'items');
  }
  if (items.length === 0) refuse('there are no items', 'a loop known now goes through at least one');
  for (const item of items)
    checkConstant(itemType, item, (problem) => refuse(`item ${JSON.stringify(item)} ${problem}`));
}
