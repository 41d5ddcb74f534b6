import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { at } from './paths.mjs';

const SKIP = new Set(['node_modules', 'dist', '.cache', '.git', 'test-results', '__pycache__']);

/** Files below the given files and folders, sorted. */
function* walk(entry) {
  const stat = fs.statSync(entry, { throwIfNoEntry: false });
  if (!stat) return;
  if (!stat.isDirectory()) return void (yield entry);
  for (const name of fs.readdirSync(entry).sort()) if (!SKIP.has(name)) yield* walk(path.join(entry, name));
}

/** One hash over the names and contents of files and folders below the repository: says whether work has to be done again. */
export function fingerprint(...entries) {
  const hash = createHash('sha256');
  for (const entry of entries) {
    for (const file of walk(at(entry))) {
      hash.update(path.relative(at(), file)).update('\0').update(fs.readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

/** True when the stamp file holds this fingerprint. */
export function isStamped(file, print) {
  try {
    return fs.readFileSync(file, 'utf8') === print;
  } catch {
    return false;
  }
}

/** Written last, so that work that was interrupted is done again. */
export function stamp(file, print) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, print);
}
