import { foldEvents, type RunState } from '#shared/runs/run-state.ts';
import { isSameProcess } from '../files/runs/process-environment.ts';
import { listOpenRunIds, listRunIds, readRunEvents, readRunRequest, removeWork } from '../files/runs/run-folder.ts';
import { endStrays } from './strays.ts';

/** The state of a run; undefined when there is no such run. `latest` is the newest, a short number the run that has it. */
export function findRun(root: string, name: string): RunState | undefined {
  const ids = listRunIds(root);
  const run =
    name === 'latest'
      ? ids[0]
      : /^\d{1,6}$/.test(name)
        ? numbered(root, ids, Number(name))
        : (ids.find((id) => id === name) ?? onlyOne(ids.filter((id) => id.startsWith(name))));
  return run === undefined ? undefined : stateOf(root, run);
}

/** Every run of a project, the newest first. */
export function allRuns(root: string): readonly RunState[] {
  return listRunIds(root).map((run) => stateOf(root, run));
}

/** Ends what runs that were killed have left behind: processes of their jobs, and their working folders. */
export function cleanUpInterrupted(root: string): void {
  for (const run of listOpenRunIds(root)) {
    const request = readRunRequest(root, run);
    if (!request || isSameProcess(request.pid, request.process ?? '')) continue;
    // A number may belong to somebody else by now: only a process that says that it is of this run is ended.
    endStrays(root, run);
    removeWork(root, run);
  }
}

function stateOf(root: string, run: string): RunState {
  const isRunning = (pid: number) => isSameProcess(pid, readRunRequest(root, run)?.process ?? '');
  return { ...foldEvents(readRunEvents(root, run), isRunning), run };
}

/** True when there is a process of this number. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** The run with a number; of those that were made before runs were counted, the one at that place. */
function numbered(root: string, ids: readonly string[], number: number): string | undefined {
  return ids.find((id, at) => (readRunRequest(root, id)?.number ?? ids.length - at) === number);
}

function onlyOne(ids: readonly string[]): string | undefined {
  return ids.length === 1 ? ids[0] : undefined;
}
