import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleScript, runAsUser } from '../testing/as-user.ts';
import { mountSmallDisk, remountReadOnly, tempFolder } from '../testing/temp-folder.ts';
import { hashText } from './content-hash.ts';
import { readText } from './read-text.ts';
import { createText, saveText } from './save-text.ts';

const isRoot = process.getuid?.() === 0;

describe('reading', () => {
  it('keeps byte order mark, line ends and a missing final newline, so that saving gives the same bytes', async () => {
    const bytes = Buffer.from('\uFEFFa: 1\r\nb: "ü"\r\n# end', 'utf8');
    const root = tempFolder({ 'pipeline.yml': bytes });

    const read = await readText(root, 'pipeline.yml');
    if (!read.ok) throw new Error(read.failure.message);
    await saveText(root, 'pipeline.yml', read.value.text, read.value.hash);

    expect(readFileSync(join(root, 'pipeline.yml')).equals(bytes)).toBe(true);
  });

  it('answers in a sentence to bytes that are no text, to what is too large, to folders and pipes, and to what is not there', async () => {
    const root = tempFolder({
      'latin1.yml': Buffer.from([0x61, 0xfc]),
      'nul.bin': Buffer.from([0x61, 0]),
      'big.yml': Buffer.alloc(8 * 1024 * 1024 + 1, 97),
      'folder/x': '',
    });
    execFileSync('mkfifo', [join(root, 'pipe')]);

    const codes: Record<string, string> = {};
    for (const path of ['latin1.yml', 'nul.bin', 'big.yml', 'folder', 'pipe', 'missing.yml']) {
      const read = await readText(root, path);
      if (read.ok) throw new Error(`${path} was read`);
      codes[path] = read.failure.code;
      expect(read.failure.message).toMatch(/^.+\. .+\.$/);
    }

    expect(codes).toEqual({
      'latin1.yml': 'not-text',
      'nul.bin': 'not-text',
      'big.yml': 'too-large',
      folder: 'is-folder',
      pipe: 'not-readable',
      'missing.yml': 'not-found',
    });
  });
});

describe('saving', () => {
  it('keeps mode and owner, and leaves nothing else behind', async () => {
    const root = tempFolder({ 'pipeline.yml': 'old' });
    chmodSync(join(root, 'pipeline.yml'), 0o750);
    if (isRoot) chownSync(join(root, 'pipeline.yml'), 1234, 4321);

    const saved = await saveText(root, 'pipeline.yml', 'new', hashText('old'));

    expect(saved).toEqual({ ok: true, value: { hash: hashText('new') } });
    const after = statSync(join(root, 'pipeline.yml'));
    expect(after.mode & 0o7777).toBe(0o750);
    if (isRoot) expect([after.uid, after.gid]).toEqual([1234, 4321]);
    expect(readdirSync(root)).toEqual(['pipeline.yml']);
  });

  it('never overwrites what changed on disk, and says what is there now', async () => {
    const root = tempFolder({ 'pipeline.yml': 'theirs' });

    const saved = await saveText(root, 'pipeline.yml', 'ours', hashText('base'));

    expect(saved).toMatchObject({ ok: false, failure: { code: 'changed-on-disk', details: { hash: hashText('theirs') } } });
    expect(readFileSync(join(root, 'pipeline.yml'), 'utf8')).toBe('theirs');
    expect(readdirSync(root)).toEqual(['pipeline.yml']);
  });

  it('says that the file was deleted, and writes it again when asked without a hash', async () => {
    const root = tempFolder({ 'pipeline.yml': 'base' });
    unlinkSync(join(root, 'pipeline.yml'));

    const refused = await saveText(root, 'pipeline.yml', 'ours', hashText('base'));
    const saved = await saveText(root, 'pipeline.yml', 'ours', undefined);

    expect(refused).toMatchObject({ ok: false, failure: { code: 'changed-on-disk' } });
    expect(refused.ok || refused.failure.details).toBeUndefined();
    expect(saved.ok).toBe(true);
  });

  it('writes through a link inside the project and keeps the link', async () => {
    const root = tempFolder({ 'shared/component.yml': 'old' });
    mkdirSync(join(root, 'train'));
    symlinkSync('../shared/component.yml', join(root, 'train', 'component.yml'));

    expect((await saveText(root, 'train/component.yml', 'new', hashText('old'))).ok).toBe(true);

    expect(lstatSync(join(root, 'train', 'component.yml')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(root, 'shared', 'component.yml'), 'utf8')).toBe('new');
  });

  it('does not write through a link that leads out', async () => {
    const root = tempFolder({ 'project/a': '', 'outside.yml': 'untouched' });
    symlinkSync('../outside.yml', join(root, 'project', 'link.yml'));

    expect(await saveText(join(root, 'project'), 'link.yml', 'evil', undefined)).toMatchObject({ ok: false, failure: { code: 'outside-project' } });
    expect(readFileSync(join(root, 'outside.yml'), 'utf8')).toBe('untouched');
  });

  it('refuses a read-only file even where the system would let root write it', async () => {
    const root = tempFolder({ 'pipeline.yml': 'old' });
    chmodSync(join(root, 'pipeline.yml'), 0o444);

    expect(await readText(root, 'pipeline.yml')).toMatchObject({ ok: true, value: { readOnly: true } });
    expect(await saveText(root, 'pipeline.yml', 'new', undefined)).toMatchObject({ ok: false, failure: { code: 'not-writable' } });
    expect(readFileSync(join(root, 'pipeline.yml'), 'utf8')).toBe('old');
  });

  it('keeps all hard links of a file, and leaves nothing else behind', async () => {
    const root = tempFolder({ 'pipeline.yml': 'old text that is longer' });
    linkSync(join(root, 'pipeline.yml'), join(root, 'second.yml'));

    expect((await saveText(root, 'pipeline.yml', 'new', hashText('old text that is longer'))).ok).toBe(true);

    expect(readFileSync(join(root, 'second.yml'), 'utf8')).toBe('new');
    expect(statSync(join(root, 'pipeline.yml')).nlink).toBe(2);
    expect(readdirSync(root)).toEqual(['pipeline.yml', 'second.yml']);
  });

  it('leaves the old bytes in a file with several links when the disk is full', async ({ skip }) => {
    const root = tempFolder();
    if (!mountSmallDisk(root, '64k')) skip('a small disk can be mounted by root only');
    writeFileSync(join(root, 'pipeline.yml'), 'old');
    linkSync(join(root, 'pipeline.yml'), join(root, 'second.yml'));

    const saved = await saveText(root, 'pipeline.yml', 'x'.repeat(200_000), hashText('old'));

    expect(saved).toMatchObject({ ok: false, failure: { code: 'disk-full' } });
    expect(readFileSync(join(root, 'second.yml'), 'utf8')).toBe('old');
    expect(readdirSync(root)).toEqual(['pipeline.yml', 'second.yml']);
  });

  it.each([
    ['in a folder that takes no new file', 0o555],
    ['that belongs to somebody else', 0o777],
  ])('writes a file in place %s: it stays the same file with the same owner', (_where, mode) => {
    const root = tempFolder({ 'project/pipeline.yml': 'old' });
    const file = join(root, 'project', 'pipeline.yml');
    chmodSync(root, 0o755);
    chmodSync(file, 0o666);
    const before = statSync(file);
    chmodSync(join(root, 'project'), mode);
    const script = bundleScript(new URL('../testing/save-as-user.script.ts', import.meta.url));

    const outcome = runAsUser(script, [join(root, 'project'), 'pipeline.yml']);
    chmodSync(join(root, 'project'), 0o755);

    expect(outcome).toMatchObject({ read: { ok: true, value: { readOnly: false } }, saved: { ok: true } });
    const after = statSync(file);
    if (isRoot || mode === 0o555) expect([after.ino, after.uid, after.mode]).toEqual([before.ino, before.uid, before.mode]);
    expect(readFileSync(file, 'utf8')).toBe('new\n');
    expect(readdirSync(join(root, 'project'))).toEqual(['pipeline.yml']);
  });

  it('says that a file may not be read', () => {
    const root = tempFolder({ 'pipeline.yml': 'old' });
    chmodSync(root, 0o755);
    chmodSync(join(root, 'pipeline.yml'), 0o000);
    const script = bundleScript(new URL('../testing/save-as-user.script.ts', import.meta.url));

    expect(runAsUser(script, [root, 'pipeline.yml'])).toMatchObject({ read: { ok: false, failure: { code: 'not-readable' } } });
  });

  it('says that the folder is gone, and that a folder has the name', async () => {
    const root = tempFolder({ 'taken/x': '' });

    expect(await saveText(root, 'gone/pipeline.yml', 'x', undefined)).toMatchObject({ ok: false, failure: { code: 'folder-missing' } });
    expect(await saveText(root, 'taken', 'x', undefined)).toMatchObject({ ok: false, failure: { code: 'is-folder' } });
  });

  it('refuses half a character instead of writing a question mark', async () => {
    const root = tempFolder({ 'a.yml': 'old' });

    expect(await saveText(root, 'a.yml', 'x\uD83D', undefined)).toMatchObject({ ok: false, failure: { code: 'not-text' } });
    expect((await saveText(root, 'a.yml', 'x\uD83D\uDE00', undefined)).ok).toBe(true);
  });

  it('leaves the old file whole when the disk is full, and says so', async ({ skip }) => {
    const root = tempFolder();
    if (!mountSmallDisk(root, '64k')) skip('a small disk can be mounted by root only');
    writeFileSync(join(root, 'pipeline.yml'), 'old');

    const saved = await saveText(root, 'pipeline.yml', 'x'.repeat(200_000), hashText('old'));

    expect(saved).toMatchObject({ ok: false, failure: { code: 'disk-full' } });
    expect(readFileSync(join(root, 'pipeline.yml'), 'utf8')).toBe('old');
    expect(readdirSync(root)).toEqual(['pipeline.yml']);
  });

  it('says that the disk can only be read', async ({ skip }) => {
    const root = tempFolder();
    if (!mountSmallDisk(root, '64k')) skip('a disk can be mounted by root only');
    writeFileSync(join(root, 'pipeline.yml'), 'old');
    remountReadOnly(root);

    const saved = await saveText(root, 'pipeline.yml', 'new', undefined);

    expect(saved).toMatchObject({ ok: false, failure: { code: 'not-writable' } });
  });
});

describe('creating', () => {
  it('makes the folders, and refuses a name that is taken', async () => {
    const root = tempFolder();

    expect((await createText(root, 'components/new/component.yml', 'x')).ok).toBe(true);
    expect(await createText(root, 'components/new/component.yml', 'y')).toMatchObject({ ok: false, failure: { code: 'already-exists' } });

    expect(readFileSync(join(root, 'components/new/component.yml'), 'utf8')).toBe('x');
  });

  it('leaves no half file behind when the disk is full', async ({ skip }) => {
    const root = tempFolder();
    if (!mountSmallDisk(root, '64k')) skip('a small disk can be mounted by root only');

    expect(await createText(root, 'new.yml', 'x'.repeat(200_000))).toMatchObject({ ok: false, failure: { code: 'disk-full' } });
    expect(existsSync(join(root, 'new.yml'))).toBe(false);
  });
});
