import { readFileSync } from 'node:fs';

/** The environment of a process, one text with a NUL behind each variable; undefined where the system does not tell. */
export function environmentOfProcess(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return undefined;
  }
}
