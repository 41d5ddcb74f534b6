import { z } from 'zod';
import type { OutputLook, OutputOfRun } from '#shared/runs/output-look.ts';
import { request } from './define.ts';
import * as s from './schemas.ts';

const run = { project: s.projectId, run: z.string().regex(/^\d{8}-\d{6}-[0-9a-f]{2,8}$/) };
/** `evaluate.metrics`, `parent.outputs.model`; a file below it by its path. */
const output = { ...run, output: z.string().min(1).max(1024), path: s.relativePath.optional() };
const LOOK = ['no-such-project', 'no-such-run', 'no-such-output', 'not-found', 'outside-project', 'not-readable'] as const;

/** What jobs of a run have written. */
export const runOutputsContract = {
  'runs.outputs': request({
    args: z.object(run),
    result: z.object({ outputs: z.custom<readonly OutputOfRun[]>() }),
    failures: ['no-such-project', 'no-such-run'],
  }),
  /** What is in an output, or in a file of it: a table, a picture, a model, text, numbers. Bounded, however large it is. */
  'runs.look': request({ args: z.object(output), result: z.custom<OutputLook>(), failures: LOOK }),
  /** Shows it in the system's file manager; `no-shell` where there is none that may be asked. */
  'runs.showFolder': request({ args: z.object(output), result: z.object({}), failures: [...LOOK, 'no-shell'] }),
};
