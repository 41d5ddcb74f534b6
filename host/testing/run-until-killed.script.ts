import { planFile } from '../runner/plan-file.ts';
import { runPipeline } from '../runner/run-pipeline.ts';

// Runs a pipeline and prints its events, until it is killed.
const [folder = '', file = ''] = process.argv.slice(2);
const planned = planFile({ cwd: folder, file, sets: new Map(), maps: new Map() });
if (!planned.ok) throw new Error(planned.failure);
const options = {
  ...planned.value,
  appRoot: process.cwd(),
  sets: new Map(),
  maps: new Map(),
  selection: { kind: 'all' },
  force: false,
  env: process.env,
} as const;
await runPipeline({ ...options, signal: new AbortController().signal, onEvent: (event) => process.stdout.write(`${JSON.stringify(event)}\n`) });
