import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../testing/temp-folder.ts';
import { DiskProjectFiles } from './disk-project-files.ts';

it('tells files, folders, what is missing, and what it may not say anything about', async () => {
  const root = tempFolder({
    'project/.gitignore': 'data/\n',
    'project/pipeline.yml': 'a',
    'project/code/train.py': 'b',
    'project/data/x.csv': 'c',
    'secret.txt': 's',
  });
  const project = join(root, 'project');
  symlinkSync('../secret.txt', join(project, 'out'));

  const files = await DiskProjectFiles.load(project);

  expect(['pipeline.yml', 'code', 'data/x.csv', 'gone', 'code/train.py/x', '../secret.txt', 'out', ''].map((path) => files.kindOf(path))).toEqual([
    'file',
    'folder',
    'file',
    'missing',
    'missing',
    'unknown',
    'unknown',
    'unknown',
  ]);
  expect(files.read('code/train.py')).toBe('b');
  expect(['../secret.txt', 'out', 'code', 'gone'].map((path) => files.read(path))).toEqual([undefined, undefined, undefined, undefined]);
  expect(files.list()).toEqual(['.gitignore', 'code/train.py', 'pipeline.yml']);
});
