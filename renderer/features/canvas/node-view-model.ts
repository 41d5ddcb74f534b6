import { familyOfRole, iconOfJob, type RoleFamily, wordOfJob } from '#renderer/state/job-look.ts';
import type { IconName } from '#renderer/ui/icons/icon.tsx';
import type { GateKind } from '#shared/azureml/gate-kind.ts';
import { gateLines } from '#shared/layout/gate-rows.ts';
import type { PortShape, ShapeNode, ShapePort, Silhouette } from '#shared/layout/graph-shape.ts';
import { plateRows } from '#shared/layout/node-size.ts';
import type { Job, Pipeline, PipelineEnd, Port } from '#shared/pipeline/pipeline.ts';

/** Filled: something is connected or given; open: free; need: required and missing, or read from what does not exist. */
export type PortState = 'on' | 'open' | 'need';

export interface PortView {
  readonly end: string;
  readonly name: string;
  readonly side: 'input' | 'output';
  readonly shape: PortShape;
  readonly state: PortState;
  /** "uri_folder, from split.train_data". */
  readonly detail: string;
}

/** Everything that a node draws besides its place. The same object as before while nothing of it changed. */
export interface NodeView {
  readonly id: string;
  readonly end: string;
  readonly what: 'job' | 'input' | 'output' | 'off';
  /** The job's, input's or output's name as written. */
  readonly name: string;
  readonly silhouette: Silhouette;
  readonly icon: IconName;
  readonly family: RoleFamily;
  /** `why`: a sentence that says why it could not be read. */
  readonly component: { readonly label: string; readonly icon: IconName; readonly why?: string } | undefined;
  readonly compute: string | undefined;
  readonly note: string | undefined;
  /** Of a gate: what it judges, what it judges by as typed, and how many rows its plate has. */
  readonly gate?: { readonly kind: GateKind; readonly typed: readonly string[]; readonly rows: number };
  readonly inputs: readonly PortView[];
  readonly outputs: readonly PortView[];
  readonly errors: number;
  readonly warnings: number;
  /** Path of the pipeline file that one can step into. */
  readonly opens: string | undefined;
  /** Accessible name: starts with the name. */
  readonly label: string;
}

/** What decides a view; compared by identity to keep the object of the last time. */
export interface NodeSource {
  readonly shape: ShapeNode;
  readonly job: Job | undefined;
  readonly pipelineEnd: PipelineEnd | undefined;
  readonly connected: string;
  readonly errors: number;
  readonly warnings: number;
}

const CONTROL: ReadonlySet<Job['kind']> = new Set(['if-else', 'do-while', 'parallel-for', 'unknown']);

/** Makes the view of a job. */
export function viewOfJob(source: NodeSource & { readonly job: Job }): NodeView {
  const { job, shape } = source;
  const local = job.component?.where === 'local';
  return {
    id: shape.id,
    end: `parent.${shape.id}`,
    what: 'job',
    name: job.id,
    silhouette: shape.silhouette,
    icon: iconOfJob(CONTROL.has(job.kind) ? { kind: job.kind, role: undefined, gateKind: undefined } : job),
    family: CONTROL.has(job.kind) ? 'none' : job.isGate ? 'judge' : familyOfRole(job.role),
    component: componentOf(job),
    compute: job.compute === undefined ? undefined : shortCompute(job.compute),
    note: job.kind === 'unknown' ? undefined : (shape.note ?? job.note),
    ...(job.gateKind === undefined ? {} : { gate: { kind: job.gateKind, typed: gateLines(job), rows: plateRows(shape.rules) } }),
    inputs: shape.inputs.map((port) => portView(port, 'input', job, source.connected)),
    outputs: shape.outputs.map((port) => portView(port, 'output', job, source.connected)),
    errors: source.errors,
    warnings: source.warnings,
    opens: job.kind === 'pipeline' && local ? job.component?.path : undefined,
    label: labelOfJob(job, source),
  };
}

/** Makes the view of an input or output of the pipeline. */
export function viewOfEnd(source: NodeSource, what: 'input' | 'output'): NodeView {
  const { shape, pipelineEnd } = source;
  const name = shape.id.slice(shape.id.indexOf('.') + 1);
  const end = `parent.${shape.id}`;
  const port: PortView = {
    end,
    name,
    side: what === 'input' ? 'output' : 'input',
    shape: (shape.inputs[0] ?? shape.outputs[0])?.shape ?? shapeOfType(pipelineEnd?.type),
    state: source.connected ? 'on' : 'open',
    detail: pipelineEnd?.type ?? 'type not known',
  };
  return {
    id: shape.id,
    end,
    what,
    name,
    silhouette: what,
    icon: what === 'input' ? 'arrow-up-from-line' : 'arrow-down-to-line',
    family: 'none',
    component: undefined,
    compute: undefined,
    note: undefined,
    inputs: what === 'output' ? [port] : [],
    outputs: what === 'input' ? [port] : [],
    errors: source.errors,
    warnings: source.warnings,
    opens: undefined,
    label: `${name}, pipeline ${what}${pipelineEnd?.type ? `, ${pipelineEnd.type}` : ''}${problemWords(source)}`,
  };
}

/** Makes the view of a job whose lines stand commented out. */
export function viewOfCommentedOut(shape: ShapeNode, name: string): NodeView {
  return {
    id: shape.id,
    end: `parent.jobs.${name}`,
    what: 'off',
    name,
    silhouette: 'card',
    icon: 'box',
    family: 'none',
    component: undefined,
    compute: undefined,
    note: undefined,
    inputs: [],
    outputs: [],
    errors: 0,
    warnings: 0,
    opens: undefined,
    label: `${name}, commented out`,
  };
}

/** True when a new view would look like the last one. */
export function sameSource(a: NodeSource, b: NodeSource): boolean {
  return (
    a.shape === b.shape &&
    a.job === b.job &&
    a.pipelineEnd === b.pipelineEnd &&
    a.connected === b.connected &&
    a.errors === b.errors &&
    a.warnings === b.warnings
  );
}

/** What a screen reader says of a focused job: kind, component, neighbours, problems (design.md §14). */
export function spokenJob(pipeline: Pipeline, job: Job, view: NodeView): string {
  const reads = pipeline
    .edgesInto(job.id)
    .filter((edge) => edge.kind === 'data' && !edge.dangling)
    .map((edge) => `${lastPart(edge.to)} from ${edge.fromJob ?? `pipeline input ${lastPart(edge.from)}`}`);
  const out = pipeline.edgesOutOf(job.id).filter((edge) => edge.kind === 'data');
  const jobs = out.map((edge) => edge.toJob).filter((reader): reader is string => reader !== undefined);
  const outputs = out.filter((edge) => edge.toJob === undefined).map((edge) => `pipeline output ${lastPart(edge.to)}`);
  const readers = [...new Set([...jobs, ...outputs])];
  const said = [`${view.label}.`];
  if (reads.length > 0) said.push(`Reads ${joinWords(reads)}.`);
  if (readers.length > 0) said.push(`Read by ${joinWords(readers)}.`);
  return said.join(' ');
}

/** What a screen reader says of a focused input or output of the pipeline. */
export function spokenEnd(pipeline: Pipeline, view: NodeView): string {
  const near = pipeline.edges.filter((edge) => (view.what === 'input' ? edge.from : edge.to) === view.end);
  const names = [...new Set(near.map((edge) => (view.what === 'input' ? edge.toJob : edge.fromJob) ?? ''))].filter(Boolean);
  if (names.length === 0) return `${view.label}. Not connected.`;
  return view.what === 'input' ? `${view.label}. Read by ${joinWords(names)}.` : `${view.label}. Written by ${joinWords(names)}.`;
}

/** `split.train_data` for `parent.jobs.split.outputs.train_data`, `raw` for `parent.inputs.raw`. */
export function shortEnd(end: string): string {
  const parts = end.split('.');
  if (parts[1] === 'jobs') return parts[3] === undefined ? (parts[2] ?? end) : `${parts[2]}.${parts.slice(parts[4] === undefined ? 3 : 4).join('.')}`;
  return parts.slice(2).join('.') || end;
}

/** Layout node id of an end: `jobs.train`, `inputs.raw`. */
export function nodeOfEnd(end: string): string {
  return end.split('.').slice(1, 3).join('.');
}

/** "a, b and c". */
export function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}

function componentOf(job: Job): NodeView['component'] {
  const use = job.component;
  if (job.kind === 'automl' || job.kind === 'spark') {
    const label = job.kind === 'automl' ? job.summary : (job.summary ?? use?.label);
    return label === undefined ? undefined : { label, icon: job.kind === 'automl' ? 'box' : 'terminal' };
  }
  if (job.kind === 'unknown') return { label: `type: ${job.type ?? 'not given'}`, icon: 'terminal' };
  if (!use || use.where === 'inline') return job.summary === undefined ? undefined : { label: job.summary, icon: 'terminal' };
  const why = job.resolved || use.reason === undefined ? {} : { why: use.reason };
  return { label: use.label, icon: use.where === 'local' ? 'box' : 'cloud', ...why };
}

function shortCompute(compute: string): string {
  return compute.replace(/^azureml:/, '').replace(/^\$\{\{parent\.inputs\.([\w.-]+)\}\}$/, '$1');
}

function portView(port: ShapePort, side: 'input' | 'output', job: Job, connected: string): PortView {
  const known = (side === 'input' ? job.inputs : job.outputs).find((candidate) => candidate.end === port.end);
  const isConnected = connected.includes(`|${port.end}|`);
  // What a remote component takes and gives is not known for sure.
  const isSure = job.component?.where !== 'workspace' && job.component?.where !== 'registry';
  const isGiven = port.end.startsWith('more.') || (isSure && (isConnected || hasValue(known, side)));
  // It reads from what does not exist: nothing arrives.
  const isLost = side === 'input' && !isConnected && known?.bound?.startsWith('parent.') === true;
  const state: PortState = known?.missing || isLost ? 'need' : isGiven ? 'on' : 'open';
  return { end: port.end, name: port.name, side, shape: port.shape, state, detail: `${detailOf(port, known)}${isLost ? ', which does not exist' : ''}` };
}

function hasValue(port: Port | undefined, side: 'input' | 'output'): boolean {
  if (!port) return false;
  return side === 'input'
    ? port.bound !== undefined || port.literal !== undefined || port.path !== undefined
    : port.bound !== undefined || port.path !== undefined;
}

function detailOf(port: ShapePort, known: Port | undefined): string {
  const type = port.type ?? 'type not known';
  if (!known) return type;
  const sure = known.certain || port.type === undefined ? type : `${type}, by its use`;
  if (known.bound !== undefined) return `${sure}, ${known.side === 'input' ? 'from' : 'to'} ${shortEnd(known.bound)}`;
  if (known.path !== undefined) return `${sure}, ${known.path}`;
  if (known.literal !== undefined) return `${sure}, ${String(known.literal)}`;
  return known.missing ? `${sure}, needs a value` : sure;
}

function labelOfJob(job: Job, source: NodeSource): string {
  const parts = [job.id, wordOfJob(job)];
  const component = componentOf(job);
  if (job.component && job.component.where !== 'inline') parts.push(`component ${job.component.label}`);
  else if (component && job.kind !== 'unknown') parts.push(component.label);
  if (job.note) parts.push(job.note);
  if (job.compute) parts.push(`on ${shortCompute(job.compute)}`);
  return parts.join(', ') + problemWords(source);
}

function problemWords({ errors, warnings }: { readonly errors: number; readonly warnings: number }): string {
  const words: string[] = [];
  if (errors > 0) words.push(`${errors} ${errors === 1 ? 'problem' : 'problems'}`);
  if (warnings > 0) words.push(`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`);
  return words.length > 0 ? `, ${words.join(', ')}` : '';
}

function shapeOfType(type: string | undefined): PortShape {
  if (type === undefined || type.startsWith('uri') || type === 'mltable' || type === 'path') return 'circle';
  return type.endsWith('model') ? 'diamond' : 'square';
}

function lastPart(end: string): string {
  return end.slice(end.lastIndexOf('.') + 1);
}

/** The view of a job that does not exist yet. */
export function viewOfGhost(shape: ShapeNode, job: Job): NodeView {
  const connected = job.inputs.filter((port) => port.bound !== undefined).map((port) => `|${port.end}|`);
  return viewOfJob({ shape, job, pipelineEnd: undefined, connected: connected.join(''), errors: 0, warnings: 0 });
}
