import { CheckService } from '#shared/checks/service/check-service.ts';
import type { ToChecks } from '#shared/checks/service/messages.ts';

/** A turn of the event loop without the delay that timers have: messages that wait come in before it. */
const turn = new MessageChannel();
const waiting: (() => void)[] = [];
turn.port1.onmessage = () => waiting.shift()?.();

const service = new CheckService({
  post: (message) => self.postMessage(message),
  pause: () =>
    new Promise((go) => {
      waiting.push(go);
      turn.port2.postMessage(undefined);
    }),
  now: () => performance.now(),
  // Loaded when the first problems are there.
  findSecrets: async (text, path) => (await import('#shared/checks/secrets/find-secrets.ts')).findSecrets(text, path),
});

self.addEventListener('message', (event: MessageEvent<ToChecks>) => {
  try {
    service.receive(event.data);
  } catch (error) {
    self.postMessage({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
});
