import { readLogFrom } from '#host/files/runs/run-folder.ts';
import { findRun } from '#host/runner/find-runs.ts';
import { EXIT, type VerbArgs, type VerbContext } from '../verb.ts';
import { namedRun } from './named-run.ts';

const LOOK_EVERY_MS = 250;

/** `sluice logs RUN [JOB] [--follow]`. */
export async function printLogs(args: VerbArgs, context: VerbContext): Promise<number> {
  const [name = '', job] = args.words;
  const found = namedRun(name, context);
  if (!found) return EXIT.usage;
  const { root, state } = found;
  if (job !== undefined && !state.jobs.some((one) => one.id === job || one.job === job)) {
    context.err(`There is no job ${job} in this run. There are ${state.jobs.map((one) => one.id).join(', ')}.\n`);
    return EXIT.usage;
  }
  const ends = new Map<string, number>();
  const decoders = new Map<string, InstanceType<typeof TextDecoder>>();
  let last = '';
  for (;;) {
    const now = findRun(root, state.run) ?? state;
    for (const { id, job: top } of now.jobs) {
      if (job !== undefined && id !== job && top !== job) continue;
      const added = readLogFrom(root, state.run, id, ends.get(id) ?? 0);
      if (!added || added.bytes.length === 0) continue;
      ends.set(id, added.end);
      if (id !== job && id !== last) context.out(`== ${id} ==\n`);
      last = id;
      const decoder = decoders.get(id) ?? new TextDecoder();
      decoders.set(id, decoder);
      context.out(decoder.decode(added.bytes, { stream: true }));
    }
    if (!args.has('follow') || now.result !== 'running') break;
    await new Promise((settle) => setTimeout(settle, LOOK_EVERY_MS));
  }
  return EXIT.done;
}
