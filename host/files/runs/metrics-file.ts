import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Metrics are numbers, not data. */
const MAX_BYTES = 4 * 2 ** 20;

/** The text of a metrics file, or of the only JSON file in a folder; undefined when there is none, or it is too large to be one. */
export function readMetricsText(path: string): string | undefined {
  try {
    const found = statSync(path);
    if (found.isDirectory()) {
      const names = readdirSync(path).filter((name) => name.endsWith('.json'));
      const only = names.length === 1 ? names[0] : names.find((name) => name === 'metrics.json');
      return only === undefined ? undefined : readMetricsText(join(path, only));
    }
    return found.size > MAX_BYTES ? undefined : readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
