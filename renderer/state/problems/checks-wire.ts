import { CheckService } from '#shared/checks/service/check-service.ts';
import type { FromChecks, ToChecks } from '#shared/checks/service/messages.ts';
import { afterPaint } from '../after-paint.ts';
import { NextFrame } from '../next-frame.ts';
import { SharedAnswer } from './shared-answer.ts';

/** The way to the checks, wherever they run. */
export interface ChecksWire {
  send(message: ToChecks): void;
  dispose(): void;
}

/** Starts checks; `failed` is called once when they have stopped and will not answer any more. */
export type ConnectChecks = (take: (message: FromChecks) => void, failed: (why: string) => void) => ChecksWire;

/** A window that nobody sees paints nothing: what waits for its paint comes at the latest after so long. */
const LATEST_MS = 500;

/**
 * The checks in a worker of their own, so that no key ever waits for them. What they find in a file that has just been opened comes behind its first picture.
 * What they say of the job that a key changed is taken into the key's own frame when it is there by then; a message would come behind that frame.
 */
export const checksInWorker: ConnectChecks = (take, failed) => {
  const worker = new Worker(new URL('./checks.worker.ts', import.meta.url), { type: 'module', name: 'checks' });
  const answer = SharedAnswer.create();
  if (answer) worker.postMessage(answer.memory);
  const near = new NextFrame(() => {
    const message = answer?.take() as FromChecks | undefined;
    if (message && !waiting) take(message);
  });
  let waiting: FromChecks[] | undefined;
  let release = () => {};
  const hold = () => {
    release();
    waiting = [];
    const painted = afterPaint(() => release());
    const timer = setTimeout(() => release(), LATEST_MS);
    release = () => {
      painted.dispose();
      clearTimeout(timer);
      release = () => {};
      const held = waiting ?? [];
      waiting = undefined;
      for (const message of held) take(message);
    };
  };
  worker.addEventListener('message', (event: MessageEvent<FromChecks>) => {
    if (event.data.kind === 'failed') failed(event.data.message);
    else if (waiting) waiting.push(event.data);
    else take(event.data);
  });
  worker.addEventListener('error', (event) => failed(event.message || 'it could not be loaded'));
  return {
    send: (message) => {
      worker.postMessage(message);
      if (message.kind === 'open') hold();
      if (message.kind === 'edit' && answer) near.request();
    },
    dispose: () => {
      near.dispose();
      waiting = undefined;
      release();
      worker.terminate();
    },
  };
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
