import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Browser, test as base, chromium, type Page } from '@playwright/test';
import { AppPage } from '../pages/app.ts';
import { BrowserShell } from './browser-shell.ts';
import type { TestProject } from './project.ts';

interface OpenOptions {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly profile?: string;
}

/** Opens the built app in a real browser; everything is closed and removed at the end of the test. */
export type Opener = (
  project: TestProject,
  file?: string,
  options?: OpenOptions,
) => Promise<{ page: Page; app: AppPage; shell: BrowserShell; profile: string }>;

export const test = base.extend<{ open: Opener; track: (project: TestProject) => TestProject }, { chromium: Browser }>({
  chromium: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are wanted from this pattern.
    async ({}, use) => {
      const args = ['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run'];
      // As root there is no sandbox to be had; this browser is for the tests alone.
      if (process.getuid?.() === 0) args.push('--no-sandbox');
      const browser = await chromium.launch({ executablePath: process.env.SLUICE_BROWSER, args });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  track: async ({}, use) => {
    const projects: TestProject[] = [];
    await use((project) => {
      projects.push(project);
      return project;
    });
    for (const project of projects) project.remove();
  },
  open: async ({ chromium: browser, track }, use, info) => {
    const ends: (() => Promise<void>)[] = [];
    await use(async (project, file, options = {}) => {
      track(project);
      const profile = options.profile ?? fs.mkdtempSync(path.join(os.tmpdir(), 'sluice-profile-'));
      const shell = await BrowserShell.start(file ? project.path(file) : project.folder, profile);
      const context = await browser.newContext({
        viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
        colorScheme: options.colorScheme ?? 'light',
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      await context.tracing.start({ screenshots: true, snapshots: true });
      const page = await context.newPage();
      ends.push(async () => {
        if (info.status !== info.expectedStatus) {
          await page.screenshot({ path: info.outputPath('page.png') }).catch(() => undefined);
          await context.tracing.stop({ path: info.outputPath('trace.zip') }).catch(() => undefined);
        }
        await context.close();
        await shell.stop();
        if (!options.profile) fs.rmSync(profile, { recursive: true, force: true });
      });
      await page.goto(shell.url);
      return { page, app: new AppPage(page), shell, profile };
    });
    for (const end of ends.reverse()) await end();
  },
});

export { expect } from '@playwright/test';
