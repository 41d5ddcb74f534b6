import { z } from 'zod';
import { request } from './define.ts';
import * as s from './schemas.ts';

const log = {
  project: s.projectId,
  run: z.string().regex(/^\d{8}-\d{6}-[0-9a-f]{2,8}$/),
  /** A task of the run, with the number of its trial or round. */
  job: z.string().min(1).max(512),
};
const MISSING = ['no-such-project', 'no-such-run', 'no-log'] as const;

const count = z.number().int().min(0);

/** A line of a log. `at`: when it was seen first, ms since epoch, to a quarter of a second. `cutBytes`: so much of it is not in `text`. */
const logLine = z.object({ text: z.string(), at: z.number().optional(), cutBytes: z.number().optional() });
export type LogLine = z.infer<typeof logLine>;

/** What the jobs of a run have said. Logs may be of any length: nothing here reads more of one than it answers with. */
export const runLogsContract = {
  /**
   * Lines from `start` (from 0), or the last ones. `isCounted` is false while a long log is still being counted: ask again. `generation` changes when the log
   * was begun anew.
   */
  'runs.logLines': request({
    args: z.object({ ...log, start: count.optional(), count: z.number().int().min(0).max(2_000) }),
    result: z.object({ lines: z.array(logLine), start: z.number(), total: z.number(), isCounted: z.boolean(), generation: z.number() }),
    failures: MISSING,
  }),
  /** The lines that hold the words, capital or not, from `from` on; `next` is where to go on, also when the log has grown. */
  'runs.findInLog': request({
    args: z.object({
      ...log,
      query: z.string().min(1).max(1_000),
      from: z.object({ line: count, offset: count }).optional(),
      most: z.number().int().min(1).max(20_000),
    }),
    result: z.object({ lines: z.array(z.number()), next: z.object({ line: z.number(), offset: z.number() }), isAtEnd: z.boolean(), isFull: z.boolean() }),
    failures: MISSING,
  }),
  /** The log as it stands in its file, piece by piece: `next` is undefined at its end. */
  'runs.logText': request({
    args: z.object({ ...log, from: count }),
    result: z.object({ text: z.string(), next: z.number().optional() }),
    failures: MISSING,
  }),
  /** Copies a log to a place that was picked. */
  'runs.saveLog': request({
    args: z.object({ ...log, place: s.placeId }),
    result: z.object({}),
    failures: [...MISSING, 'no-such-place', 'not-writable', 'disk-full', 'folder-missing', 'is-folder', 'not-text', 'outside-project'],
  }),
};
