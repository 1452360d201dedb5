import { CPU, MEMORY } from '../emit/resources';
import { PipelineError } from '../errors';
import { type RetryOptions, type TaskNode } from '../graph';

const ENV_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Refuses options that the backend would refuse hours later. */
export function checkTaskOptions({ name, scope, options, component }: TaskNode): void {
  const refuse = (option: string, problem: string, fix: string): never => {
    throw new PipelineError({ pipeline: scope.pipeline, task: name, problem: `${option} ${problem}`, fix });
  };
  const { cpu, memory, retry, env = {}, accelerator } = options;
  if (cpu !== undefined && !CPU.test(cpu)) refuse('cpu', `is "${cpu}"`, 'give cores, as in 2, 0.5 or 500m');
  if (memory !== undefined && !MEMORY.test(memory)) refuse('memory', `is "${memory}"`, 'give bytes, as in 4G or 512Mi');
  const wrong = Object.keys(env).find((variable) => !ENV_NAME.test(variable));
  if (wrong !== undefined) refuse('env', `has the variable "${wrong}"`, 'use letters, digits and underscores');
  if (retry) checkRetry(retry, refuse);
  const settings = [cpu, memory, accelerator, options.env].filter((option) => option !== undefined);
  const { kind } = component.implementation;
  if (settings.length > 0 && (kind === 'pipeline' || kind === 'importer')) {
    refuse(
      'env and resources',
      `mean nothing for ${kind === 'pipeline' ? 'a nested pipeline' : 'an importer'}`,
      'set them on the tasks that run containers',
    );
  }
}

function checkRetry(retry: RetryOptions, refuse: (option: string, problem: string, fix: string) => never): void {
  const { maxRetries, backoffSeconds = 0, backoffFactor = 2, maxBackoffSeconds = 3600 } = retry;
  if (!Number.isInteger(maxRetries) || maxRetries < 1 || maxRetries > 10) {
    refuse('retry.maxRetries', `is ${maxRetries}`, 'give a whole number from 1 to 10');
  }
  if (!(backoffSeconds >= 0) || !(maxBackoffSeconds >= backoffSeconds) || !(backoffFactor >= 1)) {
    const given = `${backoffSeconds} s, growing by ${backoffFactor}, at most ${maxBackoffSeconds} s`;
    refuse('retry', `waits ${given}`, 'give waits of at least 0 that do not shrink and stay below the longest');
  }
}
