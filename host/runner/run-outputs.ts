import type { RunState } from '#shared/runs/run-state.ts';
import { OutputStore } from '../files/runs/output-store.ts';
import { readRunOutputs } from '../files/runs/run-folder.ts';

/** Where the outputs of a run are, by `job.port`, and those of the pipeline by `parent.outputs.name`. What was not written is left out. */
export function runOutputs(root: string, state: RunState): Readonly<Record<string, string>> {
  const store = new OutputStore(root);
  const paths: Record<string, string> = {};
  for (const { id, key } of state.jobs) {
    const stored = key === undefined ? undefined : store.read(key);
    for (const [port, hash] of Object.entries(stored?.outputs ?? {})) if (hash !== null && stored) paths[`${id}.${port}`] = store.pathOf(stored.key, port);
  }
  for (const [name, source] of Object.entries(readRunOutputs(root, state.run))) {
    const path = paths[`${source.task}.${source.port}`];
    if (path !== undefined) paths[name] ??= path;
  }
  return paths;
}
