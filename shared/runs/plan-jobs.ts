import type { JobKind } from '#shared/azureml/kinds.ts';
import { findLocal } from '#shared/azureml/local-file.ts';
import { isControlFlow } from '#shared/azureml/node-kinds.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import type { YamlDocument } from '#shared/yaml/document.ts';
import { orderTasks } from './order-tasks.ts';
import { bodyOf } from './plan-body.ts';
import { planCommand, planInputs } from './plan-command.ts';
import { fieldsIn, KIND_WORDS, type PlanNotes } from './plan-context.ts';
import { planBranch, planEach, planLoop, readLoop } from './plan-control.ts';
import { planParallel } from './plan-parallel.ts';
import { PlanScope } from './plan-scope.ts';
import { planSweep } from './plan-sweep.ts';
import type { Task, TaskId, TaskInput } from './run-plan.ts';

/** A pipeline may hold pipelines, but not without end. */
const MAX_DEPTH = 20;

/** The mapping that declares an input of a pipeline. */
export function inputNodesOf(doc: YamlDocument) {
  return (name: string) => fieldsIn(fieldsIn(doc.map).get('inputs')?.value).get(name)?.value;
}

/** Finds what every job executes, sub-pipelines included, before anything is resolved through them. */
export function readScope(scope: PlanScope, depth = 0): void {
  for (const job of scope.pipeline.jobs) {
    if (scope.recorded(job.id) || (!isRunnable(job.kind) && job.kind !== 'pipeline' && job.kind !== 'unknown')) continue;
    const body = bodyOf(job, scope.file, scope.context);
    if (!body.ok) {
      scope.found.stop({ ...body.failure, job: scope.prefix + job.id });
      continue;
    }
    scope.bodies.set(job.id, body.value);
    if (body.value.note !== undefined) scope.found.note(body.value.note);
  }
  for (const job of scope.pipeline.jobs) if (job.kind === 'do-while' || job.kind === 'parallel-for') readLoop(scope, job);
  for (const job of scope.pipeline.jobs) readSub(scope, job, depth);
}

function readSub(scope: PlanScope, job: Job, depth: number): void {
  const body = scope.bodies.get(job.id);
  if (body?.kind !== 'pipeline' || !body.doc) return;
  if (depth >= MAX_DEPTH) {
    const message = `\`${scope.prefix}${job.id}\` holds pipelines nested deeper than ${MAX_DEPTH}: one of them probably holds itself.`;
    scope.found.stop({ code: 'cycle', job: scope.prefix + job.id, name: body.file, message, field: ['jobs', job.id, 'component'] });
    return;
  }
  const declared = body.declared?.inputs;
  const given = (name: string): TaskInput =>
    scope.jobInput(
      job,
      name,
      declared?.find((port) => port.name === name),
    );
  const pipeline = readPipeline(body.doc, { path: body.file, components: scope.context.components });
  const prefix = `${scope.prefix}${job.id}.`;
  const sub = new PlanScope(pipeline, body.file, prefix, scope.topJob ?? job.id, scope.context, scope.found, given, inputNodesOf(body.doc));
  scope.subs.set(job.id, sub);
  readScope(sub, depth + 1);
}

/** The tasks of a pipeline, in the order of the text; bodies of loops are within their loops. */
export function planScope(scope: PlanScope): readonly Task[] {
  return scope.pipeline.jobs.flatMap((job) => (scope.loops.has(job.id) ? [] : planJob(scope, job)));
}

function planJob(scope: PlanScope, job: Job): readonly Task[] {
  const recorded = scope.recorded(job.id);
  if (recorded) {
    scope.found.recorded.push({ id: scope.prefix + job.id, job: scope.topJob ?? job.id, outputs: recorded });
    const outputs = Object.entries(recorded).map(([port, target]) => `\`${port}\` is taken from ${target}`);
    scope.found.note(`\`${scope.prefix}${job.id}\` is not run: ${outputs.join(', ')}, as .sluice/local.yml or --map says.`);
    return [];
  }
  refuseCompute(scope, job);
  const body = scope.bodies.get(job.id);
  const sub = scope.subs.get(job.id);
  if (sub) {
    const inputs = planInputs(scope, job, body?.declared?.inputs);
    const sources = Object.values(inputs).flatMap((input) => (input.from === 'task' ? [input.task] : []));
    scope.found.behind.set(sub.prefix, sources);
    return planScope(sub);
  }
  const kind = body?.kind ?? job.kind;
  switch (kind) {
    case 'command':
      return body ? [planCommand(scope, job, body)] : [];
    case 'sweep':
      return body ? [planSweep(scope, job, body)] : [];
    case 'parallel':
      return body ? [planParallel(scope, job, body)] : [];
    case 'if-else':
      return [planBranch(scope, job)];
    case 'do-while':
      return planLoop(scope, job, planJob, (tasks) => arrange(tasks, scope.found));
    case 'parallel-for':
      return planEach(scope, job, planJob, (tasks) => arrange(tasks, scope.found));
    case 'pipeline':
      // Why it cannot be read is said already.
      return [];
    default:
      if (body || job.kind === kind) notHere(scope, job, kind);
      return [];
  }
}

/** Tasks behind those they wait for: for their inputs, for gates in front of their sub-pipeline, for the branch that decides whether they run. */
export function arrange(tasks: readonly Task[], found: PlanNotes): readonly Task[] {
  const { ordered, cycle } = orderTasks(behindBranches(behindGates(tasks, found)));
  if (cycle.length > 0)
    found.stop({
      code: 'cycle',
      job: cycle[0],
      name: undefined,
      message: `These jobs wait for each other, so none can start: ${[...cycle, cycle[0]].join(' → ')}.`,
      field: ['jobs'],
    });
  return ordered;
}

function isRunnable(kind: JobKind): boolean {
  return kind === 'command' || kind === 'sweep' || kind === 'parallel';
}

function notHere(scope: PlanScope, job: Job, kind: JobKind): void {
  const id = scope.prefix + job.id;
  const port = job.outputs[0]?.name;
  const record = `record its result under outputs in .sluice/local.yml${port === undefined ? '' : ` (${id}.${port}: ./path)`}`;
  const isAlone = scope.prefix === '' && scope.pipeline.jobs.length === 1;
  const message =
    kind === 'unknown'
      ? `\`${id}\` cannot run: its type ${job.type ?? ''} is none that Azure ML knows.`
      : `\`${id}\` needs Azure ML: it is ${KIND_WORDS[kind]}. ${isAlone ? 'Run it there.' : `To run the rest here, ${record}, or comment it out.`}`;
  scope.found.stop({ code: 'cloud-only', job: id, name: undefined, message, field: ['jobs', job.id, 'type'] });
}

function refuseCompute(scope: PlanScope, job: Job): void {
  if (isControlFlow(job.kind)) return;
  const compute = job.compute ?? scope.pipeline.defaultCompute;
  if (compute === undefined) return;
  const bare = compute.replace(/^azureml:/, '');
  const { compute: entries } = scope.context.local;
  const found = findLocal(entries, compute) ?? findLocal(entries, bare) ?? findLocal(entries, `azureml:${bare}`);
  if (found?.entry.target !== 'refuse') return;
  const message = `\`${scope.prefix}${job.id}\` asks for ${compute}, which .sluice/local.yml keeps from running here.`;
  scope.found.stop({ code: 'compute-refused', job: scope.prefix + job.id, name: compute, message, field: ['jobs', job.id, 'compute'] });
}

/** Jobs of a sub-pipeline wait for the gates that its own inputs come from. */
function behindGates(tasks: readonly Task[], found: PlanNotes): readonly Task[] {
  const gates = new Set(tasks.filter((task) => task.gate !== undefined).map((task) => task.id));
  if (gates.size === 0 || found.behind.size === 0) return tasks;
  return tasks.map((task) => {
    const waits = [...found.behind].flatMap(([prefix, sources]) => (task.id.startsWith(prefix) ? sources.filter((source) => gates.has(source)) : []));
    return waitsAlsoFor(task, waits);
  });
}

/** Jobs of a block wait for their if_else. A block that is a pipeline is all of its tasks. */
function behindBranches(tasks: readonly Task[]): readonly Task[] {
  if (!tasks.some((task) => task.kind === 'if-else')) return tasks;
  const tasksOf = (block: TaskId) => tasks.filter((task) => task.id === block || task.id.startsWith(`${block}.`)).map((task) => task.id);
  const waits = new Map<TaskId, TaskId[]>();
  const whole = tasks.map((task) => {
    if (task.kind !== 'if-else') return task;
    const whenTrue = task.whenTrue.flatMap(tasksOf);
    const whenFalse = task.whenFalse.flatMap(tasksOf);
    for (const id of [...whenTrue, ...whenFalse]) waits.set(id, [...(waits.get(id) ?? []), task.id]);
    return { ...task, whenTrue, whenFalse };
  });
  return whole.map((task) => waitsAlsoFor(task, waits.get(task.id) ?? []));
}

function waitsAlsoFor(task: Task, sources: readonly TaskId[]): Task {
  return sources.length === 0 ? task : { ...task, waitsFor: [...new Set([...task.waitsFor, ...sources])] };
}
