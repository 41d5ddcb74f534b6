import { isPipelineKind } from '#shared/azureml/document-kind.ts';
import { isLiteralType, typeOfLiteral } from '#shared/azureml/port-types.ts';
import { asText } from '#shared/pipeline/fields.ts';
import type { Job, Pipeline } from '#shared/pipeline/pipeline.ts';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import { literalText } from './literal-text.ts';
import { bodyOf } from './plan-body.ts';
import { fieldsIn, type PlanContext, PlanNotes } from './plan-context.ts';
import { arrange, inputNodesOf, planScope, readScope } from './plan-jobs.ts';
import { PlanScope } from './plan-scope.ts';
import { asPipeline } from './plan-standalone.ts';
import type { Obstacle, RunPlan, TaskInput } from './run-plan.ts';

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
  if (!isPipelineKind(pipeline.document)) {
    const alone = asPipeline(context);
    return alone ? { ...planRun(alone), name: base.name, experiment: base.experiment } : { ...empty, obstacles: [noPipeline(context)] };
  }

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
  readScope(scope);
  const ordered = arrange(planScope(scope), found);
  if (ordered.length === 0 && found.obstacles.length === 0)
    found.stop({ code: 'bad-value', job: undefined, name: undefined, message: `${context.path} has no jobs to run. Add one.`, field: ['jobs'] });
  const outputs: Record<string, { readonly task: string; readonly port: string }> = {};
  for (const { name } of scope.pipeline.outputs) {
    const source = scope.pipelineOutput(name);
    if (source) outputs[name] = source;
  }
  const { obstacles, notes, recorded } = found;
  const subOutputs = Object.fromEntries(outputsWithin(scope));
  return {
    ...base,
    tasks: ordered,
    outputs,
    ...(Object.keys(subOutputs).length === 0 ? {} : { subOutputs }),
    obstacles,
    notes,
    ...(recorded.length === 0 ? {} : { recorded }),
  };
}

/** By `job.port`: what outputs of sub-pipelines are made from, to any depth. */
function outputsWithin(scope: PlanScope): readonly (readonly [string, RunPlan['outputs'][string]])[] {
  return [...scope.subs].flatMap(([job, sub]) => [
    ...sub.pipeline.outputs.flatMap(({ name }) => {
      const source = scope.output(job, name);
      return source ? [[`${sub.prefix}${name}`, source] as const] : [];
    }),
    ...outputsWithin(sub),
  ]);
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

/** The value that a call gives to an input of the pipeline. */
function setInput(name: string, pipeline: Pipeline, context: PlanContext, found: PlanNotes): TaskInput | undefined {
  const text = context.sets.get(name);
  const end = pipeline.inputs.find((input) => input.name === name);
  if (text === undefined || !end) return undefined;
  const isData = end.literal === undefined && (end.path !== undefined || (end.type !== undefined && !isLiteralType(end.type)));
  if (!isData) {
    const isOn = end.type === 'boolean' && /^(true|false)$/i.test(text) ? text.toLowerCase() === 'true' : undefined;
    // As it would come into the command had it stood in the file.
    if (isOn !== undefined) return { from: 'literal', value: isOn, text: literalText(isOn, false), type: 'boolean' };
    return { from: 'literal', value: text, text, type: end.type ?? typeOfLiteral(text) };
  }
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

function listInputs(pipeline: Pipeline): string {
  return pipeline.inputs.length === 0 ? ' It has none.' : ` It has ${pipeline.inputs.map((input) => input.name).join(', ')}.`;
}

function unreadable(pipeline: Pipeline, context: PlanContext): Obstacle {
  const problem = pipeline.problems.find((one) => one.severity === 'error');
  return { code: 'unreadable', job: undefined, name: context.path, message: `${context.path} cannot be read. ${problem?.message ?? ''}`.trim(), field: [] };
}

function noPipeline(context: PlanContext): Obstacle {
  const message = `${context.path} is no pipeline, job or component, so there is nothing to run. Name a file that is one.`;
  return { code: 'unreadable', job: undefined, name: context.path, message, field: [] };
}
