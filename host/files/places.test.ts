import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../testing/temp-folder.ts';
import { labelOf, Places } from './places.ts';

describe('places', () => {
  it('list folders first, links by what they lead to, and nothing hidden; ids are no paths', async () => {
    const root = tempFolder({ 'b.yml': '', 'A/x': '', '.hidden/x': '', 'c/x': '' });
    symlinkSync('c', join(root, 'link'));
    symlinkSync('nowhere', join(root, 'broken'));
    const places = new Places();

    const listed = await places.list(places.idOf(root));
    if (!listed.ok) throw new Error(listed.failure.message);

    expect(listed.value.entries.map(({ name, kind }) => [name, kind])).toEqual([
      ['A', 'folder'],
      ['c', 'folder'],
      ['link', 'folder'],
      ['b.yml', 'file'],
    ]);
    for (const { place } of listed.value.entries) expect(place).toMatch(/^[\w-]{16}$/);
    expect(places.pathOf(listed.value.entries[0]?.place ?? '')).toEqual({ ok: true, value: join(root, 'A') });
  });

  it('lead up to the top, and no further', async () => {
    const places = new Places();

    const top = await places.list(places.idOf('/'));

    expect(top.ok && top.value.parent).toBeUndefined();
    expect(top.ok).toBe(true);
  });

  it('are found by what a person types, and missed in words', async () => {
    const root = tempFolder({ 'pipeline.yml': '' });
    const places = new Places();

    expect(await places.find(join(root, 'pipeline.yml'))).toMatchObject({ ok: true, value: { name: 'pipeline.yml', kind: 'file' } });
    expect(await places.find(' ~ ')).toMatchObject({ ok: true, value: { kind: 'folder' } });
    expect(await places.find(join(root, 'missing'))).toMatchObject({ ok: false, failure: { code: 'not-found' } });
    expect(await places.list('guess')).toMatchObject({ ok: false, failure: { code: 'no-such-place' } });
  });

  it('are shown as a person writes them', () => {
    expect(labelOf('/home/a/work', '/home/a')).toBe('~/work');
    expect(labelOf('/home/a', '/home/a')).toBe('~');
    expect(labelOf('/home/abc', '/home/a')).toBe('/home/abc');
    expect(labelOf('/opt', '/')).toBe('/opt');
  });
});
