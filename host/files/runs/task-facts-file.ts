import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TaskId } from '#shared/runs/run-plan.ts';
import type { FactsByTask, TaskFacts } from '#shared/runs/task-facts.ts';
import { readJson } from './run-folder.ts';
import { runPaths } from './run-paths.ts';

/** Keeps with a run what each of its tasks depended on. A full disk costs the comparison only. */
export async function keepTaskFacts(root: string, run: string, facts: ReadonlyMap<TaskId, TaskFacts>): Promise<void> {
  await writeFile(join(runPaths.run(root, run), 'tasks.json'), JSON.stringify(Object.fromEntries(facts))).catch(() => undefined);
}

/** What each task of a run depended on; nothing for a run that did not end, or was made before this was kept. */
export function readTaskFacts(root: string, run: string): FactsByTask {
  const found = readJson(join(runPaths.run(root, run), 'tasks.json'));
  return found !== null && typeof found === 'object' && !Array.isArray(found) ? (found as FactsByTask) : {};
}
