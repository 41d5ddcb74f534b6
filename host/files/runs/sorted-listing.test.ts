import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../testing/temp-folder.ts';
import { LISTING_MODULE, LISTING_NAME } from './sorted-listing.ts';

const LOOK = `
import ${LISTING_NAME}, glob, json, os, pathlib, shutil, sys
folder = sys.argv[1]
with os.scandir(folder) as entries:
    scanned = [entry.name for entry in entries]
walked = next(os.walk(folder))
listed = [os.listdir(folder), scanned, walked[2], [path.name for path in pathlib.Path(folder).iterdir() if path.is_file()], [os.path.basename(path) for path in glob.glob(folder + "/*.csv")]]
shutil.rmtree(os.path.join(folder, "sub"))
print(json.dumps([listed, os.path.exists(os.path.join(folder, "sub")), len(os.listdir(os.open(folder, os.O_RDONLY)))]))
`;

test.skipIf(spawnSync('python3', ['--version']).status !== 0)('Python lists folders by name, however it looks at them, and still removes them', () => {
  const names = Array.from({ length: 60 }, (_, at) => `${(at * 37) % 61}-part.csv`);
  const folder = tempFolder(Object.fromEntries(names.map((name) => [name, ''])));
  mkdirSync(join(folder, 'sub'));
  const code = tempFolder({ [`${LISTING_NAME}.py`]: LISTING_MODULE, 'look.py': LOOK });

  const look = (env: Readonly<Record<string, string>>) => {
    mkdirSync(join(folder, 'sub'), { recursive: true });
    return JSON.parse(spawnSync('python3', [join(code, 'look.py'), folder], { encoding: 'utf8', env: { ...process.env, ...env } }).stdout);
  };
  const [listed, isLeft, count] = look({ SLUICE_RUN: 'x' });

  const sorted = [...names].sort();
  expect(listed[0]).toEqual([...sorted, 'sub']);
  expect(listed[1]).toEqual([...sorted, 'sub']);
  for (const way of listed.slice(2)) expect(way).toEqual(sorted);
  expect([isLeft, count]).toEqual([false, 60]);
  expect(new Set(look({ SLUICE_RUN: 'x', SLUICE_SORTED_LISTING: '0' })[0][0])).toEqual(new Set(listed[0]));
});
