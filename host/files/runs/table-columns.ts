import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';

const HEAD_BYTES = 64 * 1024;
const DELIMITERS: Readonly<Record<string, readonly string[]>> = { '.csv': [',', ';', '\t'], '.tsv': ['\t'], '.tab': ['\t'], '.txt': ['\t', ',', ';'] };

/** Names of the columns of a table of text, or of the first one in a folder; none for anything else. Only the beginning is read. */
export function tableColumns(path: string): readonly string[] {
  try {
    const file = statSync(path).isDirectory() ? firstTable(path) : path;
    const delimiters = file === undefined ? undefined : (DELIMITERS[extname(file).toLowerCase()] ?? (file === path ? [','] : undefined));
    if (file === undefined || delimiters === undefined) return [];
    const line =
      headOf(file)
        .replace(/^\uFEFF/, '')
        .split(/\r?\n/)[0] ?? '';
    const delimiter = delimiters.find((one) => line.includes(one));
    if (delimiter === undefined || line.includes('\u0000')) return [];
    return line.split(delimiter).map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
  } catch {
    return [];
  }
}

function firstTable(folder: string): string | undefined {
  const names = readdirSync(folder).sort();
  const name = names.find((one) => extname(one).toLowerCase() in DELIMITERS);
  return name === undefined ? undefined : join(folder, name);
}

function headOf(file: string): string {
  const fd = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(HEAD_BYTES);
    return bytes.subarray(0, readSync(fd, bytes, 0, HEAD_BYTES, 0)).toString('utf8');
  } finally {
    closeSync(fd);
  }
}
