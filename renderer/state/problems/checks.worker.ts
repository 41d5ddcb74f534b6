import { CheckService } from '#shared/checks/service/check-service.ts';
import type { ToChecks } from '#shared/checks/service/messages.ts';
import { SharedAnswer } from './shared-answer.ts';

/** A turn of the event loop without the delay that timers have: messages that wait come in before it. */
const turn = new MessageChannel();
const waiting: (() => void)[] = [];
turn.port1.onmessage = () => waiting.shift()?.();

/** Two frames. */
const REST_MS = 33;

let answer: SharedAnswer | undefined;

const service = new CheckService({
  post: (message) => {
    if (message.kind === 'near') answer?.put(message);
    self.postMessage(message);
  },
  pause: () =>
    new Promise((go) => {
      waiting.push(go);
      turn.port2.postMessage(undefined);
    }),
  now: () => performance.now(),
  rest: () => new Promise((go) => setTimeout(go, REST_MS)),
  // Loaded when the first problems are there.
  findSecrets: async (text, path) => (await import('#shared/checks/secrets/find-secrets.ts')).findSecrets(text, path),
});

self.addEventListener('message', (event: MessageEvent<ToChecks | SharedArrayBuffer>) => {
  if (event.data instanceof SharedArrayBuffer) {
    answer = new SharedAnswer(event.data);
    return;
  }
  try {
    service.receive(event.data);
  } catch (error) {
    self.postMessage({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
});
