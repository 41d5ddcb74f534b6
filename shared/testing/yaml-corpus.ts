import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The texts of all YAML files below a folder, without byte order marks; none when there is no such folder. */
export function yamlFilesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.ya?ml$/.test(name))
      .sort()
      .map((name) => readFileSync(join(folder, name), 'utf8').replace(/^\ufeff/, ''));
  } catch {
    return [];
  }
}
