import { type Foundation } from '../../constructs/patterns/foundation';
import { ModelMonitoring } from '../../constructs/patterns/model-monitoring';
import { everybodyOf } from '../../constructs/patterns/people';
import { type PipelineRuntime } from '../../constructs/patterns/pipeline-runtime';
import { type PlatformStack } from '../platform-stack';

export function modelMonitoring(
  stack: PlatformStack,
  { foundation, runtime }: { foundation: Foundation; runtime: PipelineRuntime },
): ModelMonitoring {
  const { environment, people } = stack.settings;
  return new ModelMonitoring(stack, 'ModelMonitoring', {
    environment,
    runner: runtime.runner,
    readers: everybodyOf(people),
    encryption: { bigquery: foundation.key('bigquery') },
  });
}
