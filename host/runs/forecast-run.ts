import { DiskRunFiles } from '#host/files/disk-run-files.ts';
import { Docker, dockerProblem } from '#host/runner/docker.ts';
import { Environments } from '#host/runner/environments.ts';
import { forecastRun } from '#host/runner/forecast.ts';
import type { PlannedFile } from '#host/runner/plan-file.ts';
import type { ForecastEnvironment, ForecastTask, RunForecast } from '#shared/contract/run-forecast.ts';
import { usesContainers } from '#shared/runs/in-containers.ts';
import { distinctObstacles } from '#shared/runs/plan-context.ts';
import { inputsOf, withBodies } from '#shared/runs/reads-of.ts';
import type { Obstacle, Task } from '#shared/runs/run-plan.ts';
import type { Selection } from '#shared/runs/select-tasks.ts';
import { codeOf, commandOf, environmentOf } from '#shared/runs/task-environment.ts';

/** What a forecast is asked with. */
interface ForecastHow {
  readonly selection: Selection;
  readonly force: boolean;
  readonly isTrusted: boolean;
  /** The folder as a person reads it. */
  readonly folder: string;
  /** Nothing is looked at that takes its time: data, what was run before, environments, Docker. */
  readonly isQuick: boolean;
}

/** Says what a run of a plan would do, with what each job executes and needs. */
export async function describeRun(planned: PlannedFile, how: ForecastHow): Promise<RunForecast> {
  const { plan, root, notes } = planned;
  const files = new DiskRunFiles(root);
  const forecast = plan.obstacles.length > 0 || how.isQuick ? new Map() : await forecastRun(plan, root, how);
  const all = withBodies(plan.tasks);
  const loopOf = new Map(plan.tasks.flatMap((task) => withBodies([task]).map((one) => [one.id, task.id])));
  const tasks = all.map((task): ForecastTask => {
    const command = commandOf(task);
    const code = codeOf(task);
    return {
      id: task.id,
      job: task.job,
      kind: task.kind,
      gate: task.gate,
      command,
      code,
      script: scriptOf(command, code, files),
      environment: environmentOf(task)?.label,
      trials: task.kind === 'sweep' ? task.limits.maxTrials : undefined,
      forecast: forecast.get(loopOf.get(task.id) ?? task.id) ?? { will: 'maybe', why: 'it cannot be said before the rest can run' },
    };
  });
  const inputs = all.flatMap(inputsOf);
  const noDocker = usesContainers(plan) && !how.isQuick ? await dockerProblem(process.env) : undefined;
  return {
    isWhole: !how.isQuick,
    isTrusted: how.isTrusted,
    folder: how.folder,
    name: plan.name,
    tasks,
    environments: await environmentsOf(all, root, how.isQuick),
    notes: [...notes, ...plan.notes],
    obstacles: [...distinctObstacles(plan.obstacles), ...(noDocker === undefined ? [] : [obstacleOf(noDocker)])],
    urls: [...new Set(inputs.flatMap((input) => (input.from === 'url' ? [input.url] : [])))],
    reads: [...new Set(inputs.flatMap((input) => (input.from === 'path' ? [input.path] : [])))],
  };
}

function obstacleOf(message: string): Obstacle {
  return { code: 'unresolved-environment', job: undefined, name: undefined, message, field: [] };
}

/** The script that a command starts, where it is one that can be opened. */
function scriptOf(command: string, code: string | undefined, files: DiskRunFiles): ForecastTask['script'] {
  const name = /(?:^|[\s;&|])(?:python3?|bash|sh)\s+(?:-u\s+)?([\w./-]+\.(?:py|sh))\b/.exec(command)?.[1];
  if (name === undefined || code === undefined) return undefined;
  const path = `${code.replace(/\/$/, '')}/${name.replace(/^\.\//, '')}`;
  const text = path.startsWith('../') || path.includes('/../') ? undefined : files.read(path);
  return text === undefined ? undefined : { path, lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0) };
}

async function environmentsOf(tasks: readonly Task[], root: string, isQuick: boolean): Promise<readonly ForecastEnvironment[]> {
  const environments = new Environments({ root, env: process.env, python: undefined, tell: () => undefined });
  const docker = new Docker({ root, run: '', env: process.env });
  const found = new Map<string, ForecastEnvironment>();
  for (const task of tasks) {
    const use = environmentOf(task);
    if (!use) continue;
    const key = JSON.stringify([use.python, use.requirements, use.isContainer === true ? use.image : undefined]);
    if (found.has(key)) continue;
    const isReady = isQuick ? undefined : await (use.isContainer === true ? docker : environments).isReady(use);
    const image = use.isContainer === true ? (use.image ?? use.build?.folder ?? 'Python') : undefined;
    const { label, python, requirements, notes } = use;
    found.set(key, { label, python, requirements, ...(image === undefined ? {} : { image }), isReady, notes });
  }
  return [...found.values()];
}
