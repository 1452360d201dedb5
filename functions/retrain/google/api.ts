import { PermanentProblem, TransientProblem } from '../../../runs/problems';
import { type TokenProvider } from './tokens';

export interface GoogleApiOptions {
  readonly tokens: TokenProvider;
  /** @default the one of Node */
  readonly fetch?: typeof fetch;
  /** For a single call. @default 20000 */
  readonly timeoutMs?: number;
  /** Where all calls go instead of Google: for rehearsals. @default to each call's host */
  readonly endpoint?: string;
}

export interface Call {
  readonly method: 'GET' | 'POST';
  readonly host: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Answers that are no problem, besides 2xx. */
  readonly expected?: readonly number[];
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

/** Calls Google's APIs. Whatever goes wrong is a TransientProblem or a PermanentProblem. */
export class GoogleApi {
  constructor(private readonly options: GoogleApiOptions) {}

  async call({ method, host, path, query = {}, body, expected = [] }: Call): Promise<Answer> {
    const what = `${method} ${host}${path}`;
    const url = `${this.options.endpoint ?? `https://${host}`}${path}${queryText(query)}`;
    const headers = { authorization: `Bearer ${await this.token()}`, 'content-type': 'application/json' };
    const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
    const answer = await this.send(what, url, init);
    const fine = answer.status >= 200 && answer.status < 300;
    if (!fine && !expected.includes(answer.status)) throw problemOf(what, answer);
    return answer;
  }

  /** An answer counts when all of it has arrived in time. */
  private async send(what: string, url: string, init: RequestInit): Promise<Answer> {
    const { fetch: send = fetch, timeoutMs = 20_000 } = this.options;
    try {
      const response = await send(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
      const bytes = new Uint8Array(await response.arrayBuffer());
      return { status: response.status, headers: response.headers, bytes };
    } catch (error) {
      throw new TransientProblem(`${what}: no answer (${causeOf(error)})`, { cause: error });
    }
  }

  private async token(): Promise<string> {
    try {
      return await this.options.tokens();
    } catch (error) {
      throw new TransientProblem(`no access token (${causeOf(error)})`, { cause: error });
    }
  }
}

function queryText(query: NonNullable<Call['query']>): string {
  const text = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) text.set(name, String(value));
  return text.size === 0 ? '' : `?${text}`;
}

/** Node says "fetch failed", and why in the cause. */
const causeOf = (error: unknown): string => {
  const { message, cause } = error as Error;
  return cause instanceof Error ? `${message}: ${cause.message}` : message;
};

/** Client errors that go away by themselves: no valid token, timeout, conflict with another writer, too early, quota. */
const PASSING = [401, 408, 409, 425, 429];

/** https://cloud.google.com/apis/design/errors */
function problemOf(what: string, answer: Answer): Error {
  const { status: code, message } = errorOf(answer);
  const text = `${what}: ${[answer.status, code].filter(Boolean).join(' ')}${message ? `: ${message}` : ''}`;
  const passes = answer.status >= 500 || PASSING.includes(answer.status);
  return passes ? new TransientProblem(text) : new PermanentProblem(text);
}

/** Google's own name of an error, such as ALREADY_EXISTS, and what it says about it; nothing when the answer has none. */
export function errorOf(answer: Answer): { readonly status?: string; readonly message?: string } {
  try {
    return (jsonOf(answer) as { error?: { status?: string; message?: string } }).error ?? {};
  } catch {
    return {};
  }
}

export const jsonOf = ({ bytes }: Pick<Answer, 'bytes'>): unknown => JSON.parse(Buffer.from(bytes).toString('utf8'));
