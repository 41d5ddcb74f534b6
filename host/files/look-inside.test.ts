import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../testing/temp-folder.ts';
import { lookInside } from './look-inside.ts';

it('says what is there, also that nothing is, and nothing about what lies outside', async () => {
  const root = join(tempFolder({ 'project/a.yml': '', 'project/data/x.csv': '', 'secret.txt': '' }), 'project');
  symlinkSync('../secret.txt', join(root, 'out'));
  const kindOf = async (path: string) => {
    const answer = await lookInside(root, path);
    return answer.ok ? answer.value.kind : answer.failure.code;
  };

  expect(await Promise.all(['a.yml', 'data', 'gone', 'gone/deep', 'a.yml/x', '../secret.txt', 'out'].map(kindOf))).toEqual([
    'file',
    'folder',
    'missing',
    'missing',
    'missing',
    'outside-project',
    'outside-project',
  ]);
});
