import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../testing/temp-folder.ts';
import { refuseWindowsName, resolveInside } from './resolve-inside.ts';

describe('a path that the renderer names', () => {
  it.each(['../outside.yml', '/etc/passwd', 'a/../../outside.yml', '..\\outside.yml', 'C:\\x', '\\\\server\\share\\x', 'a\0.yml', ''])(
    'is refused when it is %j',
    async (path) => {
      const root = tempFolder({ 'project/a/b.yml': '', 'outside.yml': 'secret' });

      const resolved = await resolveInside(join(root, 'project'), path);

      expect(resolved).toMatchObject({ ok: false, failure: { code: 'outside-project' } });
    },
  );

  it('is refused when a link at its end, or on its way, leads out of the project', async () => {
    const root = tempFolder({ 'project/a.yml': '', 'outside/secret.yml': 'secret' });
    symlinkSync(join(root, 'outside', 'secret.yml'), join(root, 'project', 'file-link.yml'));
    symlinkSync(join(root, 'outside'), join(root, 'project', 'folder-link'));

    for (const path of ['file-link.yml', 'folder-link/secret.yml', 'folder-link/new.yml', 'folder-link/deep/er/new.yml']) {
      expect(await resolveInside(join(root, 'project'), path), path).toMatchObject({ ok: false, failure: { code: 'outside-project' } });
    }
  });

  it('is refused when it is a link that leads nowhere, which writing would follow', async () => {
    const root = tempFolder({ 'project/a.yml': '' });
    symlinkSync(join(root, 'not-there.yml'), join(root, 'project', 'broken.yml'));

    for (const path of ['broken.yml', 'broken.yml/new.yml']) {
      expect(await resolveInside(join(root, 'project'), path), path).toMatchObject({ ok: false, failure: { code: 'outside-project' } });
    }
  });

  it('is refused with a sentence when it is a link to itself', async () => {
    const root = tempFolder();
    symlinkSync(join(root, 'loop'), join(root, 'loop'));

    expect(await resolveInside(root, 'loop')).toMatchObject({ ok: false, failure: { code: 'not-readable' } });
  });

  it('follows a link inside the project to its end', async () => {
    const root = tempFolder({ 'shared/component.yml': 'x' });
    mkdirSync(join(root, 'train'));
    symlinkSync('../shared/component.yml', join(root, 'train', 'component.yml'));

    expect(await resolveInside(root, 'train/component.yml')).toEqual({ ok: true, value: { real: join(root, 'shared', 'component.yml'), exists: true } });
  });

  it('may name a file in folders that are still to be made', async () => {
    const root = tempFolder();

    expect(await resolveInside(root, 'a/b/c.yml')).toEqual({ ok: true, value: { real: join(root, 'a', 'b', 'c.yml'), exists: false } });
  });

  it('says that the folder of the project is gone', async () => {
    const root = tempFolder();

    expect(await resolveInside(join(root, 'gone'), 'a.yml')).toMatchObject({ ok: false, failure: { code: 'not-found' } });
  });

  it('must not be a device, a stream or a trimmed name on Windows', () => {
    for (const path of ['con', 'a/NUL.yml', 'file.yml:stream', 'a./b', 'a /b', 'COM1']) expect(refuseWindowsName(path, 'win32'), path).toBeDefined();
    expect(refuseWindowsName('components/console.yml', 'win32')).toBeUndefined();
  });
});
