import { relative, resolve, sep } from 'node:path';
import { listRunIds, readRunEvents, readRunRequest, readRunText } from '#host/files/runs/run-folder.ts';
import { TrustedFolders } from '#host/files/trusted-folders.ts';
import { writtenMetrics } from '#host/runner/compare.ts';
import { dockerProblem } from '#host/runner/docker.ts';
import { findRun } from '#host/runner/find-runs.ts';
import { type PlannedFile, planFile } from '#host/runner/plan-file.ts';
import { type DiskUse, diskUse, prune } from '#host/runner/prune.ts';
import { askToStop } from '#host/runner/stop-requests.ts';
import { fail, ok, type Result } from '#shared/base/result.ts';
import type { RunSummary } from '#shared/contract/run-summary.ts';
import type { Failure } from '#shared/contract/types.ts';
import { usesContainers } from '#shared/runs/in-containers.ts';
import { selectTasks } from '#shared/runs/select-tasks.ts';
import { fillSimulation } from '#shared/runs/simulate/read-simulation.ts';
import { simulationOf } from '#shared/runs/simulate/recorded.ts';
import type { Simulation } from '#shared/runs/simulate/simulation.ts';
import { settingsWithDefaults } from '#shared/settings/settings-file.ts';
import { labelOf } from '../files/places.ts';
import type { Project } from '../files/projects.ts';
import type { Handlers } from '../handlers.ts';
import type { HostServices } from '../host.ts';
import { describeRun } from './forecast-run.ts';
import { summarize } from './run-summaries.ts';

type RunRequests = Pick<
  Handlers,
  | 'runs.forecast'
  | 'runs.trust'
  | 'runs.start'
  | 'runs.stop'
  | 'runs.live'
  | 'runs.list'
  | 'runs.read'
  | 'runs.simulate'
  | 'runs.openTracking'
  | 'runs.usage'
  | 'runs.prune'
>;

/** Answers what windows ask about runs. */
export function makeRunHandlers(services: HostServices): RunRequests {
  const { runs, store } = services;
  const trusted = new TrustedFolders(store);
  const ended = new Map<string, RunSummary>();
  const inProject = async <R>(id: string, run: (project: Project) => Promise<R>): Promise<R | Result<never, Failure<'no-such-project'>>> => {
    const project = services.projects.get(id);
    return project.ok ? run(project.value) : fail(project.failure);
  };
  const plan = (project: Project, path: string, given?: Given): Result<PlannedFile, Failure<'cannot-plan'>> => {
    const plain = planFile({ cwd: project.root, file: path, sets: new Map(), maps: new Map() });
    if (!plain.ok) return fail({ code: 'cannot-plan', message: plain.failure });
    const { root } = plain.value;
    runs.addRoot(project.root, root);
    if (given === undefined || given.sets.size + given.maps.size === 0) return plain;
    // Paths that are given count from where the runs are kept, as those of a run that is run again do.
    const planned = planFile({ cwd: root, file: relative(root, resolve(project.root, path)), ...given });
    return planned.ok ? planned : fail({ code: 'cannot-plan', message: planned.failure });
  };
  return {
    'runs.forecast': ({ project: id, path, selection, force, isQuick = false, ...given }) =>
      inProject(id, async (project) => {
        const planned = plan(project, path, givenOf(given));
        if (!planned.ok) return planned;
        const { root } = planned.value;
        const isTrusted = await trusted.has(root);
        const how = { selection: selection ?? ({ kind: 'all' } as const), force: force ?? false, isTrusted, folder: labelOf(root), isQuick };
        return ok(await describeRun(planned.value, how));
      }),
    'runs.trust': ({ project: id, path, isTrusted }) =>
      inProject(id, async (project) => {
        const planned = plan(project, path);
        if (!planned.ok) return planned;
        const { root } = planned.value;
        const isKept = await (isTrusted ? trusted.add(root) : trusted.remove(root));
        return isKept ? ok({}) : fail({ code: 'not-writable', message: 'Your answer could not be kept: the profile folder of Sluice cannot be written.' });
      }),
    'runs.start': ({ project: id, path, selection = { kind: 'all' }, force = false, ...asked }) =>
      inProject(id, async (project) => {
        const given = givenOf(asked);
        const planned = plan(project, path, given);
        if (!planned.ok) return planned;
        const { root, plan: what } = planned.value;
        if (!(await trusted.has(root)))
          return fail({ code: 'not-trusted', message: 'This folder may not run anything yet. Look at what would be executed, then trust it.' });
        if (what.obstacles.length > 0) return fail({ code: 'cannot-run', message: what.obstacles.map((obstacle) => obstacle.message).join('\n') });
        const noDocker = usesContainers(what) ? await dockerProblem(process.env) : undefined;
        if (noDocker !== undefined) return fail({ code: 'cannot-run', message: noDocker });
        if ('job' in selection && selectTasks(what.tasks, selection) === undefined)
          return fail({ code: 'no-such-job', message: `${path} has no job \`${selection.job}\` to run. It may have been renamed.` });
        const parallel = settingsWithDefaults((await services.settings.read()).values)['run.maxParallel'];
        return runs.start({ planned: planned.value, selection, force, parallel, ...given });
      }),
    'runs.simulate': ({ project: id, path, jobs = {}, like, speed }) =>
      inProject(id, async (project) => {
        const planned = plan(project, path);
        if (!planned.ok) return planned;
        const { root, plan: what } = planned.value;
        if (what.tasks.length === 0) return fail({ code: 'cannot-run', message: what.obstacles.map((obstacle) => obstacle.message).join('\n') });
        const made: Simulation = { jobs, others: {} };
        if (like === undefined) return runs.simulate(planned.value, made, speed);
        const state = findRun(root, like);
        if (!state) return fail(noSuchRun(like));
        return runs.simulate(planned.value, fillSimulation(made, simulationOf(readRunEvents(root, like), writtenMetrics(root, state))), speed);
      }),
    'runs.openTracking': ({ project: id, run }) =>
      inProject(id, async (project) => {
        const [first = project.root] = runs.rootsOf(project.root);
        const opened = await services.tracking.open((run === undefined ? undefined : runs.rootOf(project.root, run)) ?? first, run);
        return opened.ok ? opened : fail({ code: 'no-tracking', message: opened.failure });
      }),
    'runs.usage': ({ project: id }) =>
      inProject(id, async (project) => {
        const uses = await Promise.all(runs.rootsOf(project.root).map(diskUse));
        const sum = (of: (use: DiskUse) => number) => uses.reduce((total, use) => total + of(use), 0);
        return ok({ total: sum((use) => use.total), runs: sum((use) => use.runs), store: sum((use) => use.store), envs: sum((use) => use.envs) });
      }),
    'runs.prune': ({ project: id, keep, isDry }) =>
      inProject(id, async (project) => {
        const done = await Promise.all(
          runs.rootsOf(project.root).map((root) => prune(root, { keep, olderThanDays: undefined, envs: false, isDry }, new Date())),
        );
        return ok({
          runs: done.reduce((total, { runs: gone }) => total + gone.length, 0),
          freedBytes: done.reduce((total, { freedBytes }) => total + freedBytes, 0),
          isRunning: done.some((each) => each.isRunning),
        });
      }),
    'runs.stop': ({ project: id, run, job }) =>
      inProject(id, async (project) => {
        if (job === undefined && runs.stop(run)) return ok({});
        const root = runs.rootOf(project.root, run);
        if (root === undefined) return fail(noSuchRun(run));
        const asked = askToStop(root, run, job);
        return asked.ok ? ok({}) : asked;
      }),
    'runs.live': async () => ok({ count: runs.liveCount }),
    'runs.list': ({ project: id, path }) =>
      inProject(id, async (project) => {
        if (path !== undefined) plan(project, path);
        const found = runs.rootsOf(project.root).flatMap((root) => {
          const ids = listRunIds(root);
          return ids.map((run, index) => summaryOf(project, root, run, ids.length - index));
        });
        return ok({ runs: found.sort((a, b) => (a.run < b.run ? 1 : -1)) });
      }),
    'runs.read': ({ project: id, run }) =>
      inProject(id, async (project) => {
        const root = runs.rootOf(project.root, run);
        if (root === undefined) return fail(noSuchRun(run));
        const ids = listRunIds(root);
        const summary = summaryOf(project, root, run, ids.length - ids.indexOf(run));
        return ok({ summary, events: runs.eventsOf(root, run), request: readRunRequest(root, run), text: readRunText(root, run) });
      }),
  };

  function summaryOf(project: Project, root: string, run: string, place: number): RunSummary {
    const known = ended.get(run);
    if (known) return { ...known, path: pathIn(project, root, known.file) };
    const events = runs.eventsOf(root, run);
    const summary = summarize({ root, project: project.root, run, events, request: readRunRequest(root, run), isOurs: runs.isOurs(run), place });
    // What has ended changes no more, and is not read again.
    if (summary.result !== 'running' && summary.result !== 'interrupted') ended.set(run, summary);
    return summary;
  }
}

/** What a run is given besides its file. */
interface Given {
  readonly sets: ReadonlyMap<string, string>;
  readonly maps: ReadonlyMap<string, string>;
}

function givenOf({ sets = {}, maps = {} }: { readonly sets?: Record<string, string> | undefined; readonly maps?: Record<string, string> | undefined }): Given {
  return { sets: new Map(Object.entries(sets)), maps: new Map(Object.entries(maps)) };
}

function noSuchRun(run: string): Failure<'no-such-run'> {
  return { code: 'no-such-run', message: `There is no run ${run} in this project any more. It may have been removed.` };
}

function pathIn(project: Project, root: string, file: string): string {
  return relative(project.root, resolve(root, file)).split(sep).join('/');
}
