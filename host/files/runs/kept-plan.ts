import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { RunPlan, TaskId } from '#shared/runs/run-plan.ts';
import { manifestPath } from './manifest.ts';
import type { StoredTask } from './output-store.ts';

/** A plan with the text of the file that it was made from. */
export interface KeptPlan {
  readonly text: string;
  readonly plan: RunPlan;
}

/** Keeps the plan of a run beside its manifest; false when it cannot be read again as it is. */
export function keepPlan(root: string, identity: string, run: string, kept: KeptPlan): boolean {
  let isSame = true;
  const json = JSON.stringify(kept, (_key, value) => {
    // JSON has no such numbers: `.inf`, `.nan` and -0 of a file would come back as something else.
    if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) isSame = false;
    return value;
  });
  return isSame && write(`${manifestPath(root, identity)}.plan`, run, json);
}

/** The plan that a run has kept; undefined when it is gone, or is that of another run. */
export function readPlan(root: string, identity: string, run: string): KeptPlan | undefined {
  return read(`${manifestPath(root, identity)}.plan`, run) as KeptPlan | undefined;
}

/** Keeps which results the jobs of a run had, beside its manifest. */
export function keepResults(root: string, identity: string, run: string, results: ReadonlyMap<TaskId, StoredTask>): void {
  write(`${manifestPath(root, identity)}.results`, run, JSON.stringify([...results]));
}

/** The results of the jobs of a run; undefined when they are gone, or are those of another run. */
export function readResults(root: string, identity: string, run: string): ReadonlyMap<TaskId, StoredTask> | undefined {
  const found = read(`${manifestPath(root, identity)}.results`, run) as readonly (readonly [TaskId, StoredTask])[] | undefined;
  return found && new Map(found);
}

/** The first line says of which run it is: files that are written one after the other may be of two. */
function write(file: string, run: string, json: string): boolean {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(temporary, `${run}\n${json}`);
    renameSync(temporary, file);
    return true;
  } catch {
    // The disk is full: the next run looks at everything.
    return false;
  }
}

function read(file: string, run: string): unknown {
  try {
    const text = readFileSync(file, 'utf8');
    const start = `${run}\n`;
    return text.startsWith(start) ? JSON.parse(text.slice(start.length)) : undefined;
  } catch {
    return undefined;
  }
}
