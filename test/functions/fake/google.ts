/**
 * Stands in for Google's APIs. It judges every call by the discovery documents, and its own answers too. Calls come
 * through `fetch`, or over HTTP on this machine.
 */
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { DiscoveredApi, type MatchedCall } from '../../support/discovery/api';

export interface FakeCall extends MatchedCall {
  readonly query: URLSearchParams;
  readonly body: unknown;
}

export interface FakeAnswer {
  readonly status?: number;
  readonly json?: unknown;
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Methods by their id in the discovery document. */
export type Answers = Readonly<Record<string, (call: FakeCall) => FakeAnswer>>;

/**
 * What goes wrong with a call: a status instead of doing it; the connection fails before it is done; or it is done and
 * the answer gets lost.
 */
export type Fault = number | 'unreachable' | 'answer-lost';

const APIS = ['aiplatform.v1', 'storage.v1', 'pubsub.v1'].map((name) => new DiscoveredApi(name));

export const googleError = (status: number, code: string, message: string): FakeAnswer => ({
  status,
  json: { error: { code: status, status: code, message } },
});

export class FakeGoogle {
  /** What callers, or this stand-in itself, did against the discovery documents. Has to stay empty. */
  readonly problems: string[] = [];
  readonly calls: FakeCall[] = [];
  /** Decides which calls go wrong. */
  fault: (call: FakeCall) => Fault | undefined = () => undefined;
  /** How many turns of the event loop pass before a call is done: calls that overlap come in any order. */
  turns: () => number = () => 0;

  constructor(private readonly answers: Answers) {}

  readonly fetch: typeof fetch = async (input, init) => {
    const { pathname, searchParams } = new URL(String(input));
    const answer = await this.answer(init?.method ?? 'GET', pathname, searchParams, init?.body as string | undefined);
    if (answer === undefined) throw new TypeError('fetch failed', { cause: new Error('ECONNRESET') });
    const { status = 200, headers, ...content } = answer;
    const body = status === 304 ? null : ((content.bytes as Uint8Array<ArrayBuffer>) ?? JSON.stringify(content.json));
    return new Response(body, { status, headers });
  };

  /** Serves on this machine; the caller closes the server. */
  async listen(): Promise<{ readonly server: Server; readonly endpoint: string }> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { pathname, searchParams } = new URL(request.url!, 'http://localhost');
        const body = chunks.length > 0 ? Buffer.concat(chunks).toString('utf8') : undefined;
        void this.answer(request.method!, pathname, searchParams, body).then((answer) => {
          if (answer === undefined) return response.destroy();
          response.writeHead(answer.status ?? 200, answer.headers);
          return response.end(answer.bytes ?? JSON.stringify(answer.json));
        });
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return { server, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  }

  /** `undefined` when the caller gets no answer. */
  private async answer(
    httpMethod: string,
    path: string,
    query: URLSearchParams,
    text: string | undefined,
  ): Promise<FakeAnswer | undefined> {
    for (let turn = this.turns(); turn > 0; turn -= 1) await new Promise((done) => setImmediate(done));
    const [api, matched] = matching(httpMethod, path);
    if (!api || !matched) return this.refuse(`no API has ${httpMethod} ${path}`);
    const body = text === undefined ? undefined : (JSON.parse(text) as unknown);
    const call: FakeCall = { ...matched, query, body };
    this.calls.push(call);
    const problems = [...api.queryProblems(call.method, query), ...api.requestProblems(call.method, body)];
    if (problems.length > 0) return this.refuse(...problems);
    const fault = this.fault(call);
    if (fault === 'unreachable') return undefined;
    if (typeof fault === 'number') return googleError(fault, 'UNAVAILABLE', 'not now');
    const answer = this.answers[call.method]!(call);
    if (answer.json !== undefined && (answer.status ?? 200) < 300)
      this.problems.push(...api.responseProblems(call.method, answer.json));
    return fault === 'answer-lost' ? undefined : answer;
  }

  private refuse(...problems: string[]): FakeAnswer {
    this.problems.push(...problems);
    return googleError(400, 'INVALID_ARGUMENT', problems.join('; '));
  }
}

function matching(httpMethod: string, path: string): [DiscoveredApi?, MatchedCall?] {
  for (const api of APIS) {
    const matched = api.match(httpMethod, path);
    if (matched) return [api, matched];
  }
  return [];
}
