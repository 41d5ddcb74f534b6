import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { approvalFolder } from '../files/runs/approval-files.ts';
import { projectOf, runProject } from '../testing/run-project.ts';
import { waitUntil } from '../testing/wait-until.ts';
import { answerApproval, waitingApprovals } from './approvals.ts';
import { findRun } from './find-runs.ts';
import { forecastRun } from './forecast.ts';
import { planFile } from './plan-file.ts';

/** Asks as the library's approval gate does, in the words of a shell. */
const ASK = `mkdir -p "$SLUICE_APPROVALS"; echo '{"question": "Ship it?", "approvers": "risk-team", "until": "2030-01-01T00:00:00Z"}' > "$SLUICE_APPROVALS/question.json"
      while [ ! -f "$SLUICE_APPROVALS/answer.json" ]; do sleep 0.02; done
      if grep -q approved "$SLUICE_APPROVALS/answer.json"; then verdict=passed; status=0; else verdict=held-back; status=20; fi
      sed "s/^{/{\\"verdict\\": \\"$verdict\\", \\"rules\\": [],/" "$SLUICE_APPROVALS/answer.json" > \${{outputs.verdict}}
      exit $status`;
const PIPELINE = `type: pipeline
jobs:
  approve:
    type: command
    command: |
      ${ASK}
    environment: {image: ubuntu}
    tags: {sluice.gate: approval}
    inputs: {question: "Ship it?"}
    outputs: {verdict: {type: uri_file}}
  ship:
    type: command
    command: echo shipped
    environment: {image: ubuntu}
    inputs: {gate: '\${{parent.jobs.approve.outputs.verdict}}'}
  other:
    type: command
    command: echo other
    environment: {image: ubuntu}
    inputs: {gate: none}
`;
const NOW = new Date('2026-11-22T14:47:00Z');

/** Starts the pipeline with a single place for jobs, and waits until it asks. */
async function started() {
  const root = projectOf(PIPELINE);
  let run = '';
  const done = runProject(root, {
    parallel: 1,
    onEvent: (event) => {
      run = event.run;
    },
  });
  await waitUntil(
    'the other job ran beside the question',
    () => findRun(root, run)?.jobs.some((job) => job.id === 'other' && job.status === 'passed') && waitingApprovals(root, run)[0],
  );
  return { root, run, done };
}

test('a job that waits for a person keeps no place, and goes on when it is approved', async () => {
  const { root, run, done } = await started();

  const asked = waitingApprovals(root, run);
  const answered = answerApproval(root, run, 'approve', { answer: 'approved', who: 'ada', why: 'Within noise.' }, NOW);
  const { events, jobs, result } = await done;

  expect(asked).toMatchObject([{ job: 'approve', question: { question: 'Ship it?', approvers: 'risk-team' } }]);
  expect(answered).toMatchObject({ ok: true });
  expect(events).toContainEqual(
    expect.objectContaining({ type: 'approval-asked', job: 'approve', question: 'Ship it?', approvers: 'risk-team', until: '2030-01-01T00:00:00Z' }),
  );
  expect(events).toContainEqual(expect.objectContaining({ type: 'approval-answered', job: 'approve', answer: 'approved', who: 'ada', why: 'Within noise.' }));
  expect({ jobs, result }).toEqual({ jobs: { approve: 'passed', ship: 'passed', other: 'passed' }, result: 'passed' });
  expect(JSON.parse(readFileSync(join(approvalFolder(root, run, 'approve'), 'answer.json'), 'utf8'))).toEqual({
    answer: 'approved',
    who: 'ada',
    why: 'Within noise.',
    at: NOW.toISOString(),
  });
  expect(waitingApprovals(root, run)).toEqual([]);
  const planned = planFile({ cwd: root, file: 'pipeline.yml', sets: new Map(), maps: new Map() });
  const forecast = planned.ok ? await forecastRun(planned.value.plan, root) : undefined;
  expect(forecast?.get('approve')).toMatchObject({ will: 'run', why: 'a person is asked each time' });
});

test('holding back needs a reason, and stops what waits', async () => {
  const { root, run, done } = await started();

  const without = answerApproval(root, run, 'approve', { answer: 'held-back', who: 'ada', why: ' ' }, NOW);
  const elsewhere = answerApproval(root, run, 'ship', { answer: 'approved', who: 'ada', why: '' }, NOW);
  answerApproval(root, run, 'approve', { answer: 'held-back', who: 'ada', why: 'Recall fell.' }, NOW);
  const { jobs, result } = await done;

  expect(without).toEqual({ ok: false, failure: 'Holding back needs a reason.' });
  expect(elsewhere).toMatchObject({ ok: false, failure: expect.stringContaining('`ship` does not wait for a person') });
  expect({ jobs, result }).toEqual({ jobs: { approve: 'held-back', ship: 'skipped', other: 'passed' }, result: 'held-back' });
});
