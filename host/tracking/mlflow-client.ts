import { Agent as HttpAgent, type RequestOptions, request } from 'node:http';
import { Agent as HttpsAgent, request as secureRequest } from 'node:https';
import { fail, ok, type Result } from '#shared/base/result.ts';

/** Why a server did not do what it was asked. `away`: it may do it later. `refused`: it will not. */
export type MlflowFailure =
  | { readonly reason: 'away'; readonly message: string }
  | { readonly reason: 'refused'; readonly code: string; readonly message: string };

/** What a server answers, as JSON. */
export type Answer = Readonly<Record<string, unknown>>;

/** Longer than the slowest answer of a busy computer. */
const TIMEOUT_MS = 30_000;
const WORKERS = 4;

/** One server of MLflow, asked over connections that stay open. Nothing is thrown. */
export class MlflowClient {
  readonly url: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #agent: HttpAgent;
  readonly #isSecure: boolean;
  #isClosed = false;

  constructor(url: string, headers: Readonly<Record<string, string>> = {}) {
    this.url = url;
    this.#headers = headers;
    this.#isSecure = url.startsWith('https:');
    this.#agent = this.#isSecure ? new HttpsAgent({ keepAlive: true, maxSockets: WORKERS }) : new HttpAgent({ keepAlive: true, maxSockets: WORKERS });
  }

  /** Asks one of the methods of MLflow's REST API: `runs/create`. */
  async call(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body: Readonly<Record<string, unknown>> = {}): Promise<Result<Answer, MlflowFailure>> {
    const isGet = method === 'GET';
    const query = isGet ? `?${new URLSearchParams(Object.fromEntries(Object.entries(body).map(([key, value]) => [key, String(value)]))).toString()}` : '';
    const bytes = Buffer.from(isGet ? '' : JSON.stringify(body));
    const headers: Record<string, string> = isGet ? {} : { 'content-type': 'application/json', 'content-length': String(bytes.length) };
    const answer = await this.#send(method, `/api/2.0/mlflow/${path}${query}`, headers, (out) => out.end(bytes));
    if (!answer.ok) return answer;
    return readAnswer(answer.value.status, answer.value.text);
  }

  /** Hands a file to the server, under a path of its artifacts. */
  async upload(path: string, file: { readonly size: number; readonly read: () => NodeJS.ReadableStream }): Promise<Result<void, MlflowFailure>> {
    const place = path.split('/').map(encodeURIComponent).join('/');
    const headers = { 'content-type': 'application/octet-stream', 'content-length': String(file.size) };
    const answer = await this.#send('PUT', `/api/2.0/mlflow-artifacts/artifacts/${place}`, headers, (out, stop) => file.read().on('error', stop).pipe(out));
    if (!answer.ok) return answer;
    const read = readAnswer(answer.value.status, answer.value.text === '' ? '{}' : answer.value.text);
    return read.ok ? ok(undefined) : read;
  }

  close(): void {
    this.#isClosed = true;
    this.#agent.destroy();
  }

  #send(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    write: (out: NodeJS.WritableStream, stop: (error: Error) => void) => void,
  ): Promise<Result<{ readonly status: number; readonly text: string }, MlflowFailure>> {
    if (this.#isClosed) return Promise.resolve(fail({ reason: 'away', message: 'MLflow was closed here.' }));
    return new Promise((settle) => {
      const away = (error: Error) => settle(fail({ reason: 'away', message: error.message }));
      const options: RequestOptions = { method, agent: this.#agent, timeout: TIMEOUT_MS, headers: { ...this.#headers, ...headers } };
      const out = (this.#isSecure ? secureRequest : request)(`${this.url}${path}`, options, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', away);
        answer.on('end', () => settle(ok({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') })));
      });
      out.on('error', away);
      out.on('timeout', () => out.destroy(new Error('no answer in time')));
      write(out, (error) => out.destroy(error));
    });
  }
}

function readAnswer(status: number, text: string): Result<Answer, MlflowFailure> {
  const answer = parse(text);
  if (status >= 200 && status < 300 && answer !== undefined) return ok(answer);
  const message = typeof answer?.message === 'string' ? (answer.message.split('\n')[0] ?? '') : `HTTP ${status}`;
  // Too much at once, a database that is locked or a disk that is full, a proxy without its server: all of it may pass.
  if (status === 429 || status >= 500 || answer === undefined) return fail({ reason: 'away', message });
  return fail({ reason: 'refused', code: typeof answer.error_code === 'string' ? answer.error_code : String(status), message });
}

function parse(text: string): Answer | undefined {
  try {
    const found: unknown = JSON.parse(text);
    return found !== null && typeof found === 'object' && !Array.isArray(found) ? (found as Answer) : undefined;
  } catch {
    return undefined;
  }
}
