import { type ManualRun } from '../cloud/manual-run';

/** What was asked for, for programs. Without a message, nothing was published. */
export function askedJson({ environment, topic, pipeline, request }: ManualRun, messageId?: string): string {
  return `${JSON.stringify({ environment, pipeline, topic, published: messageId !== undefined, messageId, request }, null, 2)}\n`;
}

/** The same for people: and where the answer will be. */
export function askedText(run: ManualRun, messageId?: string): string {
  const { environment, project, topic, pipeline, request } = run;
  if (messageId === undefined) return `would publish to ${topic}:\n${JSON.stringify(request, null, 2)}\n`;
  const filter = `jsonPayload.event="${request.event}"`;
  return [
    `asked for ${pipeline} of ${request.model} in ${environment}: message ${messageId}`,
    'Whether it starts, or why not, is in the log of the retraining function:',
    `  gcloud logging read '${filter}' --project ${project} --freshness 1h --format 'value(jsonPayload.message)'`,
    '',
  ].join('\n');
}
