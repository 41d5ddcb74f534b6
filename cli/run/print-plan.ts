import type { RunPlan, Task, TaskInput } from '#shared/runs/run-plan.ts';

/** What would run, for a person. */
export function printPlan(plan: RunPlan): string {
  const lines = [`${plan.name}: ${plan.tasks.length} ${plan.tasks.length === 1 ? 'job' : 'jobs'}`];
  for (const task of plan.tasks) {
    const waits = task.waitsFor.length === 0 ? '' : `  after ${task.waitsFor.join(', ')}`;
    lines.push(`  ${task.id}${describe(task)}${waits}`);
  }
  for (const note of plan.notes) lines.push(`Note: ${note}`);
  return `${lines.join('\n')}\n`;
}

/** What stands in the way, a line each. */
export function printObstacles(plan: RunPlan): string {
  if (plan.obstacles.length === 0) return '';
  const head = plan.obstacles.length === 1 ? 'One thing cannot run here:' : `${plan.obstacles.length} things cannot run here:`;
  return `${head}\n${plan.obstacles.map((obstacle) => `  ${obstacle.message}\n`).join('')}`;
}

/** The plan as `--plan --json` gives it. */
export function planToJson(plan: RunPlan): object {
  return {
    file: plan.file,
    name: plan.name,
    jobs: plan.tasks.map((task) => ({
      id: task.id,
      job: task.job,
      kind: task.kind,
      waitsFor: task.waitsFor,
      environment: environmentOf(task),
      ...(task.kind === 'command' ? { command: task.command, code: task.code ?? null } : {}),
      inputs: Object.fromEntries(Object.entries(task.inputs).map(([name, input]) => [name, describeInput(input)])),
      outputs: Object.fromEntries(Object.entries(task.outputs).map(([name, output]) => [name, output.type])),
    })),
    outputs: Object.fromEntries(Object.entries(plan.outputs).map(([name, source]) => [`parent.outputs.${name}`, `${source.task}.${source.port}`])),
    notes: plan.notes,
    obstacles: plan.obstacles,
  };
}

function describe(task: Task): string {
  if (task.kind === 'sweep') return `  (${task.limits.maxTrials} trials)`;
  return task.gate === undefined ? '' : '  (gate)';
}

function environmentOf(task: Task): string | undefined {
  return task.kind === 'command' ? task.environment.label : task.kind === 'sweep' ? task.trial.environment.label : undefined;
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
