import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { tempFolder } from './temp-folder.ts';

const NOBODY = 65534;

/** Bundles a TypeScript file into a script that plain Node runs. */
export function bundleScript(entry: URL): string {
  const folder = tempFolder();
  chmodSync(folder, 0o755);
  const script = join(folder, 'script.mjs');
  buildSync({ entryPoints: [fileURLToPath(entry)], outfile: script, bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'error' });
  return script;
}

/** Runs a script and reads the JSON that it prints. Root, whom no permission holds back, runs it as nobody. */
export function runAsUser(script: string, args: readonly string[]): unknown {
  const result = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', ...(process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}) });
  if (result.status !== 0) throw new Error(`The script ended with ${result.status}: ${result.stderr}`);
  return JSON.parse(result.stdout);
}
