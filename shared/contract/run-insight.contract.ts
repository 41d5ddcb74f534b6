import { z } from 'zod';
import { request } from './define.ts';
import type { AskedQuestion, ComparedRuns, ExplainedFailure } from './run-insight.ts';
import * as s from './schemas.ts';

const project = { project: s.projectId };
const runId = z.string().regex(/^\d{8}-\d{6}-[0-9a-f]{2,8}$/);
const job = { ...project, run: runId, job: z.string().min(1).max(512) };

/** What there is to know of runs beyond what happened: differences, questions to a person, causes of failures. */
export const runInsightContract = {
  /** What differs between two runs, the largest question first. */
  'runs.compare': request({
    args: z.object({ ...project, a: runId, b: runId }),
    result: z.custom<ComparedRuns>(),
    failures: ['no-such-project', 'no-such-run'],
  }),
  /** What a job asks, or asked, a person. */
  'runs.question': request({ args: z.object(job), result: z.custom<AskedQuestion>(), failures: ['no-such-project', 'no-such-run', 'not-asked'] }),
  /** Answers a job that waits for a person. */
  'runs.approve': request({
    args: z.object({ ...job, answer: z.enum(['approved', 'held-back']), who: z.string().max(200), why: z.string().max(4000) }),
    result: z.object({}),
    failures: ['no-such-project', 'no-such-run', 'not-answered'],
  }),
  /** Why a job of a run failed, and the fix where one can be worked out. Looks at the files as they are now. */
  'runs.explain': request({
    args: z.object(job),
    result: z.custom<ExplainedFailure>(),
    failures: ['no-such-project', 'no-such-run', 'not-failed', 'cannot-plan'],
  }),
};
