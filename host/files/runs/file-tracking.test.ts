import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../testing/temp-folder.ts';
import { startFileRun } from './file-tracking.ts';

test('what is logged is read once, and nothing when somebody has removed the folder', () => {
  const folder = join(tempFolder({}), 'tracking');
  const run = startFileRun(folder, 'churn', 'train', {}, new Date(0));
  appendFileSync(join(folder, run.experimentId, run.runId, 'metrics', 'auc'), '1000 0.5 1\n2000 0.7 2\n3000');

  const read = [run.read(), run.read()];
  rmSync(folder, { recursive: true });

  expect(read).toEqual([
    [
      { name: 'auc', value: 0.5, step: 1, timestamp: 1000 },
      { name: 'auc', value: 0.7, step: 2, timestamp: 2000 },
    ],
    [],
  ]);
  expect(run.read()).toEqual([]);
});
