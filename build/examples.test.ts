import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');

/** Relative path and content of every file below a folder. */
function filesBelow(folder: string): [string, string][] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('__pycache__'))
    .map((entry): [string, string] => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.relative(folder, file), fs.readFileSync(file, 'utf8')];
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

test('the components of an example are the bytes that the starter library would copy there', () => {
  for (const example of fs.readdirSync(path.join(root, 'examples'))) {
    for (const component of fs.readdirSync(path.join(root, 'examples', example, 'components'))) {
      const copied = filesBelow(path.join(root, 'examples', example, 'components', component));

      expect(copied, `${example}/${component}`).toEqual(filesBelow(path.join(root, 'components', component)));
    }
  }
});
