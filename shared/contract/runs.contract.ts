import { z } from 'zod';
import type { RunEvent } from '#shared/runs/run-event.ts';
import { event, request } from './define.ts';
import type { RunForecast } from './run-forecast.ts';
import type { RunRecord, RunSummary } from './run-summary.ts';
import * as s from './schemas.ts';

const project = { project: s.projectId };
const file = { ...project, path: s.relativePath };
const runId = z.string().regex(/^\d{8}-\d{6}-[0-9a-f]{2,8}$/);
const taskName = z.string().min(1).max(512);
const run = { ...project, run: runId };
const done = z.object({});

const selection = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('environments') }),
  z.object({ kind: z.literal('to'), job: taskName }),
  z.object({ kind: z.literal('from'), job: taskName }),
  z.object({ kind: z.literal('only'), job: taskName }),
]);
const simulatedJob = z.object({
  result: z.enum(['passed', 'failed', 'held-back']).optional(),
  takesMs: z.number().min(0).max(86_400_000).optional(),
  says: z.string().max(2_000).optional(),
  metrics: z.record(z.string().max(256), z.json()).optional(),
  answer: z.enum(['approved', 'held-back']).optional(),
});
const pairs = z.record(z.string().min(1).max(1_024), z.string().max(65_536));
/** `sets`: values of the pipeline's inputs for this run alone; `maps`: what stands for names of the cloud. Paths in both are relative to the project. */
const asked = { ...file, selection: selection.optional(), force: z.boolean().optional(), sets: pairs.optional(), maps: pairs.optional() };

/** Running pipelines on the computer of the host, and what runs have left. */
export const runsContract = {
  /** What a run of a saved file would do; nothing is started or written. `isQuick`: what is known without looking at data and at what was run before. */
  'runs.forecast': request({
    args: z.object({ ...asked, isQuick: z.boolean().optional() }),
    result: z.custom<RunForecast>(),
    failures: ['no-such-project', 'cannot-plan'],
  }),
  /** The user lets pipelines of this folder run from now on, or no longer. */
  'runs.trust': request({ args: z.object({ ...file, isTrusted: z.boolean() }), result: done, failures: ['no-such-project', 'cannot-plan', 'not-writable'] }),
  /** Starts a run of a saved file. `cannot-run`: what stands in the way, one sentence a line. */
  'runs.start': request({
    args: z.object(asked),
    result: z.object({ run: z.string() }),
    failures: ['no-such-project', 'cannot-plan', 'not-trusted', 'cannot-run', 'already-running', 'no-such-job', 'not-writable', 'disk-full'],
  }),
  /** Plays a run without executing anything: outcomes by hand or as in the run `like`, gates really judged. `speed` 60 shows a minute in a second. */
  'runs.simulate': request({
    args: z.object({ ...file, jobs: z.record(taskName, simulatedJob).optional(), like: runId.optional(), speed: z.number().min(0.1).max(10_000) }),
    result: z.object({ run: z.string() }),
    failures: ['no-such-project', 'cannot-plan', 'cannot-run', 'already-running', 'no-such-run', 'not-writable', 'disk-full'],
  }),
  /** Asks a run of this process or of another to stop: all of it, or one job with its trials and rounds, while the rest goes on. */
  'runs.stop': request({
    args: z.object({ ...run, job: taskName.optional() }),
    result: done,
    failures: ['no-such-project', 'no-such-run', 'no-such-job', 'not-running', 'not-writable'],
  }),
  /** How many runs of this process go on, whichever project they are of: they end with it. */
  'runs.live': request({ args: z.object({}), result: z.object({ count: z.number() }) }),
  /** The newest first. `path` names a pipeline whose runs are kept in a folder of its own. */
  'runs.list': request({
    args: z.object({ ...project, path: s.relativePath.optional() }),
    result: z.object({ runs: z.custom<readonly RunSummary[]>() }),
    failures: ['no-such-project'],
  }),
  'runs.read': request({ args: z.object(run), result: z.custom<RunRecord>(), failures: ['no-such-project', 'no-such-run'] }),
  /** The address of MLflow over the runs of the project, or of the page of one run; it is started when it is asked for first, which takes some seconds. */
  'runs.openTracking': request({
    args: z.object({ ...project, run: runId.optional() }),
    result: z.object({ url: z.string() }),
    failures: ['no-such-project', 'no-tracking'],
  }),
  /** Bytes that the runs of the project take. */
  'runs.usage': request({
    args: z.object(project),
    result: z.object({ total: z.number(), runs: z.number(), store: z.number(), envs: z.number() }),
    failures: ['no-such-project'],
  }),
  /** Removes all but the newest runs, and results that no kept run refers to. With `isDry` it only says what would go. */
  'runs.prune': request({
    args: z.object({ ...project, keep: z.number().int().min(0).max(10_000), isDry: z.boolean() }),
    result: z.object({ runs: z.number(), freedBytes: z.number(), isRunning: z.boolean() }),
    failures: ['no-such-project'],
  }),
  /** What happened in a run, whoever started it. `from` is the place of the first in all its events: who misses some reads the run again. */
  'runs.happened': event({ payload: z.object({ project: z.string(), run: z.string(), from: z.number(), events: z.custom<readonly RunEvent[]>() }) }),
};
