import { dirname, join } from 'node:path';
import { lookAt } from './folders.ts';

/** The folder of Sluice itself, which holds `package.json`, `dist/`, `examples/` and `components/`: the nearest one above `start`. */
export async function findAppRoot(start: string): Promise<string> {
  for (let at = start; ; at = dirname(at)) {
    if ((await lookAt(join(at, 'package.json'))) !== undefined) return at;
    if (dirname(at) === at) return start;
  }
}
