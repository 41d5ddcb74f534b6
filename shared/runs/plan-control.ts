import type { PortType } from '#shared/azureml/kinds.ts';
import { isLiteralType } from '#shared/azureml/port-types.ts';
import { asSequence, asText } from '#shared/pipeline/fields.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import { fieldsIn, numberAt } from './plan-context.ts';
import { readItems } from './plan-items.ts';
import type { PlanScope } from './plan-scope.ts';
import { externalReads } from './reads-of.ts';
import type { BodyOutput, BranchTask, EachTask, LoopTask, Task, TaskInput, TaskOutput } from './run-plan.ts';
import { isInput } from './task-round.ts';

const MAX_ITERATIONS = 1000;

/** Plans one job of a scope. */
type PlanJob = (scope: PlanScope, job: Job) => readonly Task[];
/** Puts the tasks of a body in order. */
type Arrange = (tasks: readonly Task[]) => readonly Task[];

/** An if_else: its blocks are names of jobs until all tasks are known. */
export function planBranch(scope: PlanScope, job: Job): BranchTask {
  const fields = fieldsIn(job.entry.value);
  const condition = scope.setting(job, fields.get('condition')?.value, 'condition');
  const blocks = { whenTrue: job.control?.trueBlock ?? [], whenFalse: job.control?.falseBlock ?? [] };
  if (condition.from === 'nothing') stop(scope, job, `\`${job.id}\` has no condition, so it cannot decide. Give it the output of a job.`, 'condition');
  if (condition.from === 'literal' && !/^(true|false)$/i.test(condition.text))
    stop(scope, job, `The condition of \`${job.id}\` is ${condition.text}, which is neither true nor false.`, 'condition');
  const all = [...blocks.whenTrue, ...blocks.whenFalse];
  if (all.length === 0) stop(scope, job, `\`${job.id}\` has neither a true_block nor a false_block, so it decides nothing.`, 'true_block');
  for (const name of all)
    if (!scope.pipeline.job(name)) stop(scope, job, `\`${job.id}\` names the job \`${name}\` in a block, which there is not.`, 'true_block', 'missing-input');
  const both = blocks.whenTrue.find((name) => blocks.whenFalse.includes(name));
  if (both !== undefined) stop(scope, job, `\`${both}\` stands in both blocks of \`${job.id}\`. Leave it in one.`, 'false_block');
  return {
    ...baseOf(scope, job),
    kind: 'if-else',
    waitsFor: condition.from === 'task' ? [condition.task] : [],
    inputs: { condition },
    outputs: {},
    condition,
    whenTrue: blocks.whenTrue.map((name) => scope.prefix + name),
    whenFalse: blocks.whenFalse.map((name) => scope.prefix + name),
  };
}

/** Notes which job is the body of a loop and what the loop gives it, before anything is resolved through it. */
export function readLoop(scope: PlanScope, job: Job): void {
  const name = job.control?.body;
  const body = name === undefined ? undefined : scope.pipeline.job(name);
  if (name === undefined || !body || body.id === job.id) {
    const message =
      name === undefined ? `\`${job.id}\` has no body to repeat. Name a job under body.` : `The body of \`${job.id}\` is \`${name}\`, which there is not.`;
    stop(scope, job, message, 'body', 'missing-input');
    return;
  }
  if (scope.loops.has(name)) {
    stop(scope, job, `\`${name}\` is the body of two loops. Give each its own.`, 'body');
    return;
  }
  const gives = job.kind === 'do-while' ? Object.values(mappingOf(job)).flat() : (readItems(scope, job).names ?? portsOf(scope, body));
  scope.loops.set(name, { task: scope.prefix + job.id, gives: new Set(gives) });
}

/** A do_while with its body; nothing when there is no body, which is said. */
export function planLoop(scope: PlanScope, job: Job, planJob: PlanJob, arrange: Arrange): readonly Task[] {
  const rounds = planRounds(scope, job, planJob, arrange);
  if (!rounds) return [];
  const fields = fieldsIn(job.entry.value);
  const limit = numberAt(fieldsIn(fields.get('limits')?.value), 'max_iteration_count');
  if (limit === undefined || limit < 1 || limit > MAX_ITERATIONS)
    stop(scope, job, `\`${job.id}\` needs a limit from 1 to ${MAX_ITERATIONS} under limits.max_iteration_count.`, 'limits');
  const mapping = mappingOf(job);
  for (const [output, inputs] of Object.entries(mapping)) {
    if (rounds.bodyOutputs[output] === undefined) stop(scope, job, `\`${job.id}\` maps the output \`${output}\`, which its body has not.`, 'mapping');
    for (const input of inputs)
      if (!portsOf(scope, rounds.bodyJob).includes(input)) stop(scope, job, `\`${job.id}\` maps to the input \`${input}\`, which its body has not.`, 'mapping');
  }
  const { bodyJob, ...task } = rounds;
  return [
    {
      ...task,
      kind: 'do-while',
      outputs: outputsOf(task.bodyOutputs, (type) => type),
      condition: conditionOf(scope, job, bodyJob, task.bodyOutputs),
      mapping,
      maxIterations: Math.floor(limit ?? 1),
    } satisfies LoopTask,
  ];
}

/** A parallel_for with its body; nothing when there is no body, which is said. */
export function planEach(scope: PlanScope, job: Job, planJob: PlanJob, arrange: Arrange): readonly Task[] {
  const rounds = planRounds(scope, job, planJob, arrange);
  if (!rounds) return [];
  const { bodyJob, ...task } = rounds;
  const { items, failure } = readItems(scope, job);
  if (failure !== undefined) stop(scope, job, failure, 'items');
  if (items && !isInput(items)) {
    const ports = portsOf(scope, bodyJob);
    items.forEach((item, at) => {
      for (const name of Object.keys(item))
        if (!ports.includes(name)) stop(scope, job, `Item ${at + 1} of \`${job.id}\` gives \`${name}\`, which is no input of \`${bodyJob.id}\`.`, 'items');
      for (const port of bodyJob.inputs)
        if (item[port.name] === undefined && task.inputs[port.name]?.from === 'nothing' && !port.optional)
          stop(scope, job, `Item ${at + 1} of \`${job.id}\` gives no \`${port.name}\`, which \`${bodyJob.id}\` needs.`, 'items', 'missing-input');
    });
  }
  const sources = items && isInput(items) && items.from === 'task' ? [items.task] : [];
  const wanted = numberAt(fieldsIn(job.entry.value), 'max_concurrency');
  return [
    {
      ...task,
      kind: 'parallel-for',
      waitsFor: [...new Set([...task.waitsFor, ...sources])],
      outputs: outputsOf(task.bodyOutputs, (type) => (isLiteralType(type) ? 'string' : 'mltable')),
      items: items ?? [],
      maxConcurrency: wanted === undefined || wanted < 1 ? Number.MAX_SAFE_INTEGER : Math.floor(wanted),
    } satisfies EachTask,
  ];
}

function planRounds(scope: PlanScope, job: Job, planJob: PlanJob, arrange: Arrange) {
  const bodyJob = job.control?.body === undefined ? undefined : scope.pipeline.job(job.control.body);
  const id = scope.prefix + job.id;
  const loop = bodyJob && scope.loops.get(bodyJob.id);
  if (!bodyJob || loop?.task !== id) return undefined;
  const planned = planJob(scope, bodyJob);
  // What the loop itself gives is there when a round starts.
  const body = arrange(planned.map((task) => ({ ...task, waitsFor: task.waitsFor.filter((source) => source !== id) })));
  const declared = scope.bodies.get(bodyJob.id)?.declared?.inputs;
  const inputs: Record<string, TaskInput> = {};
  for (const name of loop.gives)
    inputs[name] = scope.firstInput(
      bodyJob,
      name,
      declared?.find((port) => port.name === name),
    );
  const bodyOutputs: Record<string, BodyOutput> = {};
  for (const port of bodyJob.outputs) {
    const source = scope.bodyOutput(bodyJob.id, port.name);
    if (source) bodyOutputs[port.name] = { ...source, type: port.type ?? 'uri_folder' };
  }
  const outside = [...externalReads(body), ...Object.values(inputs)].flatMap((input) => (input.from === 'task' && input.task !== id ? [input.task] : []));
  const waits = body.flatMap((task) => task.waitsFor).filter((source) => !body.some((task) => task.id === source));
  return { ...baseOf(scope, job), waitsFor: [...new Set([...outside, ...waits])], inputs, bodyId: scope.prefix + bodyJob.id, body, bodyOutputs, bodyJob };
}

function conditionOf(scope: PlanScope, job: Job, body: Job, outputs: Readonly<Record<string, BodyOutput>>): LoopTask['condition'] {
  const text = asText(fieldsIn(job.entry.value).get('condition')?.value)?.trim();
  if (text === undefined || /^true$/i.test(text)) return true;
  if (/^false$/i.test(text)) return false;
  // A bare name, `parent.jobs.<body>.outputs.<name>` and `<body>.outputs.<name>` all mean the same.
  const name = /(?:^|outputs\.)([A-Za-z_]\w*)\s*(?:\}\})?$/.exec(text)?.[1] ?? '';
  const source = outputs[name];
  if (source) return { task: source.task, port: source.port };
  stop(scope, job, `The condition of \`${job.id}\` is ${text}, which is no output of its body \`${body.id}\`.`, 'condition', 'missing-input');
  return false;
}

/** Outputs of the body to inputs of its next round. Names stand bare or as full expressions. */
function mappingOf(job: Job): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, string[]> = {};
  for (const [key, entry] of fieldsIn(fieldsIn(job.entry.value).get('mapping')?.value)) {
    const list = asSequence(entry.value)?.items.map((item) => asText(item.value)) ?? [asText(entry.value)];
    found[lastName(key)] = list.flatMap((name) => (name === undefined ? [] : [lastName(name)]));
  }
  return found;
}

function lastName(text: string): string {
  return /^\s*\$\{\{\s*(?:\S*\.)?(\w+)\s*\}\}\s*$/.exec(text)?.[1] ?? text.trim();
}

function portsOf(scope: PlanScope, body: Job): readonly string[] {
  return scope.bodies.get(body.id)?.declared?.inputs.map((port) => port.name) ?? body.inputs.map((port) => port.name);
}

function outputsOf(outputs: Readonly<Record<string, BodyOutput>>, typeOf: (type: PortType) => PortType): Readonly<Record<string, TaskOutput>> {
  return Object.fromEntries(Object.entries(outputs).map(([name, { type }]) => [name, { type: typeOf(type), mode: undefined, copyTo: undefined }]));
}

function baseOf(scope: PlanScope, job: Job) {
  return { id: scope.prefix + job.id, job: scope.topJob ?? job.id, displayName: job.displayName, gate: undefined };
}

function stop(scope: PlanScope, job: Job, message: string, field: string, code: 'bad-value' | 'missing-input' = 'bad-value'): void {
  scope.found.stop({ code, job: scope.prefix + job.id, name: undefined, message, field: ['jobs', job.id, field] });
}
