import { durationText } from '#renderer/state/runs/run-words.ts';
import type { StatusLook } from '#renderer/ui/status-icon.tsx';
import type { TaskId } from '#shared/runs/run-plan.ts';
import type { Timeline, TimelineRow } from '#shared/runs/timeline.ts';
import type { Expected } from './expected-view-model.ts';
import { inSlots } from './slots-view-model.ts';
import { type TimeTick, timeTicks } from './time-axis-view-model.ts';

export const ROW = 26;
export const SLOT_ROW = 22;
const LEFT = 16;
const RIGHT = 24;
const LEAST_BAR = 4;

export type BarLook = 'passed' | 'failed' | 'running' | 'held-back' | 'stopped' | 'interrupted';

/** Something drawn in a row; x and w in px. */
export type Shape =
  | { readonly kind: 'bar'; readonly x: number; readonly w: number; readonly look: BarLook; readonly title: string }
  | { readonly kind: 'pause'; readonly x: number; readonly w: number }
  | { readonly kind: 'reused'; readonly x: number; readonly w: number; readonly text: string }
  | { readonly kind: 'slack'; readonly x: number; readonly w: number; readonly text: string }
  | { readonly kind: 'expected'; readonly x: number; readonly w: number }
  | { readonly kind: 'gate'; readonly x: number; readonly look: BarLook }
  | {
      readonly kind: 'sweep';
      readonly x: number;
      readonly w: number;
      readonly look: BarLook;
      readonly lanes: readonly Lane[];
      readonly lanesPerBar: number;
      readonly text: string;
    }
  | {
      readonly kind: 'trial';
      readonly task: TaskId;
      readonly x: number;
      readonly w: number;
      readonly look: TrialLook;
      readonly text: string;
      readonly title: string;
    };

export type TrialLook = 'passed' | 'failed' | 'running' | 'cut' | 'best';

interface Lane {
  readonly x: number;
  readonly w: number;
  readonly lane: number;
  readonly look: TrialLook;
}

/** A row: a task, or a slot of a job whose parts are shown. */
export interface RowView {
  readonly key: string;
  readonly kind: 'task' | 'slot';
  readonly id: TaskId;
  readonly job: string;
  readonly name: string;
  readonly y: number;
  readonly height: number;
  readonly status: StatusLook;
  readonly took: string;
  readonly isCritical: boolean;
  /** It has parts; undefined: none. */
  readonly isUnfolded: boolean | undefined;
  readonly shapes: readonly Shape[];
  /** The whole row in words. */
  readonly spoken: string;
}

export interface TimelineView {
  readonly width: number;
  readonly height: number;
  readonly ticks: readonly (TimeTick & { readonly x: number })[];
  readonly rows: readonly RowView[];
  /** The critical path as an SVG path. */
  readonly path: string;
  readonly now: { readonly x: number; readonly label: string } | undefined;
}

/** What the timeline is drawn from. */
export interface TimelineParts {
  readonly timeline: Timeline;
  readonly width: number;
  readonly unfolded: ReadonlySet<TaskId>;
  readonly isGate: (job: string) => boolean;
  /** How the task stands, where the run itself knows it better (skipped, interrupted). */
  readonly statusOf: (row: TimelineRow) => StatusLook;
  readonly runName: (run: string) => string;
  /** How many parts a job will have, where that is known. */
  readonly partsOf: (id: TaskId) => number | undefined;
  /** What the parts of a job are called: "trial". */
  readonly partWord: (job: string) => string;
  /** The best trial of a sweep and what to write on it. */
  readonly best: (sweep: TaskId) => { readonly task: TaskId; readonly text: string } | undefined;
  readonly expected: Expected | undefined;
}

/** Lays a run out in time: every row, every bar, in px. */
export function layTimeline(parts: TimelineParts): TimelineView {
  const { timeline, width, unfolded } = parts;
  const latest = Math.max(1, timeline.totalMs, parts.expected?.endMs ?? 0, ...timeline.rows.map((row) => row.tookMs ?? 0));
  const inner = Math.max(1, width - LEFT - RIGHT);
  const x = (ms: number) => LEFT + (ms / latest) * inner;
  const rows: RowView[] = [];
  const points: string[] = [];
  let y = 0;
  let before: number | undefined;
  for (const row of timeline.rows) {
    const canUnfold = row.parts.length > 0;
    const isUnfolded = canUnfold && unfolded.has(row.id);
    rows.push(taskRow(row, y, canUnfold ? isUnfolded : undefined, parts, x));
    if (row.isCritical && row.tries.length > 0) {
      const line = y + ROW - 1.5;
      points.push(
        before === undefined ? `M${px(x(row.startMs))} ${line}` : `L${px(x(row.startMs))} ${before}L${px(x(row.startMs))} ${line}`,
        `L${px(x(row.endMs))} ${line}`,
      );
      before = line;
    }
    y += ROW;
    if (!isUnfolded) continue;
    for (const [number, slot] of inSlots(row.parts).entries()) {
      rows.push(slotRow(row, number + 1, slot, y, parts, x));
      y += SLOT_ROW;
    }
  }
  const ticks = timeTicks(latest, inner).map((tick) => ({ ...tick, x: x(tick.ms) }));
  const now = timeline.isRunning ? { x: x(timeline.totalMs), label: `now, ${durationText(timeline.totalMs)}` } : undefined;
  return { width, height: y, ticks, rows, path: points.join(''), now };
}

function taskRow(row: TimelineRow, y: number, isUnfolded: boolean | undefined, parts: TimelineParts, x: (ms: number) => number): RowView {
  const status = parts.statusOf(row);
  const took = tookText(row);
  const facts = [
    row.id,
    wordsOf(status),
    took,
    row.tries.length > 0 ? `from ${durationText(row.startMs)} to ${durationText(row.endMs)}` : '',
    row.isCritical ? 'on the critical path' : '',
    row.slackMs !== undefined && row.slackMs >= 100 ? slackText(row.slackMs) : '',
    row.parts.length > 0 ? countOf(row.parts.length, parts.partWord(row.job)) : '',
  ];
  return {
    key: row.id,
    kind: 'task',
    id: row.id,
    job: row.job,
    name: row.id,
    y,
    height: ROW,
    status,
    took,
    isCritical: row.isCritical,
    isUnfolded,
    shapes: shapesOf(row, isUnfolded === true, parts, x),
    spoken: [...new Set(facts.filter((fact) => fact !== ''))].join(', '),
  };
}

function shapesOf(row: TimelineRow, isUnfolded: boolean, parts: TimelineParts, x: (ms: number) => number): readonly Shape[] {
  if (row.isReused) {
    const from = row.reusedFrom === undefined ? '' : ` from ${parts.runName(row.reusedFrom)}`;
    const took = row.tookMs === undefined ? '' : `, which took ${durationText(row.tookMs)}`;
    return [{ kind: 'reused', x: x(row.startMs), w: Math.max(14, x(row.tookMs ?? 0) - x(0)), text: `reused${from}${from === '' ? '' : took}` }];
  }
  const ahead = parts.expected?.spans.get(row.id);
  if (row.tries.length === 0) return ahead === undefined ? [] : [{ kind: 'expected', x: x(ahead.startMs), w: Math.max(6, x(ahead.endMs) - x(ahead.startMs)) }];
  const shapes: Shape[] = [];
  const look = lookOf(row.status);
  if (parts.isGate(row.job) && row.tries.length === 1 && row.status !== 'running') shapes.push({ kind: 'gate', x: x(row.startMs), look });
  else if (row.parts.length > 0) shapes.push(sweepShape(row, isUnfolded, look, parts, x));
  else
    for (const [at, one] of row.tries.entries()) {
      const title = row.tries.length === 1 ? row.id : `${row.id} try ${at + 1}, ${one.result} after ${durationText(one.endMs - one.startMs)}`;
      shapes.push({ kind: 'bar', x: x(one.startMs), w: Math.max(LEAST_BAR, x(one.endMs) - x(one.startMs)), look: lookOf(one.result), title });
      const next = row.tries[at + 1];
      if (next) shapes.push({ kind: 'pause', x: x(one.endMs) + 2, w: Math.max(0, x(next.startMs) - x(one.endMs) - 4) });
    }
  const { slackMs } = row;
  // Below some px there is nothing to see, and next to nothing to gain.
  if (slackMs !== undefined && !parts.timeline.isRunning && x(slackMs) - x(0) > 24)
    shapes.push({ kind: 'slack', x: x(row.endMs) + 6, w: x(slackMs) - x(0) - 8, text: slackText(slackMs) });
  return shapes;
}

function sweepShape(row: TimelineRow, isUnfolded: boolean, look: BarLook, parts: TimelineParts, x: (ms: number) => number): Shape {
  const slots = inSlots(row.parts);
  const best = parts.best(row.id)?.task;
  const done = row.parts.filter((part) => part.status !== 'running' && part.status !== 'waiting').length;
  const running = row.parts.length - done;
  const text =
    row.status === 'running'
      ? `${done} of ${parts.partsOf(row.id) ?? row.parts.length} done, ${running} running`
      : `${countOf(row.parts.length, parts.partWord(row.job))}, ${slots.length} at a time`;
  const lanes = isUnfolded
    ? []
    : slots.flatMap((slot, lane) =>
        slot.map((part) => ({ x: x(part.startMs) + 1, w: Math.max(1, x(part.endMs) - x(part.startMs) - 1), lane, look: trialLook(part, best) })),
      );
  return {
    kind: 'sweep',
    x: x(row.startMs),
    w: Math.max(LEAST_BAR, x(row.endMs) - x(row.startMs)),
    look,
    lanes,
    lanesPerBar: slots.length,
    text: isUnfolded ? text : '',
  };
}

function slotRow(row: TimelineRow, number: number, slot: readonly TimelineRow[], y: number, parts: TimelineParts, x: (ms: number) => number): RowView {
  const best = parts.best(row.id);
  const shapes = slot.map((part): Shape => {
    const label = /\[([^\]]*)\][^[\]]*$/.exec(part.id)?.[1] ?? part.id;
    const look = trialLook(part, best?.task);
    const w = Math.max(2, x(part.endMs) - x(part.startMs) - 2);
    const more = look === 'best' ? `  best${best?.text === undefined ? '' : `, ${best.text}`}` : look === 'cut' ? ' cut' : '';
    const text = w < 20 ? '' : w < 60 ? label : `${label}${more}`;
    return {
      kind: 'trial',
      task: part.id,
      x: x(part.startMs) + 1,
      w,
      look,
      text,
      title: `${part.id}, ${part.isReused ? 'reused' : durationText(part.endMs - part.startMs)}${more}`,
    };
  });
  const spoken = `Slot ${number} of ${row.id}: ${slot.map((part) => `${part.id} ${wordsOf(parts.statusOf(part))} ${tookText(part)}`).join('; ')}`;
  return {
    key: `${row.id} slot ${number}`,
    kind: 'slot',
    id: row.id,
    job: row.job,
    name: `slot ${number}`,
    y,
    height: SLOT_ROW,
    status: 'passed',
    took: '',
    isCritical: false,
    isUnfolded: undefined,
    shapes,
    spoken,
  };
}

function trialLook(part: TimelineRow, best: TaskId | undefined): TrialLook {
  if (part.id === best) return 'best';
  if (part.status === 'running') return 'running';
  if (part.status === 'failed') return 'failed';
  return part.status === 'stopped' || part.status === 'skipped' ? 'cut' : 'passed';
}

function lookOf(status: TimelineRow['status']): BarLook {
  return status === 'waiting' || status === 'skipped' ? 'stopped' : status;
}

function tookText(row: TimelineRow): string {
  if (row.isReused) return 'reused';
  if (row.tries.length === 0) return '';
  const tries = row.tries.length > 1 ? `, ${row.tries.length} tries` : '';
  return `${durationText(row.endMs - row.startMs)}${tries}`;
}

function countOf(count: number, word: string): string {
  return `${count} ${count === 1 ? word : word === 'batch' ? 'batches' : `${word}s`}`;
}

function slackText(ms: number): string {
  return `could end ${durationText(ms)} later`;
}

function wordsOf(status: StatusLook): string {
  return status === 'held-back' ? 'held back' : status.replaceAll('-', ' ');
}

function px(value: number): string {
  return value.toFixed(1);
}
