import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const folder = path.join(process.env.SLUICE_ROOT ?? '.', 'bench', 'peers');

/** A file of a peer's package. */
export function peerPath(...parts: string[]): string {
  return path.join(folder, 'node_modules', ...parts);
}

/** Installs the peers when one that is wanted is missing. Gives the sentence that says why not, or nothing when all are there. */
export async function ensurePeers(names: readonly string[]): Promise<string | undefined> {
  const isMissing = (): string | undefined => names.find((name) => !fs.existsSync(peerPath(name, 'package.json')));
  if (isMissing() === undefined) return undefined;
  console.error(`  Installing the peers to compare with (once; some 150 MB).`);
  const args = ['install', '--no-audit', '--no-fund', '--loglevel=error'];
  const said = await new Promise<string>((resolve) => {
    const child = spawn('npm', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve(error.message));
    child.on('close', () => resolve(output));
  });
  const missing = isMissing();
  const reason = said.split('\n').find((line) => /error|ENOTFOUND|ECONN/i.test(line)) ?? 'npm did not bring it';
  return missing === undefined ? undefined : `${missing} could not be installed (${reason.trim().slice(0, 120)}), so there is nothing to compare with.`;
}
