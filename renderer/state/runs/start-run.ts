import type { ArgsOf, HostApi } from '#shared/contract/types.ts';
import type { RunRequest } from '#shared/runs/run-request.ts';
import type { Selection } from '#shared/runs/select-tasks.ts';
import type { Simulation } from '#shared/runs/simulate/simulation.ts';
import type { Announcer } from '../window/announcer.store.ts';
import type { Dialogs } from '../window/dialogs.store.ts';
import type { WorkspaceStore } from '../workspace/workspace.store.ts';

/** How a run is asked for. */
export interface RunAsk {
  readonly selection: Selection;
  readonly force: boolean;
  /** Values of the pipeline's inputs, and what stands for names of the cloud, for this run alone. */
  readonly sets?: RunRequest['sets'];
  readonly maps?: RunRequest['maps'];
}

/** How a simulation is asked for. */
export interface SimulationAsk {
  readonly jobs?: Simulation['jobs'];
  /** The recorded run that it goes by. */
  readonly like?: string | undefined;
  readonly speed: number;
}

interface StartParts {
  readonly host: HostApi;
  readonly workspace: WorkspaceStore;
  readonly dialogs: Dialogs;
  readonly announcer: Announcer;
}

/** Saves what is not saved, asks for trust where it is needed, and starts. The run; undefined when there is none, and the user knows why. `given` hears which values it gets. */
export async function startRun(
  { host, workspace, dialogs, announcer }: StartParts,
  project: string,
  path: string,
  ask: RunAsk,
  given: (sets: RunRequest['sets']) => void,
): Promise<string | undefined> {
  if (!(await saveAll(workspace))) return undefined;
  const { sets = {}, maps = {}, ...how } = ask;
  if (ask.sets) given(sets);
  const asked = { project, path, ...how, sets, maps };
  let answer = await host.runs.start(asked);
  if (!answer.ok && (answer.failure.code === 'not-trusted' || answer.failure.code === 'cannot-run')) {
    const said = await dialogs.sheet('trust', { path, ask: JSON.stringify({ ...how, sets, maps }) });
    if (said === undefined) return undefined;
    answer = await host.runs.start(said === 'environments' ? { ...asked, selection: { kind: 'environments' } } : asked);
  }
  if (answer.ok) return answer.value.run;
  announcer.announce(answer.failure.message, 'error');
  return undefined;
}

/** Saves what is not saved and starts a run in which nothing is executed. The run; undefined when there is none, and the user knows why. */
export async function startSimulation(
  { host, workspace, announcer }: StartParts,
  project: string,
  path: string,
  { jobs, like, speed }: SimulationAsk,
): Promise<string | undefined> {
  if (!(await saveAll(workspace))) return undefined;
  const answer = await host.runs.simulate({
    project,
    path,
    speed,
    ...(jobs === undefined ? {} : { jobs: jobs as ArgsOf<'runs.simulate'>['jobs'] }),
    ...(like === undefined ? {} : { like }),
  });
  if (answer.ok) return answer.value.run;
  announcer.announce(answer.failure.message, 'error');
  return undefined;
}

/** A run reads files: nothing may be left unsaved. */
async function saveAll(workspace: WorkspaceStore): Promise<boolean> {
  for (const tab of workspace.store.getState().tabs) if (tab.isDirty && !(await workspace.save(tab.path))) return false;
  return true;
}
