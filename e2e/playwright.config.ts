import { defineConfig } from '@playwright/test';

/** The built app in a real browser (project `browser`) and in a real Electron (project `electron`). Run by `npm run test:e2e`. */
export default defineConfig({
  testDir: './specs',
  outputDir: '../test-results',
  fullyParallel: false,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json']],
  projects: [
    { name: 'browser', testMatch: 'browser/**/*.spec.ts' },
    // One window at a time has the focus of a display.
    { name: 'electron', testMatch: 'electron/**/*.spec.ts', workers: 1 },
  ],
});
