import { CheckService } from '#shared/checks/service/check-service.ts';
import type { FromChecks, ToChecks } from '#shared/checks/service/messages.ts';

/** The way to the checks, wherever they run. */
export interface ChecksWire {
  send(message: ToChecks): void;
  dispose(): void;
}

/** Starts checks; `failed` is called once when they have stopped and will not answer any more. */
export type ConnectChecks = (take: (message: FromChecks) => void, failed: (why: string) => void) => ChecksWire;

/** The checks in a worker of their own, so that no key ever waits for them. */
export const checksInWorker: ConnectChecks = (take, failed) => {
  const worker = new Worker(new URL('./checks.worker.ts', import.meta.url), { type: 'module', name: 'checks' });
  worker.addEventListener('message', (event: MessageEvent<FromChecks>) => {
    if (event.data.kind === 'failed') failed(event.data.message);
    else take(event.data);
  });
  worker.addEventListener('error', (event) => failed(event.message || 'it could not be loaded'));
  return { send: (message) => worker.postMessage(message), dispose: () => worker.terminate() };
};

/** The checks beside everything else, between two turns of the event loop: where there are no workers. */
export const checksBeside: ConnectChecks = (take, failed) => {
  let isOver = false;
  const service = new CheckService({
    post: (message) => {
      if (isOver) return;
      if (message.kind === 'failed') failed(message.message);
      else take(message);
    },
    pause: () => new Promise((go) => setTimeout(go, 0)),
    now: () => performance.now(),
  });
  return {
    send: (message) => !isOver && service.receive(message),
    dispose: () => {
      isOver = true;
    },
  };
};
