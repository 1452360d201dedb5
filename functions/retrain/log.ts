import { type RequestWithEvent } from '../../runs/triggers/message';

/** What became of a request, or of a message that is none. */
export type Verdict =
  | { readonly decision: 'started'; readonly jobId: string; readonly experiment?: string }
  | { readonly decision: 'skipped'; readonly because: string; readonly detail: string; readonly jobId?: string }
  | { readonly decision: 'dead-lettered' | 'retry'; readonly because: string; readonly detail: string };

/** One line of the log, as Cloud Logging reads it: `severity` and `message` are its own, the rest is for queries. */
export type LogLine = Readonly<Record<string, unknown>> & {
  readonly severity: 'INFO' | 'WARNING' | 'ERROR';
  readonly message: string;
  readonly decision: Verdict['decision'];
};

export type Log = (line: LogLine) => void;

const SEVERITY = { started: 'INFO', skipped: 'INFO', 'dead-lettered': 'ERROR', retry: 'WARNING' } as const;

export interface LoggedMessage {
  readonly messageId?: string;
  readonly deliveryAttempt?: number;
}

/** The line of a decision. Each decision has exactly one. */
export function logLine(verdict: Verdict, message: LoggedMessage, request?: RequestWithEvent): LogLine {
  const { model, purpose, reason, event, detail: asked } = request ?? {};
  const subject = request ? `${model} ${purpose}` : 'message';
  return {
    severity: SEVERITY[verdict.decision],
    message: `${subject}: ${textOf(verdict)}`,
    model,
    purpose,
    reason,
    event,
    asked,
    ...verdict,
    messageId: message.messageId,
    deliveryAttempt: message.deliveryAttempt,
  };
}

const textOf = (verdict: Verdict): string =>
  verdict.decision === 'started'
    ? `started ${verdict.jobId}`
    : `${verdict.decision} (${verdict.because}): ${verdict.detail}`;

/** A line of JSON on standard output is a structured entry of Cloud Logging. */
export const logToStandardOutput: Log = (line) => {
  console.log(JSON.stringify(line));
};
