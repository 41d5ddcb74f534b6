import { isPipelineKind } from '#shared/azureml/document-kind.ts';
import type { JobKind } from '#shared/azureml/kinds.ts';
import { findLocal } from '#shared/azureml/local-file.ts';
import { isLiteralType, typeOfLiteral } from '#shared/azureml/port-types.ts';
import { asText } from '#shared/pipeline/fields.ts';
import type { Job, Pipeline } from '#shared/pipeline/pipeline.ts';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import type { YamlDocument } from '#shared/yaml/document.ts';
import { orderTasks } from './order-tasks.ts';
import { type Body, bodyOf } from './plan-body.ts';
import { planCommand, planInputs } from './plan-command.ts';
import { fieldsIn, KIND_WORDS, type PlanContext, PlanNotes } from './plan-context.ts';
import { PlanScope } from './plan-scope.ts';
import { planSweep } from './plan-sweep.ts';
import type { Obstacle, RunPlan, Task, TaskInput } from './run-plan.ts';

/** A pipeline may hold pipelines, but not without end. */
const MAX_DEPTH = 20;

/** Works out what a run of a pipeline does, and everything that stands in its way. Pure: nothing is started or written. */
export function planRun(context: PlanContext): RunPlan {
  const found = new PlanNotes();
  const pipeline = readPipeline(context.doc, { path: context.path, components: context.components });
  const root = fieldsIn(context.doc.map);
  const settings = fieldsIn(root.get('settings')?.value);
  const base = {
    file: context.path,
    name: asText(root.get('display_name')?.value) ?? pipeline.name ?? context.path.replace(/^.*\//, '').replace(/\.ya?ml$/i, ''),
    experiment: asText(root.get('experiment_name')?.value) ?? 'Default',
    // The reference page of pipeline jobs says that it is on when it is not set.
    continuesOnFailure: asText(settings.get('continue_on_step_failure')?.value)?.toLowerCase() !== 'false',
  };
  const empty = { ...base, tasks: [], outputs: {}, notes: [] };
  if (!pipeline.readable) return { ...empty, obstacles: [unreadable(pipeline, context)] };
  if (!isPipelineKind(pipeline.document)) return { ...empty, obstacles: [noPipeline(context)] };

  for (const name of context.sets.keys())
    if (!pipeline.inputs.some((input) => input.name === name))
      found.stop({
        code: 'bad-value',
        job: undefined,
        name,
        message: `The pipeline has no input \`${name}\` to set.${listInputs(pipeline)}`,
        field: ['inputs', name],
      });
  let scope = new PlanScope(
    pipeline,
    context.path,
    '',
    undefined,
    context,
    found,
    (name) => setInput(name, pipeline, context, found),
    inputNodesOf(context.doc),
  );
  if (pipeline.component) scope = innerOf(scope, pipeline, context) ?? scope;
  const tasks: Task[] = [];
  readScope(scope, 0);
  planScope(scope, tasks);
  const { ordered, cycle } = orderTasks(behindGates(tasks, found));
  if (cycle.length > 0)
    found.stop({
      code: 'cycle',
      job: cycle[0],
      name: undefined,
      message: `These jobs wait for each other, so none can start: ${[...cycle, cycle[0]].join(' → ')}.`,
      field: ['jobs'],
    });
  if (ordered.length === 0 && found.obstacles.length === 0)
    found.stop({ code: 'bad-value', job: undefined, name: undefined, message: `${context.path} has no jobs to run. Add one.`, field: ['jobs'] });
  const outputs: Record<string, { readonly task: string; readonly port: string }> = {};
  for (const { name } of scope.pipeline.outputs) {
    const source = scope.pipelineOutput(name);
    if (source) outputs[name] = source;
  }
  return { ...base, tasks: ordered, outputs, obstacles: found.obstacles, notes: found.notes };
}

/** A pipeline job with `component:` in place of `jobs`: the pipeline component with what the job gives it. */
function innerOf(outer: PlanScope, pipeline: Pipeline, context: PlanContext): PlanScope | undefined {
  const entry = context.doc.map?.entry('component');
  const use = pipeline.component;
  if (!entry || !use || !context.doc.map) return undefined;
  // The file itself is the job that uses the component.
  const stand: Pick<Job, 'id' | 'kind' | 'type' | 'component'> = { id: 'component', kind: 'pipeline', type: 'pipeline', component: use };
  const body = bodyOf({ ...EMPTY_JOB, ...stand, entry }, context.path, context);
  if (!body.ok || !body.value.doc) {
    if (!body.ok) outer.found.stop({ ...body.failure, job: undefined, field: ['component'] });
    return undefined;
  }
  const inner = readPipeline(body.value.doc, { path: body.value.file, components: context.components });
  return new PlanScope(inner, body.value.file, '', undefined, context, outer.found, (name) => outer.input(name), inputNodesOf(body.value.doc));
}

const EMPTY_JOB: Omit<Job, 'entry'> = {
  id: '',
  kind: 'pipeline',
  type: undefined,
  role: undefined,
  isGate: false,
  gateKind: undefined,
  rules: [],
  displayName: undefined,
  description: undefined,
  component: undefined,
  resolved: false,
  inputs: [],
  outputs: [],
  compute: undefined,
  environment: undefined,
  summary: undefined,
  note: undefined,
  control: undefined,
  bindings: [],
};

/** Finds what every job executes, sub-pipelines included, before anything is resolved through them. */
function readScope(scope: PlanScope, depth: number): void {
  for (const job of scope.pipeline.jobs) {
    if (!isRunnable(job.kind) && job.kind !== 'pipeline' && job.kind !== 'unknown') continue;
    const body = bodyOf(job, scope.file, scope.context);
    if (!body.ok) {
      scope.found.stop({ ...body.failure, job: scope.prefix + job.id });
      continue;
    }
    scope.bodies.set(job.id, body.value);
    if (body.value.kind !== 'pipeline' || !body.value.doc) continue;
    if (depth >= MAX_DEPTH) {
      const message = `\`${scope.prefix}${job.id}\` holds pipelines nested deeper than ${MAX_DEPTH}: one of them probably holds itself.`;
      scope.found.stop({ code: 'cycle', job: scope.prefix + job.id, name: body.value.file, message, field: ['jobs', job.id, 'component'] });
      continue;
    }
    const declared = body.value.declared?.inputs;
    const given = (name: string): TaskInput =>
      scope.jobInput(
        job,
        name,
        declared?.find((port) => port.name === name),
      );
    const pipeline = readPipeline(body.value.doc, { path: body.value.file, components: scope.context.components });
    const prefix = `${scope.prefix}${job.id}.`;
    const sub = new PlanScope(pipeline, body.value.file, prefix, scope.topJob ?? job.id, scope.context, scope.found, given, inputNodesOf(body.value.doc));
    scope.subs.set(job.id, sub);
    readScope(sub, depth + 1);
  }
}

function planScope(scope: PlanScope, tasks: Task[]): void {
  for (const job of scope.pipeline.jobs) {
    refuseCompute(scope, job);
    const body = scope.bodies.get(job.id);
    const sub = scope.subs.get(job.id);
    if (sub) {
      const inputs = planInputs(scope, job, body?.declared?.inputs);
      scope.found.behind.set(
        sub.prefix,
        Object.values(inputs).flatMap((input) => (input.from === 'task' ? [input.task] : [])),
      );
      planScope(sub, tasks);
    } else if (body && !isRunnable(body.kind)) notHere(scope, job, body.kind);
    else if (body) tasks.push(planBody(scope, job, body));
    else if (!isRunnable(job.kind) && job.kind !== 'pipeline') notHere(scope, job, job.kind);
  }
}

function planBody(scope: PlanScope, job: Job, body: Body): Task {
  return body.kind === 'sweep' ? planSweep(scope, job, body) : planCommand(scope, job, body);
}

function isRunnable(kind: JobKind): boolean {
  return kind === 'command' || kind === 'sweep';
}

function notHere(scope: PlanScope, job: Job, kind: JobKind): void {
  const needs = kind === 'automl' || kind === 'data-transfer' || kind === 'import';
  const id = scope.prefix + job.id;
  const message =
    kind === 'unknown'
      ? `\`${id}\` cannot run: its type ${job.type ?? ''} is none that Azure ML knows.`
      : needs
        ? `\`${id}\` needs Azure ML: it is ${KIND_WORDS[kind]}. Comment it out to run the rest here.`
        : `\`${id}\` cannot run here yet: it is ${KIND_WORDS[kind]}. Comment it out to run the rest here, or run it on Azure ML.`;
  scope.found.stop({ code: 'cloud-only', job: id, name: undefined, message, field: ['jobs', job.id, 'type'] });
}

function refuseCompute(scope: PlanScope, job: Job): void {
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
    return waits.length === 0 ? task : { ...task, waitsFor: [...new Set([...task.waitsFor, ...waits])] };
  });
}

/** The value that a call gives to an input of the pipeline. */
function setInput(name: string, pipeline: Pipeline, context: PlanContext, found: PlanNotes): TaskInput | undefined {
  const text = context.sets.get(name);
  const end = pipeline.inputs.find((input) => input.name === name);
  if (text === undefined || !end) return undefined;
  const isData = end.literal === undefined && (end.path !== undefined || (end.type !== undefined && !isLiteralType(end.type)));
  if (!isData) return { from: 'literal', value: text, text, type: end.type ?? typeOfLiteral(text) };
  const scope = new PlanScope(
    pipeline,
    `${context.cwd}.`,
    '',
    undefined,
    context,
    found,
    () => undefined,
    () => undefined,
  );
  return scope.data(text, end.type, end.mode, undefined, ['inputs', name]);
}

function inputNodesOf(doc: YamlDocument) {
  return (name: string) => fieldsIn(fieldsIn(doc.map).get('inputs')?.value).get(name)?.value;
}

function listInputs(pipeline: Pipeline): string {
  return pipeline.inputs.length === 0 ? ' It has none.' : ` It has ${pipeline.inputs.map((input) => input.name).join(', ')}.`;
}

function unreadable(pipeline: Pipeline, context: PlanContext): Obstacle {
  const problem = pipeline.problems.find((one) => one.severity === 'error');
  return { code: 'unreadable', job: undefined, name: context.path, message: `${context.path} cannot be read. ${problem?.message ?? ''}`.trim(), field: [] };
}

function noPipeline(context: PlanContext): Obstacle {
  const message = `${context.path} is no pipeline, so there is nothing to run. Name a file with type: pipeline.`;
  return { code: 'unreadable', job: undefined, name: context.path, message, field: [] };
}
