import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test as base, type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import { root } from './paths.ts';
import type { TestProject } from './project.ts';

export interface Desktop {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly profile: string;
  /** The arguments and environment with which it was started, for a second start. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Opens the built desktop shell in a real Electron, with a profile of its own; it is ended and everything removed at the end of the test. */
export const test = base.extend<{ open: (project: TestProject, file?: string, options?: { profile?: string }) => Promise<Desktop> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are wanted from this pattern.
  open: async ({}, use, info) => {
    const ends: (() => Promise<void>)[] = [];
    await use(async (project, file, options = {}) => {
      const profile = options.profile ?? fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'sluice-profile-')));
      const main = path.join(root, 'dist', 'electron', 'main.cjs');
      const args = [main, file ? project.path(file) : project.folder];
      const env = { ...(process.env as Record<string, string>), SLUICE_PROFILE: profile };
      const app = await electron.launch({ executablePath: process.env.SLUICE_TEST_ELECTRON, args, env });
      // Asked now: Playwright knows nothing of an app that has ended.
      const child = app.process();
      const page = await app.firstWindow();
      ends.push(async () => {
        if (info.status !== info.expectedStatus) await page.screenshot({ path: info.outputPath('window.png') }).catch(() => undefined);
        const gone = child.exitCode === null && child.signalCode === null ? new Promise((settle) => child.once('exit', settle)) : undefined;
        // Not `app.close()`: unsaved work of a test would be asked about.
        child.kill('SIGKILL');
        await gone;
        project.remove();
        if (!options.profile) fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
      });
      return { app, page, profile, args, env };
    });
    for (const end of ends.reverse()) await end();
  },
});

export { expect } from '@playwright/test';
