import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '#host/testing/temp-folder.ts';
import { answerPage, isOurPage, START_URL } from './page.ts';

describe('the pages of the desktop shell', () => {
  it('come from the built renderer, with the strict policy', async () => {
    const folder = tempFolder({ 'dist/index.html': 'page', 'secret.js': 'secret' });

    const page = await answerPage(join(folder, 'dist'), START_URL, 'GET');
    const outside = await answerPage(join(folder, 'dist'), 'app://sluice/%2e%2e/secret.js', 'GET');

    expect(page.status).toBe(200);
    expect(page.headers['Content-Security-Policy']).toContain("script-src 'self';");
    expect(outside.status).toBe(404);
  });

  it('are of one origin only', async () => {
    for (const url of ['app://other/index.html', 'app://sluice.evil/index.html', 'https://sluice/index.html', 'file:///etc/passwd']) {
      expect(isOurPage(url), url).toBe(false);
      expect((await answerPage('/', url, 'GET')).status, url).toBe(403);
    }
    expect((await answerPage('/', START_URL, 'POST')).status).toBe(405);
  });
});
