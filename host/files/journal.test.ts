import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleScript } from '../testing/as-user.ts';
import { tempFolder } from '../testing/temp-folder.ts';
import { waitUntil } from '../testing/wait-until.ts';
import { hashText } from './content-hash.ts';
import { Journal } from './journal.ts';
import { ProfileStore } from './profile-store.ts';

const journalIn = (profile: string) => new Journal(new ProfileStore(profile), () => new Date('2026-01-02T03:04:05Z'));

describe('the journal', () => {
  it('offers unsaved work back, and says whether the file still is what it started from', async () => {
    const root = tempFolder({ 'a.yml': 'base a', 'b.yml': 'somebody else' });
    const profile = tempFolder();
    const journal = journalIn(profile);
    await journal.write(root, { path: 'a.yml', text: 'ours a', layoutText: '{}', baseHash: hashText('base a') });
    await journal.write(root, { path: 'b.yml', text: 'ours b', baseHash: hashText('base b') });

    const offers = await journalIn(profile).list(root);

    expect(
      offers.map(({ path, text, layoutText, isDiskUnchanged }) => ({ path, text, layoutText, isDiskUnchanged })).sort((a, b) => (a.path < b.path ? -1 : 1)),
    ).toEqual([
      { path: 'a.yml', text: 'ours a', layoutText: '{}', isDiskUnchanged: true },
      { path: 'b.yml', text: 'ours b', layoutText: undefined, isDiskUnchanged: false },
    ]);
  });

  it('forgets what was cleared, and what is on disk already', async () => {
    const root = tempFolder({ 'a.yml': 'same' });
    const journal = journalIn(tempFolder());
    await journal.write(root, { path: 'a.yml', text: 'same', baseHash: hashText('base') });
    void journal.write(root, { path: 'b.yml', text: 'b' });
    await journal.clear(root, 'b.yml');

    expect(await journal.list(root)).toEqual([]);
  });

  it('writes only the newest of many changes that come at once, and that one for sure', async () => {
    const root = tempFolder();
    const journal = journalIn(tempFolder());

    await Promise.all(Array.from({ length: 100 }, (_, count) => journal.write(root, { path: 'a.yml', text: `change ${count}` })));

    expect((await journal.list(root)).map((offer) => offer.text)).toEqual(['change 99']);
  });

  it('is not stopped by a damaged entry', async () => {
    const root = tempFolder();
    const profile = tempFolder();
    const journal = journalIn(profile);
    await journal.write(root, { path: 'a.yml', text: 'a' });
    const area = join(profile, 'journal', readdirSync(join(profile, 'journal'))[0] ?? '');
    writeFileSync(join(area, 'half.json'), '{"path":"b.yml","te');

    expect((await journal.list(root)).map((offer) => offer.path)).toEqual(['a.yml']);
  });

  it('answers in a sentence when the profile cannot be written', async () => {
    const folder = tempFolder({ profile: 'a file stands where the folder should be' });

    const written = await journalIn(join(folder, 'profile')).write(folder, { path: 'a.yml', text: 'a' });

    expect(written).toMatchObject({ ok: false, failure: { code: 'not-writable' } });
  });

  it('loses nothing that it said was written when its process is killed, and never holds half an entry', { timeout: 60_000 }, async () => {
    const script = bundleScript(new URL('../testing/write-journal.script.ts', import.meta.url));
    for (const stopAfter of [1, 4, 9]) {
      const root = tempFolder();
      const profile = tempFolder();
      mkdirSync(profile, { recursive: true });
      const child = spawn(process.execPath, [script, profile, root], { stdio: ['ignore', 'pipe', 'inherit'] });
      const exited = new Promise((settle) => child.on('exit', settle));
      let said = 0;
      child.stdout.on('data', (chunk: Buffer) => {
        said = Number(chunk.toString().trim().split('\n').pop());
      });

      await waitUntil('some entries are written', () => said >= stopAfter);
      child.kill('SIGKILL');
      await exited;

      const [offer] = await journalIn(profile).list(root);
      const first = Number(/^count: (\d+)/.exec(offer?.text ?? '')?.[1]);
      const last = Number(/end: (\d+)\n$/.exec(offer?.text ?? '')?.[1]);
      expect(first).toBeGreaterThanOrEqual(stopAfter);
      expect(last).toBe(first);
    }
  });
});
