import { errnoOf } from '../files/file-failure.ts';
import { planFile } from '../runner/plan-file.ts';
import { describeStartFailure } from '../runner/run-failure.ts';
import { runPipeline } from '../runner/run-pipeline.ts';

// Runs a pipeline to its end and prints what came of it, or why it could not be started.
const [root = '', file = ''] = process.argv.slice(2);
const planned = planFile({ cwd: root, file, sets: new Map(), maps: new Map() });
if (!planned.ok) throw new Error(planned.failure);
const messages: (string | undefined)[] = [];
const options = {
  ...planned.value,
  appRoot: process.cwd(),
  sets: new Map(),
  maps: new Map(),
  selection: { kind: 'all' },
  force: false,
  env: process.env,
} as const;
try {
  const { result } = await runPipeline({
    ...options,
    signal: new AbortController().signal,
    onEvent: (event) => {
      if ((event.type === 'job-finished' || event.type === 'run-finished') && event.message !== undefined) messages.push(event.message);
    },
  });
  console.log(JSON.stringify({ result, messages }));
} catch (error) {
  if (errnoOf(error) === undefined) throw error;
  console.log(JSON.stringify({ result: 'not started', messages: [describeStartFailure(error, root)] }));
}
