import { spawn } from 'node:child_process';
import fs from 'node:fs';

/** How a command went. */
export interface Timed {
  readonly ms: number;
  /** Most memory that it held at once, by itself; undefined where the system does not tell. */
  readonly peakMb: number | undefined;
}

/** What some machines set and others do not, and what would be measured with it: Node reads the certificates of a network before it does anything, for 40 ms. */
const UNLIKE = { NODE_EXTRA_CA_CERTS: '' };

/** Runs a command to its end and takes its time. Throws when it fails. */
export function timed(folder: string, command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Timed> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(command, args, { cwd: folder, env: { ...process.env, ...UNLIKE, ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk) => (said = (said + chunk).slice(-2000)));
    let peakMb: number | undefined;
    // The high-water mark only grows, so a look now and then is enough; it is gone with the process.
    const look = setInterval(() => (peakMb = peakOf(child.pid) ?? peakMb), 20);
    child.on('error', reject);
    child.on('exit', (code) => {
      const ms = performance.now() - start;
      clearInterval(look);
      if (code === 0) resolve({ ms, peakMb });
      else reject(new Error(`${command} ended with ${code}: ${said.trim().split('\n').at(-1) ?? ''}`));
    });
  });
}

function peakOf(pid: number | undefined): number | undefined {
  try {
    const kb = /^VmHWM:\s+(\d+) kB/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kb === undefined ? undefined : Number(kb) / 1024;
  } catch {
    return undefined;
  }
}
