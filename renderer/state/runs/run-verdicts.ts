import { readVerdictFile } from '../gates/gate-verdict.ts';
import type { VerdictsStore } from '../gates/verdicts.store.ts';
import type { WorkspaceStore } from '../workspace/workspace.store.ts';
import { changedJobs } from './changed-jobs.ts';
import type { ShownRun } from './shown-run.ts';

interface VerdictsParts {
  readonly workspace: WorkspaceStore;
  readonly verdicts: VerdictsStore;
}

/** Tells what the run that is shown says of its gates now: what was asked, what was judged, and what counts no more since the moment before. */
export function tellVerdicts({ workspace, verdicts }: VerdictsParts, before: ShownRun | undefined, next: ShownRun): void {
  const isOther = before !== undefined && before.run !== next.run;
  if (!isOther && before?.verdicts === next.verdicts && before.questions === next.questions) return;
  // What the run before has said of gates counts no more.
  if (isOther) forgetVerdicts(verdicts, before);
  // Gone back in a replay: what has not been judged yet.
  for (const job of Object.keys(isOther ? {} : (before?.verdicts ?? {}))) if (next.verdicts[job] === undefined) verdicts.forgetRun(next.path, job);
  const asked = isOther ? [] : (before?.questions ?? []);
  for (const { job } of asked) if (!next.questions.some((each) => each.job === job) && next.verdicts[job] === undefined) verdicts.forgetRun(next.path, job);
  for (const each of next.questions) {
    if (asked.includes(each)) continue;
    const { job, question, approvers, askedAt } = each;
    const verdict = { verdict: 'asking', rules: [], question, when: askedAt, ...(approvers === undefined ? {} : { who: approvers }) } as const;
    verdicts.judge(next.path, job, { source: 'run', on: `run ${next.number}`, verdict });
  }
  for (const [job, verdict] of Object.entries(next.verdicts)) {
    if (before?.verdicts[job] === verdict) continue;
    const read = readVerdictFile(JSON.stringify(verdict));
    if (!read.ok) continue;
    const held = next.heldBack;
    const isHeld = held?.gate === job;
    verdicts.judge(next.path, job, {
      source: 'run',
      on: `run ${next.number}`,
      verdict: read.value,
      isSimulated: next.summary.simulated || isHeld,
      ...(isHeld && held.on !== undefined ? { playedFrom: held.on } : {}),
      ...triedOf(workspace, next, job),
    });
  }
}

/** What a run has said of gates counts no more. */
export function forgetVerdicts(verdicts: VerdictsStore, { path, verdicts: judged, questions }: ShownRun): void {
  for (const job of [...Object.keys(judged), ...questions.map((each) => each.job)]) verdicts.forgetRun(path, job);
}

/** The rules that a run judged by: with others its verdict counts no more. */
function triedOf(workspace: WorkspaceStore, shown: ShownRun, job: string): { readonly tried?: readonly string[] } {
  const pipeline = workspace.session(shown.path)?.pipeline;
  const gate = pipeline?.job(job);
  if (!pipeline || gate?.gateKind !== 'metrics') return {};
  const isOther = shown.text !== undefined && changedJobs(shown.text)(pipeline).has(job);
  return { tried: isOther ? [] : gate.rules };
}
