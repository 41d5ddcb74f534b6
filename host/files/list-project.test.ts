import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../testing/temp-folder.ts';
import { listProject } from './list-project.ts';

async function pathsOf(root: string): Promise<string[]> {
  const listing = await listProject(root);
  if (!listing.ok) throw new Error(listing.failure.message);
  return listing.value.entries.map((entry) => entry.path);
}

describe('the list of a project', () => {
  it('leaves out what git ignores, in nested folders too, and what tools make', async () => {
    const root = tempFolder({
      '.git/HEAD': '',
      '.git/info/exclude': 'private.yml\n',
      '.gitignore': '*.log\n/out/\n',
      'pipeline.yml': '',
      'private.yml': '',
      'run.log': '',
      'out/a': '',
      'src/out/kept.py': '',
      'src/.gitignore': '!keep.log\n*.tmp\n',
      'src/keep.log': '',
      'src/x.tmp': '',
      'x.tmp': '',
      'node_modules/a/index.js': '',
      '.sluice/runs/1.json': '',
      'src/__pycache__/a.pyc': '',
      '.pipeline.yml.sluice-0123456789ab.tmp': '',
    });

    expect(await pathsOf(root)).toEqual(['.gitignore', 'pipeline.yml', 'src', 'src/.gitignore', 'src/keep.log', 'src/out', 'src/out/kept.py', 'x.tmp']);
  });

  it('obeys the rules of the repository above', async () => {
    const repository = tempFolder({ '.git/HEAD': '', '.gitignore': 'ignored/\n', 'project/a.yml': '', 'project/ignored/b.yml': '' });

    expect(await pathsOf(join(repository, 'project'))).toEqual(['a.yml']);
  });

  it('shows links and says where they lead, without walking into them', async () => {
    const root = tempFolder({ 'project/inside/a.yml': '', 'outside/b.yml': '' });
    const project = join(root, 'project');
    symlinkSync('inside', join(project, 'in'));
    symlinkSync('../outside', join(project, 'out'));
    symlinkSync('nowhere', join(project, 'broken'));
    symlinkSync('.', join(project, 'loop'));

    const listing = await listProject(project);

    expect(listing.ok && listing.value.entries.map(({ path, kind, link }) => [path, kind, link])).toEqual([
      ['broken', 'file', 'broken'],
      ['in', 'folder', 'inside'],
      ['inside', 'folder', undefined],
      ['inside/a.yml', 'file', undefined],
      ['loop', 'folder', 'inside'],
      ['out', 'folder', 'outside'],
    ]);
  });

  it('says so when it is cut off, and keeps what lies nearest', async () => {
    const root = tempFolder({ 'a/b/c/d.yml': '', 'pipeline.yml': '', 'z.yml': '' });

    const listing = await listProject(root, 3);

    expect(listing).toMatchObject({ ok: true, value: { isCapped: true, notice: expect.stringContaining('first 3') } });
    expect(listing.ok && listing.value.entries.map((entry) => entry.path)).toEqual(['a', 'pipeline.yml', 'z.yml']);
  });

  it('says what it cannot name', async () => {
    const root = tempFolder({ 'a.yml': '', 'odd\\name.yml': '' });

    const listing = await listProject(root);

    expect(listing).toMatchObject({ ok: true, value: { isCapped: false, notice: expect.stringContaining('backslash') } });
  });

  it('answers in a sentence when the folder is gone', async () => {
    const root = tempFolder({ 'a.yml': '' });
    chmodSync(root, 0o755);

    expect(await listProject(join(root, 'gone'))).toMatchObject({ ok: false, failure: { code: 'not-found' } });
  });
});
