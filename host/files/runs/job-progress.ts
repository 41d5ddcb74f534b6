import { readJson } from './run-folder.ts';

const LOOK_EVERY_MS = 300;

/** Tells how far a job is, from the file that it writes `[done, of]` to. The result ends it, with a last look. */
export function watchProgress(file: string, tell: (done: number, of: number) => void): () => void {
  let last = '';
  const look = () => {
    const found = readJson(file);
    if (!Array.isArray(found) || typeof found[0] !== 'number' || typeof found[1] !== 'number') return;
    const now = found.join();
    if (now !== last) tell(found[0], found[1]);
    last = now;
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
    look();
  };
}
