import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../testing/temp-folder.ts';
import { waitUntil } from '../testing/wait-until.ts';
import { LogFile } from './log-file.ts';

describe('the log', () => {
  it('keeps the order, and starts a new file when it is large', async () => {
    const profile = tempFolder();
    const log = new LogFile(profile, 'desktop', () => new Date('2026-01-02T03:04:05Z'));
    const path = join(profile, 'logs', 'desktop.log');

    log.write('first\nsecond line');
    for (let count = 0; count < 12; count += 1) log.write('x'.repeat(100_000));
    log.write('last');
    await waitUntil('the last line is written', () => readText(path).endsWith('last\n'));

    expect(readText(join(profile, 'logs', 'desktop.old.log'))).toMatch(/^2026-01-02T03:04:05.000Z first\n {2}second line\n/);
    expect(statSync(path).size).toBeLessThan(1024 * 1024);
  });

  it('never stops anything when it cannot be written', async () => {
    const profile = tempFolder({ logs: 'a file' });
    const log = new LogFile(profile, 'desktop', () => new Date());

    expect(() => log.write('lost')).not.toThrow();
  });
});

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
