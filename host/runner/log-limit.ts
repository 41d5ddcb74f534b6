import { fileSize } from '../files/runs/run-folder.ts';

const LOOK_EVERY_MS = 500;
const MAX_BYTES = 2 ** 30;

/** How large the log of one job may grow: 1 GiB, or what SLUICE_MAX_LOG_BYTES says. */
export function maxLogBytes(env: Readonly<Record<string, string | undefined>>): number {
  const said = Number(env.SLUICE_MAX_LOG_BYTES);
  return said > 0 ? said : MAX_BYTES;
}

/** Looks at a log while its job runs; `onTooLarge` is called once, when it has outgrown `maxBytes`: a job that prints without end fills the disk of everybody. */
export function watchLogSize(log: string, maxBytes: number, onTooLarge: () => void): () => void {
  const timer = setInterval(() => {
    if (fileSize(log) <= maxBytes) return;
    clearInterval(timer);
    onTooLarge();
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
