import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** The environment of a process, one text with a NUL behind each variable; undefined where the system does not tell. */
export function environmentOfProcess(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * Processes that say in their environment that they are part of something (`SLUICE_RUN=…`; a text that ends in `/` is the beginning of a variable), or work in
 * `folder`: one that is just becoming another program has no environment to read. None where the system does not tell.
 */
export function processesWith(variables: readonly string[], folder?: string): readonly number[] {
  const marks = variables.map((variable) => (variable.endsWith('/') ? `\0${variable}` : `\0${variable}\0`));
  const isPart = (pid: number) => {
    const environment = `\0${environmentOfProcess(pid) ?? ''}`;
    return marks.every((mark) => environment.includes(mark)) || (folder !== undefined && worksIn(pid, folder));
  };
  return listPids().filter((pid) => pid !== process.pid && isPart(pid));
}

function worksIn(pid: number, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`).concat('/').startsWith(`${folder}/`);
  } catch {
    return false;
  }
}

function listPids(): readonly number[] {
  try {
    return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
  } catch {
    return [];
  }
}

/** What tells a process from a later one with the same number: the start of the computer and its own, whatever the clock says. Undefined where the system does not tell. */
export function processIdentity(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold anything: fields are counted behind it.
    const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${started}`;
  } catch {
    return undefined;
  }
}

/** True when the process of that number runs and is the one that had this identity. An unknown identity counts as the same. */
export function isSameProcess(pid: number, identity: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const now = processIdentity(pid);
  return identity === '' || now === undefined || now === identity;
}
