import { dirname, resolve, sep } from 'node:path';
import { inputsOf, withBodies } from '#shared/runs/reads-of.ts';
import type { RunPlan, Task, TaskId } from '#shared/runs/run-plan.ts';
import { codeOf } from '#shared/runs/task-environment.ts';
import { projectAbove } from '../files/component-files.ts';
import { placeOf } from '../files/disk-run-files.ts';
import { Dependencies, isContent, isSameKind, statOf } from '../files/runs/dependencies.ts';
import { readPlan, readResults } from '../files/runs/kept-plan.ts';
import { type OpenManifest, openManifest } from '../files/runs/manifest.ts';
import { OutputStore, type StoredTask } from '../files/runs/output-store.ts';
import type { PlannedFile } from './plan-file.ts';
import { identityOf, type RunAsk } from './run-unchanged.ts';

/** What of the last clean run of a request can be relied on. */
export interface Recall {
  /** The run that wrote down the plan. */
  readonly planned: string;
  /** Looks at what its jobs depended on, once the run has begun: nobody removes results from then on. Undefined when it cannot be told whom a change concerns. */
  settle(): Settled | undefined;
}

/** Jobs of which neither anything of their own has changed nor anything that comes before them. */
export interface Settled {
  /** Their kept results. */
  readonly tasks: ReadonlyMap<TaskId, StoredTask>;
  /** What they depend on, as it is. */
  readonly stamps: ReadonlyMap<string, string>;
}

/** A plan that is known because nothing has changed of what it was made from. */
export interface RecalledPlan extends PlannedFile {
  readonly recall: Recall;
}

/**
 * The plan of what is asked for as the last clean run of it made it, when everything that was read for it is as it was. Files of data and code may have changed:
 * of them a plan only says that they are there. Undefined when anything is otherwise, or is not known.
 */
export function recallPlan(ask: RunAsk): RecalledPlan | undefined {
  const root = projectAbove(resolve(ask.cwd, ask.file));
  const identity = identityOf(ask);
  const opened = root === undefined ? undefined : openManifest(root, identity);
  if (root === undefined || opened?.manifest.planned === undefined) return undefined;
  const { planned, says, run } = opened.manifest;
  const looked = lookAgain(opened);
  if (looked === undefined) return undefined;
  const kept = readPlan(root, identity, planned);
  if (kept === undefined) return undefined;
  const settle = () => {
    const results = readResults(root, identity, run);
    return results && settledOf(root, kept.plan, results, opened, looked.changed);
  };
  return { root, ...kept, notes: says, reads: looked.reads, recall: { planned, settle } };
}

interface LookedAgain {
  readonly reads: Dependencies;
  /** Files and folders whose kind is as it was, and that have changed. */
  readonly changed: readonly string[];
}

/** Looks at everything that the plan was made from; undefined when it would be another one. */
function lookAgain(opened: OpenManifest): LookedAgain | undefined {
  const reads = new Dependencies();
  const changed: string[] = [];
  for (const [at, look] of [...opened.manifest.looks].entries()) {
    const path = opened.path(at);
    const found = statOf(path);
    const isSame = opened.holds(at, found);
    if (!isSame && (isContent(look) || !isSameKind(look, found))) return undefined;
    if (!isSame) changed.push(path);
    reads.note(path, found, isContent(look) ? 'content' : 'kind');
  }
  return { reads, changed };
}

function settledOf(
  root: string,
  plan: RunPlan,
  results: ReadonlyMap<TaskId, StoredTask>,
  opened: OpenManifest,
  changedBefore: readonly string[],
): Settled | undefined {
  const store = new OutputStore(root);
  const stamps = new Map<string, string>();
  const changed = [...changedBefore];
  for (let at = opened.manifest.looks.length; at < opened.count; at++) {
    const path = opened.path(at);
    if (opened.holds(at, statOf(path))) stamps.set(path, opened.stamp(at));
    else changed.push(path);
  }
  const concerned = concernedBy(changed, readersOf(root, plan, results, store), new Set(changedBefore));
  if (concerned === undefined) return undefined;
  const tasks = new Map<TaskId, StoredTask>();
  // Tasks stand behind those they wait for.
  for (const task of plan.tasks) {
    const stored = results.get(task.id);
    if (task.kind !== 'command' || stored === undefined || concerned.has(task.id)) continue;
    const isFree = task.waitsFor.every((source) => tasks.has(source));
    if (isFree && Object.values(task.inputs).every((input) => input.from !== 'task' || tasks.has(input.task))) tasks.set(task.id, stored);
  }
  return { tasks, stamps: withoutResults(stamps, results, tasks, store) };
}

/** The tasks that read a file or folder, or whose result it holds, by its place. */
function readersOf(root: string, plan: RunPlan, results: ReadonlyMap<TaskId, StoredTask>, store: OutputStore): ReadonlyMap<string, readonly TaskId[]> {
  const readers = new Map<string, TaskId[]>();
  const add = (place: string, task: TaskId) => {
    const known = readers.get(place);
    if (known) known.push(task);
    else readers.set(place, [task]);
  };
  // Most paths of a plan are plain, and there are many.
  const placeIn = (path: string) => (sep === '/' && /^[\w-][^~:\\]*$/.test(path) && !/\/[./]|\/$/.test(path) ? root + sep + path : placeOf(root, path));
  for (const task of withBodies(plan.tasks)) for (const path of pathsOf(task)) add(placeIn(path), task.id);
  for (const [task, { key }] of results) add(store.folder(key), task);
  return readers;
}

function pathsOf(task: Task): readonly string[] {
  const command = task.kind === 'sweep' ? task.trial : task.kind === 'command' ? task : undefined;
  const code = codeOf(task);
  return [
    ...inputsOf(task).flatMap((input) => (input.from === 'path' ? [input.path] : [])),
    ...(code === undefined ? [] : [code]),
    ...(command?.additionalIncludes ?? []),
  ];
}

/** Whom changes concern; undefined when that is not known of one. `mayBeNobodys` are those of which only the kind counts where nobody reads them. */
function concernedBy(
  changed: readonly string[],
  readers: ReadonlyMap<string, readonly TaskId[]>,
  mayBeNobodys: ReadonlySet<string>,
): ReadonlySet<TaskId> | undefined {
  const concerned = new Set<TaskId>();
  for (const path of changed) {
    let isKnown = mayBeNobodys.has(path);
    for (let at = path; ; at = dirname(at)) {
      for (const task of readers.get(at) ?? []) {
        concerned.add(task);
        isKnown = true;
      }
      if (dirname(at) === at) break;
    }
    if (!isKnown) return undefined;
  }
  return concerned;
}

/** Without the results that may give way to others: those that stay are looked at in the run. */
function withoutResults(
  stamps: Map<string, string>,
  results: ReadonlyMap<TaskId, StoredTask>,
  settled: ReadonlyMap<TaskId, StoredTask>,
  store: OutputStore,
): ReadonlyMap<string, string> {
  const going = new Set([...results].flatMap(([task, { key }]) => (settled.has(task) ? [] : [key])));
  for (const { key } of settled.values()) going.delete(key);
  const start = store.folder('');
  for (const path of stamps.keys()) if (path.startsWith(start) && going.has(path.slice(start.length).split(sep, 1)[0] ?? '')) stamps.delete(path);
  return stamps;
}
