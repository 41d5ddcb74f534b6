import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../testing/temp-folder.ts';
import { hashText } from './content-hash.ts';
import { removeText } from './remove-text.ts';

describe('removing a file', () => {
  it('deletes exactly what was written, and is content when it is gone', async () => {
    const root = tempFolder({ 'made.yml': 'a: 1\n' });

    expect(await removeText(root, 'made.yml', hashText('a: 1\n'))).toEqual({ ok: true, value: {} });
    expect(existsSync(join(root, 'made.yml'))).toBe(false);
    expect(await removeText(root, 'made.yml', hashText('a: 1\n'))).toMatchObject({ ok: true });
  });

  it('leaves alone what others have changed, links, and what lies outside', async () => {
    const root = tempFolder({ 'made.yml': 'a: 1\n', 'target.yml': 'a: 1\n' });
    writeFileSync(join(root, 'made.yml'), 'a: 2\n');
    symlinkSync('target.yml', join(root, 'link.yml'));

    expect(await removeText(root, 'made.yml', hashText('a: 1\n'))).toMatchObject({ ok: false, failure: { code: 'changed-on-disk' } });
    expect(await removeText(root, 'link.yml', hashText('a: 1\n'))).toMatchObject({ ok: false, failure: { code: 'changed-on-disk' } });
    expect(await removeText(root, '../x.yml', hashText('a: 1\n'))).toMatchObject({ ok: false, failure: { code: 'outside-project' } });
    expect(readFileSync(join(root, 'made.yml'), 'utf8')).toBe('a: 2\n');
    expect(existsSync(join(root, 'target.yml'))).toBe(true);
  });
});
