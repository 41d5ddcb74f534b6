import { useEffect, useMemo, useState } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { useSessionValue, useWorkspaceValue } from '#renderer/state/hooks.ts';
import { useRunsValue } from '#renderer/state/runs/run-hooks.ts';
import { durationText } from '#renderer/state/runs/run-words.ts';
import type { ShownRun } from '#renderer/state/runs/shown-run.ts';
import { bestTrial, objectiveOf } from '#renderer/state/runs/sweep-facts.ts';
import type { StatusLook } from '#renderer/ui/status-icon.tsx';
import type { TaskId } from '#shared/runs/run-plan.ts';
import { type Timeline, type TimelineRow, timelineOf } from '#shared/runs/timeline.ts';
import { durationsOf, expectRest } from './expected-view-model.ts';
import { layTimeline, type TimelineView } from './timeline-view-model.ts';

const LOOK_EVERY_MS = 500;

/** The run in time, laid out; while it goes on it is laid out anew twice a second. */
export function useTimeline(
  shown: ShownRun,
  width: number,
  unfolded: ReadonlySet<TaskId>,
): { readonly timeline: Timeline; readonly view: TimelineView; readonly leftText: string | undefined } {
  const pipeline = useSessionValue((session) => session.pipeline);
  const list = useRunsValue((state) => state.list);
  const [now, setNow] = useState(() => Date.now());
  const { isLive, run, events } = shown;
  useEffect(() => {
    if (!isLive) return;
    const timer = setInterval(() => setNow(Date.now()), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [isLive]);
  // Events come up to twenty times a second: what is drawn follows the clock, and the end of the run.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the events grow in place.
  const timeline = useMemo(
    () => timelineOf(events, { cores: navigator.hardwareConcurrency, ...(isLive ? { now: new Date(now) } : {}) }),
    [run, events, isLive, now, isLive ? 0 : shown.eventCount],
  );
  const last = useLastRun(shown);
  const { tasks } = shown;
  const expected = useMemo(
    () => (isLive && last ? expectRest(timeline, (id) => tasks.get(id)?.waitsFor ?? [], last.durations) : undefined),
    [isLive, timeline, tasks, last],
  );
  const { metrics, jobs } = shown;
  const view = useMemo(() => {
    const runName = (id: string) => {
      const found = list?.find((each) => each.run === id);
      return found ? `run ${found.number}` : 'an earlier run';
    };
    const best = (sweep: TaskId) => {
      const objective = objectiveOf(pipeline?.job(sweep));
      const found = objective && bestTrial(sweep, metrics, objective);
      return found && { task: found.task, text: found.value.toFixed(4) };
    };
    const statusOf = (row: TimelineRow): StatusLook => {
      const own = jobs.get(row.id);
      if (own) return own.status;
      if (row.isReused) return 'reused';
      return row.status === 'skipped' ? 'not-run' : row.status;
    };
    const partWord = (job: string) => {
      const kind = pipeline?.job(job)?.kind;
      return kind === 'sweep' ? 'trial' : kind === 'parallel' ? 'batch' : 'round';
    };
    return layTimeline({
      partsOf: (id) => tasks.get(id)?.of,
      partWord,
      timeline,
      width,
      unfolded,
      isGate: (job) => pipeline?.job(job)?.isGate === true,
      statusOf,
      runName,
      best,
      expected,
    });
  }, [timeline, width, unfolded, pipeline, jobs, tasks, metrics, list, expected]);
  const leftMs = expected === undefined ? 0 : expected.endMs - timeline.totalMs;
  const leftText = isLive && last && leftMs > 1_000 ? `about ${durationText(Math.round(leftMs / 1000) * 1000)} left, as in run ${last.number}` : undefined;
  return { timeline, view, leftText };
}

interface LastRun {
  readonly number: number;
  readonly durations: ReadonlyMap<TaskId, number>;
}

/** How long the jobs took in the last run before the one that goes on. */
function useLastRun(shown: ShownRun): LastRun | undefined {
  const { host } = useAppState();
  const project = useWorkspaceValue((state) => state.project?.project);
  const { path, run, isLive } = shown;
  const before = useRunsValue(
    (state) => state.list?.find((each) => each.path === path && each.run < run && (each.result === 'passed' || each.result === 'held-back'))?.run,
  );
  const [last, setLast] = useState<LastRun | undefined>();
  useEffect(() => {
    setLast(undefined);
    if (!isLive || before === undefined || project === undefined) return;
    let isEnded = false;
    void host.runs.read({ project, run: before }).then((answer) => {
      if (!isEnded && answer.ok) setLast({ number: answer.value.summary.number, durations: durationsOf(timelineOf(answer.value.events)) });
    });
    return () => {
      isEnded = true;
    };
  }, [host, project, before, isLive]);
  return last;
}
