import { defineConfig } from 'vitest/config';

/** Rooms of the domain that keep no state of their own: their test files share one copy of it, because loading it took longer than most of them do. */
const STATELESS = 'shared/{azureml,checks,gates,runs}/**/*.test.ts';

export default defineConfig({
  test: {
    environment: 'node',
    testTimeout: 30_000,
    projects: [
      { extends: true, test: { name: 'stateless', include: [STATELESS], isolate: false } },
      {
        extends: true,
        test: {
          name: 'others',
          include: [
            'shared/**/*.test.ts',
            'host/**/*.test.ts',
            'cli/**/*.test.ts',
            'electron/**/*.test.ts',
            'renderer/**/*.test.{ts,tsx}',
            'build/**/*.test.ts',
          ],
          exclude: [STATELESS],
        },
      },
    ],
  },
});
