/** Writes docs/runs.md: the documents of which runs are made, from their schemas alone. */
import { ALERT_LABELS } from '../../runs/triggers/alert';
import { type SkipReason } from '../../runs/decide';
import { DELIVERY } from '../../runs/delivery';
import { LABEL } from '../../runs/job-id';
import { METRIC_LABELS, METRICS } from '../../runs/metrics';
import { runPlanSchema, runSpecSchema } from '../../runs/plan';
import { runRequestSchema } from '../../runs/request';
import { routesSchema } from '../../runs/routes';
import { type Field, fieldsOf } from './fields';

const INTRODUCTION = `# Runs

<!-- Written by scripts/generate-run-docs.ts from the schemas in runs/: change those, then run npm run docs:runs. -->

From level 1 on, pipelines start by themselves: on a schedule, when data arrives, when a model degrades, or because
somebody asks. Each of these is a message to one topic of the environment, and one function decides
([ADR 0012](adr/0012-one-topic-one-function.md)). Fields marked **required** must be there, all others may be left out.`;

/** A request that a person may send: the contract's test starts a job with it. */
export const EXAMPLE = { version: 1, model: 'churn', reason: 'manual', detail: 'prices changed' } as const;

const SKIPS: Readonly<Record<SkipReason | 'ignored', string>> = {
  duplicate: 'the event has started a run before',
  concurrency: '`limits.maxConcurrentRuns` are going on',
  'daily-limit': '`limits.maxRunsPerDay` have started within 24 hours',
  cooldown: 'the last run started less than `limits.cooldownMinutes` ago',
  ignored: 'there is nothing to do, such as for an alert that is over or an object that no model waits for',
};

const LABELS: Readonly<Record<keyof typeof LABEL, string>> = {
  series: 'product and environment',
  model: "the model's key",
  purpose: '`training`, `monitoring` or `promotion`',
  reason: 'why it runs',
  event: 'mark of the event: the beginning of its SHA-256',
  experiment: 'Vertex AI experiment that it belongs to',
};

export function runsPage(): string {
  const plan = fieldsOf(runPlanSchema).filter(({ path }) => path.split('.').length < 3);
  const parts = [
    INTRODUCTION,
    `## A run request\n\n${runRequestSchema.description} Anything else that Google sends is translated to it.\n\n${fields(fieldsOf(runRequestSchema))}`,
    `The smallest one that a person sends:\n\n\`\`\`json\n${JSON.stringify(EXAMPLE)}\n\`\`\``,
    `It has at most ${DELIVERY.maxMessageBytes / 1024} KiB.`,
    `## What else asks for runs\n\n${SOURCES}`,
    `## What becomes of it\n\nEach decision is one line of the function's log, a JSON object with \`decision\`, \`because\`, \`detail\`, \`model\`,\n\`purpose\`, \`reason\`, \`event\`, \`jobId\`, \`messageId\`.\n\n${DECISIONS}\n\nWhy a request is skipped (\`because\`):\n\n${rows(
      ['because', 'when'],
      Object.entries(SKIPS).map(([key, text]) => [`\`${key}\``, text]),
    )}`,
    `A dead letter has the attributes \`mlopsProblem\`, \`mlopsMessageId\` and \`mlopsPublishTime\`. That of a request names its\nevent: publish its data to the topic of runs again when the cause is gone, and it starts at most one run.`,
    `## The run plan of a model\n\n${runPlanSchema.description} Terraform writes it to \`plans/MODEL.json\` in the bucket of the pipelines.\n\n${fields(plan)}`,
    `### One pipeline of a plan\n\n${fields(fieldsOf(runSpecSchema))}`,
    `## Routes\n\n${routesSchema.description} Terraform writes it to \`routes.json\` in the bucket of the pipelines.\n\n${fields(fieldsOf(routesSchema))}`,
    `## Jobs\n\nThe id of a job is \`PRODUCT-ENVIRONMENT-MODEL-PURPOSE-NUMBER\`. Its labels, besides those of the plan:\n\n${rows(
      ['label', 'holds'],
      Object.entries(LABELS).map(([key, text]) => [`\`${LABEL[key as keyof typeof LABEL]}\``, text]),
    )}`,
    `## Metrics of monitoring\n\n${rows(
      ['metric', 'labels'],
      Object.entries(METRICS).map(([key, type]) => [
        `\`${type}\``,
        METRIC_LABELS[key as keyof typeof METRICS].map((label) => `\`${label}\``).join(', '),
      ]),
    )}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

const SOURCES = rows(
  ['source', 'form', 'model', 'event'],
  [
    ['Cloud Scheduler', 'a run request with `reason` `schedule`', '`model`', 'the minute'],
    ['Cloud Storage', 'notification `OBJECT_FINALIZE`', 'routes', 'bucket, name and generation of the object'],
    ['BigQuery', 'log entry with `tableDataChange`, by a sink', 'routes', 'table and job, else the entry'],
    [
      'Cloud Monitoring',
      'notification, schema 1.2, of an incident that opens',
      `user label \`${ALERT_LABELS.model}\` of the policy, and \`${ALERT_LABELS.purpose}\``,
      'the incident',
    ],
  ],
);

const DECISIONS = rows(
  ['decision', 'severity', 'the message'],
  [
    ['`started`', 'INFO', 'is done'],
    ['`skipped`', 'INFO', 'is done'],
    ['`dead-lettered`', 'ERROR', 'never works: a copy with the reason lies in the topic of undelivered messages'],
    [
      '`retry`',
      'WARNING',
      `comes again, after ${DELIVERY.minimumBackoff} to ${DELIVERY.maximumBackoff}, in all ${DELIVERY.maxDeliveryAttempts} times at most; then Pub/Sub dead-letters it`,
    ],
  ],
);

const fields = (all: readonly Field[]): string =>
  rows(
    ['field', 'allowed', 'default', 'meaning'],
    all.map(({ path, allowed, required, default: fallback, meaning }) => [
      `\`${path}\``,
      allowed,
      required ? '**required**' : fallback === undefined ? '' : `\`${fallback}\``,
      meaning,
    ]),
  );

function rows(heads: readonly string[], cells: readonly (readonly string[])[]): string {
  const row = (texts: readonly string[]) => `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
  return [row(heads), row(heads.map(() => '---')), ...cells.map(row)].join('\n');
}
