import { z } from 'zod';
import { parseComponentRef } from '#shared/azureml/component-ref.ts';
import { freeName } from '#shared/azureml/names.ts';
import { fail, ok, type Result } from '#shared/base/result.ts';
import { metricsOf } from '#shared/gates/declared-metrics.ts';
import { startingRules } from '#shared/gates/starting-rule.ts';
import { endOfJobOutput, parseEnd } from '#shared/pipeline/end.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import { writeBinding } from './common/bindings.ts';
import { canFeed } from './common/compatibility.ts';
import { refuseSharedJobs } from './common/flow-jobs.ts';
import { addGateInput, GATE_INPUT, gateComponentRef, gateInput } from './common/gate-component.ts';
import { judgeOf, metricsOutputOf } from './common/gate-plan.ts';
import { findPort, firstRefusal, listNames, refusal, refuseNoJob, refuseNoPipeline, refuseNoPort } from './common/guards.ts';
import { refuseName } from './common/job-names.ts';
import { bindingText, inputPath } from './common/places.ts';
import { portPlace } from './common/port-place.ts';
import { wayBetween } from './common/reach.ts';
import { refuseShared } from './common/sharing.ts';
import { nameArg } from './common/values.ts';
import { defineEdit, type EditContext, type Refusal } from './edit.ts';
import { Draft } from './splice/draft.ts';
import type { Plain } from './splice/plain.ts';

const args = z.strictObject({
  from: z.string().optional().describe('Whose metrics are judged: parent.jobs.evaluate.outputs.metrics, or any output of that job'),
  to: z.string().optional().describe('What waits: an input that reads from there, or parent.jobs.register'),
  before: nameArg.optional().describe('Instead of from and to: the job that waits; the metrics that decide about it are found'),
  name: nameArg.optional().describe('Name of the gate; default: quality_gate'),
  rules: z.string().min(1).optional().describe('One rule a line; default: a first rule for the metrics that are declared'),
  baseline: z.string().optional().describe("The champion's metrics: parent.inputs.x or parent.jobs.a.outputs.y"),
  component: z.string().min(1).optional().describe('The quality_gate component, relative to the pipeline, where the project has none yet'),
});
type Args = z.infer<typeof args>;

/** What is judged, and who waits. */
interface Plan {
  readonly judge: Job;
  readonly metrics: string;
  readonly waiting: Job | undefined;
  readonly name: string;
}

/**
 * Puts a quality gate behind the job that writes metrics and lets another job wait for its verdict. Azure ML drops inputs that a component does not
 * declare, so a component file that has no input for a verdict gets an optional one.
 */
export const insertGate = defineEdit({
  id: 'insert-gate',
  summary: 'Insert a quality gate: on an edge from a job that writes metrics, or before a job.',
  args,
  label: (args) => `Insert a gate${args.before === undefined ? (args.from === undefined ? '' : ` on ${shortOf(args.from)}`) : ` before ${args.before}`}`,
  refuse(context, args) {
    const refused = firstRefusal(
      () => refuseNoPipeline(context),
      () => refuseSharedJobs(context),
    );
    if (refused) return refused;
    const plan = planOf(context, args);
    if (!plan.ok) return plan.failure;
    const { waiting } = plan.value;
    return firstRefusal(
      () => (args.name === undefined ? undefined : refuseName(context, args.name)),
      () => refuseBaseline(context, args.baseline, waiting),
      () => refuseComponent(context, args.component),
      () => (waiting ? refuseWaiting(context, waiting, plan.value.judge) : undefined),
    );
  },
  apply(context, args) {
    const plan = planOf(context, args);
    if (!plan.ok) return { edits: [] };
    const { judge, metrics, waiting, name } = plan.value;
    const declared = metricsOf(judge);
    const rules = args.rules ?? startingRules(declared, args.baseline !== undefined);
    const inputs: { [key: string]: Plain } = { metrics: bindingText(metrics) };
    if (args.baseline !== undefined) inputs.baseline = bindingText(args.baseline);
    inputs.rules = `${rules.replace(/\r\n?/g, '\n').replace(/\n*$/, '')}\n`;
    const draft = new Draft(context.doc);
    draft.set(['jobs', name], { type: 'command', component: gateComponentRef(context, args.component) ?? '', inputs }, { after: judge.id, spaced: true });
    const notes: string[] = [];
    if (args.rules === undefined && declared.length === 0) notes.push(`${judge.id} does not say which metrics it writes: check the first rule of ${name}.`);
    if (!waiting) {
      notes.push(`Nothing waits for ${name} yet: connect its verdict to the input ${GATE_INPUT} of a job.`);
      return { edits: draft.edits, expect: draft.expected, select: [`parent.jobs.${name}`], notes };
    }
    const verdict = endOfJobOutput(name, 'verdict');
    writeBinding(draft, inputPath(waiting, GATE_INPUT), bindingText(verdict), portPlace(context, waiting, 'input', GATE_INPUT, verdict));
    const use = waiting.component;
    const isMissing = !findPort(waiting, 'input', GATE_INPUT)?.declared;
    if (isMissing && use?.where === 'inline' && use.key !== 'inline') {
      draft.set(['jobs', waiting.id, use.key, 'inputs', GATE_INPUT], gateInput(false));
    }
    const change = isMissing && use?.where === 'local' && use.path !== undefined ? addGateInput(context, use.path) : undefined;
    if (change) notes.push(`${change.path} got an optional input ${GATE_INPUT}, so that ${waiting.id} can wait for the verdict.`);
    return { edits: draft.edits, expect: draft.expected, select: [`parent.jobs.${name}`], notes, ...(change ? { files: [change] } : {}) };
  },
});

function planOf(context: EditContext, args: Args): Result<Plan, Refusal> {
  const { pipeline } = context;
  const name = args.name ?? freeName('quality_gate', (other) => pipeline.job(other) !== undefined);
  if ((args.before === undefined) === (args.from === undefined) || (args.before !== undefined && args.to !== undefined)) {
    return fail(refusal('bad-arguments', 'Give either before, or from (and to).'));
  }
  if (args.before !== undefined) {
    const waiting = pipeline.job(args.before);
    if (!waiting) return fail(refuseNoJob(context, args.before) ?? refusal('no-such-job', `There is no job '${args.before}'.`));
    const judge = judgeOf(pipeline, waiting);
    const output = judge && metricsOutputOf(judge);
    if (!judge || !output) {
      const hint = "Add a job that evaluates first, or tag the component that writes them with 'sluice.metrics'.";
      return fail(refusal('no-such-output', `No job that '${args.before}' builds on writes metrics. ${hint}`));
    }
    return ok({ judge, metrics: output.end, waiting, name });
  }
  const from = parseEnd(args.from ?? '');
  if (from?.kind !== 'job-output' && from?.kind !== 'job') {
    return fail(refusal('bad-arguments', `'${args.from}' gives no metrics: name a job's output (parent.jobs.evaluate.outputs.metrics).`));
  }
  const judge = pipeline.job(from.job);
  if (!judge) return fail(refuseNoJob(context, from.job) ?? refusal('no-such-job', `There is no job '${from.job}'.`));
  if (from.kind === 'job-output' && judge.resolved && !findPort(judge, 'output', from.name)) return fail(refuseNoPort(judge, 'output', from.name));
  const to = args.to === undefined ? undefined : parseEnd(args.to);
  const waiting = to?.kind === 'job-input' || to?.kind === 'job' ? pipeline.job(to.job) : undefined;
  // On an edge from a job that writes none, the metrics that decide are found as before a job: those of what evaluates the same model.
  const source = metricsOutputOf(judge) === undefined && waiting ? (judgeOf(pipeline, waiting) ?? judge) : judge;
  const output = metricsOutputOf(source);
  if (!output) {
    const written = judge.outputs.length === 0 ? 'nothing' : listNames(judge.outputs.map((port) => port.name));
    return fail(
      refusal('no-such-output', `'${judge.id}' writes no metrics that a gate could judge; it writes ${written}. Put the gate behind a job that evaluates.`),
    );
  }
  if (args.to === undefined) return ok({ judge: source, metrics: output.end, waiting: undefined, name });
  if (to?.kind !== 'job-input' && to?.kind !== 'job') {
    return fail(refusal('bad-arguments', `'${args.to}' cannot wait for a gate: name a job or one of its inputs (parent.jobs.register).`));
  }
  if (!waiting) return fail(refuseNoJob(context, to.job) ?? refusal('no-such-job', `There is no job '${to.job}'.`));
  return ok({ judge: source, metrics: output.end, waiting, name });
}

function refuseWaiting(context: EditContext, waiting: Job, judge: Job): Refusal | undefined {
  if (waiting.id === judge.id) return refusal('reads-itself', `'${judge.id}' writes the metrics, so it cannot wait for the gate that judges them.`);
  const way = wayBetween(context.pipeline, waiting.id, judge.id);
  if (way) {
    const steps = way.slice(1).map((job, k) => `${job} reads from ${way[k]}`);
    return refusal('would-form-cycle', `Would form a cycle: ${listNames(steps)}, and ${waiting.id} would wait for the gate behind it.`);
  }
  const port = findPort(waiting, 'input', GATE_INPUT);
  if (port?.entry) {
    const source = port.bound === undefined ? 'has a value' : `reads from ${shortOf(port.bound)}`;
    return refusal('already-connected', `${waiting.id}.${GATE_INPUT} ${source} already. Disconnect it first, or add rules to that gate.`);
  }
  if (port?.declared && !canFeed('uri_file', port.type)) {
    return refusal('type-mismatch', `${waiting.id}.${GATE_INPUT} takes ${port.type}; a verdict is a file (uri_file).`);
  }
  return port?.declared ? refuseShared(context.doc, inputPath(waiting, GATE_INPUT), undefined) : refuseUndeclared(context, waiting);
}

/** A job whose component has no input for a verdict: a file of the project can be given one. */
function refuseUndeclared(context: EditContext, waiting: Job): Refusal | undefined {
  const use = waiting.component;
  if (!use || !['command', 'sweep', 'parallel', 'spark', 'pipeline'].includes(waiting.kind)) {
    return refusal(
      'no-such-port',
      `'${waiting.id}' (${waiting.kind}) takes no input '${GATE_INPUT}', so it cannot wait for a gate. Let a job that it needs wait.`,
    );
  }
  const shared = refuseShared(context.doc, inputPath(waiting, GATE_INPUT), undefined);
  if (shared || use.where === 'inline') return shared;
  if (use.where !== 'local' || use.path === undefined) {
    const what = "give it an optional input 'gate' of type uri_file where it is kept and register a new version, or let a job before it wait";
    return refusal('not-local', `Azure ML drops an input that ${use.ref ?? `the component of '${waiting.id}'`} does not declare: ${what}.`);
  }
  if (use.declared === undefined) return refusal('no-such-file', use.reason ?? `${use.path} cannot be read.`);
  return addGateInput(context, use.path)
    ? undefined
    : refusal('no-such-file', `${use.path} cannot be changed: give it an optional input '${GATE_INPUT}' first.`);
}

function refuseBaseline(context: EditContext, baseline: string | undefined, waiting: Job | undefined): Refusal | undefined {
  if (baseline === undefined) return undefined;
  const end = parseEnd(baseline);
  if (end?.kind === 'input') {
    const names = context.pipeline.inputs.map((input) => input.name);
    return names.includes(end.name) ? undefined : refusal('no-such-input', `The pipeline has no input '${end.name}'. It has ${listNames(names) || 'none'}.`);
  }
  if (end?.kind !== 'job-output') return refusal('bad-arguments', `'${baseline}' gives no metrics: name a pipeline input or a job's output.`);
  const job = context.pipeline.job(end.job);
  if (!job) return refuseNoJob(context, end.job);
  if (job.resolved && !findPort(job, 'output', end.name)) return refuseNoPort(job, 'output', end.name);
  if (waiting && wayBetween(context.pipeline, waiting.id, end.job)) {
    return refusal('would-form-cycle', `Would form a cycle: ${end.job} needs ${waiting.id}, which would wait for the gate.`);
  }
  return undefined;
}

function refuseComponent(context: EditContext, asked: string | undefined): Refusal | undefined {
  if (asked !== undefined) {
    const ref = parseComponentRef(asked);
    return ref.kind === 'invalid' ? refusal('bad-arguments', ref.reason) : undefined;
  }
  if (gateComponentRef(context, undefined) !== undefined) return undefined;
  return refusal(
    'no-such-file',
    'The project has no quality_gate component. Add it from the library, or name one: component: ./components/quality_gate/component.yml.',
  );
}

function shortOf(end: string): string {
  return end.replace(/^parent\.(jobs\.|inputs\.|outputs\.)?/, '').replace(/\.(inputs|outputs)\./, '.');
}
