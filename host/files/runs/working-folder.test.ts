import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../testing/temp-folder.ts';
import { ContentHashes } from './content-hashes.ts';
import { makeWorkingFolder } from './working-folder.ts';

async function copyOf(code: string, includes: readonly string[] = []) {
  const folder = join(tempFolder(), 'work');
  await makeWorkingFolder(folder, code, includes);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name !== 'outputs' && name !== 'logs');
  return { folder, names: names.sort() };
}

const hashOf = (code: string) => new ContentHashes(join(code, 'none.json')).ofCode(code);

test('links that lead back, links to nothing, pipes and sockets are left out of the code of a job', async () => {
  const code = tempFolder({ 'train.py': 'print(1)', 'lib/a.py': 'a' });
  symlinkSync('.', join(code, 'self'));
  symlinkSync('..', join(code, 'lib', 'up'));
  symlinkSync('round', join(code, 'round'));
  symlinkSync('missing', join(code, 'broken'));
  symlinkSync('train.py', join(code, 'main.py'));
  expect(spawnSync('mkfifo', [join(code, 'pipe')]).status).toBe(0);

  const { names, folder } = await copyOf(code);

  expect(names).toEqual(['lib', join('lib', 'a.py'), 'main.py', 'train.py']);
  expect(readFileSync(join(folder, 'main.py'), 'utf8')).toBe('print(1)');
  await expect(hashOf(code)).resolves.toMatch(/^[0-9a-f]{64}$/);
});

test('what .amlignore names is neither copied nor does it make a job run again; .gitignore counts where there is none', async () => {
  const code = tempFolder({
    'train.py': 'print(1)',
    '.amlignore': 'data/\n*.bin\r\n!keep.bin\n',
    '.gitignore': 'train.py\n',
    'data/huge.csv': '1',
    'a.bin': '1',
    'keep.bin': '1',
  });
  const before = await hashOf(code);
  writeFileSync(join(code, 'data', 'huge.csv'), '2');

  const { names } = await copyOf(code);

  expect(names).toEqual(['.amlignore', '.gitignore', 'keep.bin', 'train.py']);
  expect(await hashOf(code)).toBe(before);
  const other = tempFolder({ 'train.py': '1', '.gitignore': '.venv\n', '.venv/bin/python': 'x' });
  expect((await copyOf(other)).names).toEqual(['.gitignore', 'train.py']);
});

test('a folder that a link leads to is content: a change in it is seen', async () => {
  const shared = tempFolder({ 'util.py': '1' });
  const code = tempFolder({ 'train.py': 'print(1)' });
  symlinkSync(shared, join(code, 'shared'));
  const before = await hashOf(code);

  const { folder } = await copyOf(code);
  writeFileSync(join(shared, 'util.py'), '22');

  expect(readFileSync(join(folder, 'shared', 'util.py'), 'utf8')).toBe('1');
  expect(await hashOf(code)).not.toBe(before);
});

test('includes lie beside the code under their own names, and the folders that Azure ML makes are there', async () => {
  const code = tempFolder({ 'train.py': '1' });
  const include = tempFolder({ 'lib/x.py': '1' });
  mkdirSync(join(include, 'lib', '__pycache__'));

  const { folder, names } = await copyOf(code, [join(include, 'lib')]);

  expect(names).toEqual(['lib', join('lib', 'x.py'), 'train.py']);
  expect([existsSync(join(folder, 'outputs')), existsSync(join(folder, 'logs'))]).toEqual([true, true]);
});
