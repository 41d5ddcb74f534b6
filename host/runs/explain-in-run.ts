import { fail, ok, type Result } from '#shared/base/result.ts';
import type { ExplainedFailure } from '#shared/contract/run-insight.ts';
import type { Failure } from '#shared/contract/types.ts';
import { ownTime } from '#shared/runs/own-time.ts';
import { withBodies } from '#shared/runs/reads-of.ts';
import type { RunEvent } from '#shared/runs/run-event.ts';
import type { CommandTask, RunPlan } from '#shared/runs/run-plan.ts';
import { DiskRunFiles, placeOf } from '../files/disk-run-files.ts';
import { OutputStore } from '../files/runs/output-store.ts';
import { readRunEvents, readRunRequest } from '../files/runs/run-folder.ts';
import { explainTask } from '../runner/explain-task.ts';
import { planFile } from '../runner/plan-file.ts';

type Ended = Extract<RunEvent, { readonly type: 'job-finished' }>;

/** Why a job of a run failed, from its log and the files as they are now. Paths get `prefix` in front, to be relative to the open project. */
export function explainInRun(
  root: string,
  run: string,
  job: string,
  prefix: string,
): Result<ExplainedFailure, Failure<'no-such-run' | 'not-failed' | 'cannot-plan'>> {
  const request = readRunRequest(root, run);
  if (request === undefined) return fail({ code: 'no-such-run', message: `What was asked of run ${run} is not kept any more.` });
  const events = readRunEvents(root, run);
  const ended = failedEnd(events, job);
  if (ended === undefined) return fail({ code: 'not-failed', message: `\`${job}\` did not fail in this run.` });
  const planned = planFile({ cwd: root, file: request.file, sets: new Map(Object.entries(request.sets)), maps: new Map(Object.entries(request.maps)) });
  if (!planned.ok) return fail({ code: 'cannot-plan', message: planned.failure });
  const task = taskOf(planned.value.plan, ended.job);
  if (task === undefined) return fail({ code: 'cannot-plan', message: `\`${job}\` is not in ${request.file} any more, so nothing more can be said of it.` });
  const { reason, exitCode, message } = ended;
  const startedAt = events.findLast((event) => event.type === 'job-started' && event.job === ended.job)?.at;
  const durationMs = ownTime(startedAt, ended);
  const failure = explainTask(task, { reason, exitCode, durationMs, message }, { root, run, plan: planned.value.plan }, placesOf(root, task, events));
  const { cause, fix } = failure;
  return ok({
    ...failure,
    cause: cause?.place === undefined ? cause : { ...cause, place: { ...cause.place, path: `${prefix}${cause.place.path}` } },
    fix: fix && { ...fix, path: `${prefix}${fix.path}` },
    task: ended.job,
    textBefore: fix && new DiskRunFiles(root).read(fix.path),
  });
}

/** How a job ended that failed; of a sweep or a sub-pipeline the first of its tasks that did. */
function failedEnd(events: readonly RunEvent[], job: string): Ended | undefined {
  const failed = events.filter((event): event is Ended => event.type === 'job-finished' && event.result === 'failed');
  const within = failed.filter((event) => event.job.startsWith(`${job}[`) || event.job.startsWith(`${job}.`));
  return within.find((event) => event.reason === 'exit-non-zero') ?? failed.find((event) => event.job === job) ?? within[0];
}

/** The command of a task; of the third trial of a sweep its trial. */
function taskOf(plan: RunPlan, id: string): CommandTask | undefined {
  const all = withBodies(plan.tasks);
  const exact = all.find((task) => task.id === id);
  if (exact?.kind === 'command') return exact;
  if (exact?.kind === 'sweep') return exact.trial;
  // A trial of a sweep, or a round of a loop.
  const plain = id.replace(/\[\d+\]/g, '');
  const found = all.find((task) => task.id === plain);
  return found?.kind === 'sweep' ? { ...found.trial, id } : found?.kind === 'command' ? { ...found, id } : undefined;
}

/** Where the files that a task read are. */
function placesOf(root: string, task: CommandTask, events: readonly RunEvent[]): Readonly<Record<string, string | undefined>> {
  const store = new OutputStore(root);
  const keys = new Map(
    events.flatMap((event) => ((event.type === 'job-finished' || event.type === 'job-reused') && event.key !== undefined ? [[event.job, event.key]] : [])),
  );
  return Object.fromEntries(
    Object.entries(task.inputs).map(([name, input]) => {
      if (input.from === 'path') return [name, placeOf(root, input.path)];
      const key = input.from === 'task' ? keys.get(input.task) : undefined;
      return [name, input.from === 'task' && key !== undefined ? store.pathOf(key, input.port) : undefined];
    }),
  );
}
