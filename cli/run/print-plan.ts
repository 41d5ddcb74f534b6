import { type Forecast, sayForecast, type TaskForecast } from '#shared/runs/forecast.ts';
import { distinctObstacles } from '#shared/runs/plan-context.ts';
import { withBodies } from '#shared/runs/reads-of.ts';
import type { RunPlan, Task, TaskInput } from '#shared/runs/run-plan.ts';
import { sayDuration } from '#shared/runs/say-duration.ts';
import { isInput } from '#shared/runs/task-round.ts';

const WORDS: Readonly<Record<TaskForecast['will'], string>> = { run: 'runs', reuse: 'reused', maybe: 'may run', leave: 'not run' };

/** What would run and why, for a person. */
export function printPlan(plan: RunPlan, forecast: Forecast): string {
  const lines = [`${plan.name}: ${plan.tasks.length} ${plan.tasks.length === 1 ? 'job' : 'jobs'}${forecast.size === 0 ? '' : `. ${sayForecast(forecast)}`}`];
  const width = Math.max(0, ...plan.tasks.map((task) => task.id.length + describe(task).length));
  for (const task of plan.tasks) {
    const name = `${task.id}${describe(task)}`;
    const one = forecast.get(task.id);
    if (one === undefined) lines.push(`  ${name}${task.waitsFor.length === 0 ? '' : `  after ${task.waitsFor.join(', ')}`}`);
    else
      lines.push(
        `  ${name.padEnd(width)}  ${WORDS[one.will].padEnd(7)}  ${one.why}${one.tookMs === undefined || one.will === 'leave' ? '' : ` (took ${sayDuration(one.tookMs)})`}`,
      );
  }
  for (const note of plan.notes) lines.push(`Note: ${note}`);
  return `${lines.join('\n')}\n`;
}

/** What stands in the way, a line each. */
export function printObstacles(plan: RunPlan): string {
  if (plan.obstacles.length === 0) return '';
  const obstacles = distinctObstacles(plan.obstacles);
  const head = obstacles.length === 1 ? 'One thing cannot run here:' : `${obstacles.length} things cannot run here:`;
  return `${head}\n${obstacles.map((obstacle) => `  ${obstacle.message}\n`).join('')}`;
}

/** The plan as `--plan --json` gives it. */
export function planToJson(plan: RunPlan, forecast: Forecast): object {
  return {
    file: plan.file,
    name: plan.name,
    jobs: withBodies(plan.tasks).map((task) => ({
      id: task.id,
      job: task.job,
      kind: task.kind,
      ...forecast.get(task.id),
      waitsFor: task.waitsFor,
      environment: environmentOf(task),
      ...(task.kind === 'command' ? { command: task.command, code: task.code ?? null } : {}),
      inputs: Object.fromEntries(Object.entries(task.inputs).map(([name, input]) => [name, describeInput(input)])),
      outputs: Object.fromEntries(Object.entries(task.outputs).map(([name, output]) => [name, output.type])),
    })),
    outputs: Object.fromEntries(Object.entries(plan.outputs).map(([name, source]) => [`parent.outputs.${name}`, `${source.task}.${source.port}`])),
    recorded: plan.recorded ?? [],
    notes: plan.notes,
    obstacles: plan.obstacles,
  };
}

function describe(task: Task): string {
  switch (task.kind) {
    case 'command':
      return task.gate === undefined ? '' : ' (gate)';
    case 'sweep':
      return ` (${task.limits.maxTrials} trials)`;
    case 'parallel':
      return ' (mini-batches)';
    case 'if-else':
      return ` (${[...task.whenTrue, ...task.whenFalse].join(' or ')})`;
    case 'do-while':
      return ` (${task.bodyId}, up to ${task.maxIterations} rounds)`;
    case 'parallel-for':
      return ` (${task.bodyId}${isInput(task.items) ? ', an item each' : `, ${task.items.length} items`})`;
  }
}

function environmentOf(task: Task): string | undefined {
  return task.kind === 'command' || task.kind === 'parallel' ? task.environment.label : task.kind === 'sweep' ? task.trial.environment.label : undefined;
}

function describeInput(input: TaskInput): object {
  switch (input.from) {
    case 'literal':
      return { literal: input.value };
    case 'path':
      return { path: input.path };
    case 'url':
      return { url: input.url };
    case 'task':
      return { from: `${input.task}.${input.port}` };
    case 'nothing':
      return { nothing: true };
  }
}
