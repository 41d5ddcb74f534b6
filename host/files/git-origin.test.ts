import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../testing/temp-folder.ts';
import { gitOrigin } from './git-origin.ts';

const git = (folder: string, ...args: readonly string[]) =>
  spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: folder, encoding: 'utf8' }).stdout.trim();

test('commit, branch and origin are read, also from a worktree, packed, and detached', () => {
  const root = join(tempFolder({ 'project/a.txt': 'a' }), 'project');
  git(root, 'init', '-q', '-b', 'main');
  expect(gitOrigin(root)).toBeUndefined();
  git(root, 'add', '.');
  git(root, 'commit', '-q', '-m', 'first');
  git(root, 'remote', 'add', 'origin', 'https://ann:secret@example.org/churn.git');
  mkdirSync(join(root, 'sub'));
  const commit = git(root, 'rev-parse', 'HEAD');

  expect(gitOrigin(join(root, 'sub'))).toEqual({ commit, branch: 'main', repository: 'https://example.org/churn.git' });
  git(root, 'pack-refs', '--all');
  expect(gitOrigin(root)?.commit).toBe(commit);
  git(root, 'worktree', 'add', '-q', '-b', 'other', join(root, '..', 'tree'));
  expect(gitOrigin(join(root, '..', 'tree'))).toMatchObject({ commit, branch: 'other', repository: 'https://example.org/churn.git' });
  git(root, 'checkout', '-q', commit);
  expect(gitOrigin(root)).toMatchObject({ commit, branch: undefined });
});
