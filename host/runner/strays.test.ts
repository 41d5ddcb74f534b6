import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { approvalFolder } from '../files/runs/approval-files.ts';
import { runIdOf } from './job-variables.ts';
import { endStrays, endStraysOf } from './strays.ts';

/** A process that says that it is of a job. */
async function jobOf(root: string, run: string, task: string) {
  const variables = { SLUICE_RUN: run, AZUREML_RUN_ID: runIdOf(run, task), SLUICE_APPROVALS: approvalFolder(root, run, task) };
  const child = spawn('sleep', ['60'], { env: { PATH: process.env.PATH, ...variables }, stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = once(child, 'exit').then(() => true);
  await once(child, 'spawn');
  return { ended, isEnded: () => child.signalCode !== null };
}

test.runIf(process.platform === 'linux')(
  'what a run left ends with it; a run of another project that has the same id goes on, and so does another job',
  async () => {
    const run = '20260101-000000-00';
    const own = await jobOf('/tmp/one', run, 'a');
    const other = await jobOf('/tmp/one', run, 'b');
    const elsewhere = await jobOf('/tmp/one-more', run, 'a');

    endStraysOf('/tmp/one', run, 'a', '/tmp/one/.sluice/work/none');

    expect(await own.ended).toBe(true);
    expect(other.isEnded()).toBe(false);
    endStrays('/tmp/one', run);
    expect(await other.ended).toBe(true);
    expect(elsewhere.isEnded()).toBe(false);
  },
);
