import type { ComponentChoice } from '#renderer/state/components/component-list.store.ts';
import { type GateRequest, gateRequestsOn, isMetricsGate } from '#renderer/state/gates/gate-insertion.ts';
import type { EditContext, EditDefinition, Refusal } from '#shared/edits/edit.ts';
import { planEdit } from '#shared/edits/run-edit.ts';
import type { Box, Point } from '#shared/layout/graph-shape.ts';
import { componentLabel, relativeRef } from '#shared/pipeline/paths.ts';
import type { ComponentFiles, ComponentInterface, Edge, Job, Pipeline, Port } from '#shared/pipeline/pipeline.ts';
import { readComponent } from '#shared/pipeline/read-component.ts';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { diffAsEdit, type TextEdit } from '#shared/yaml/text-edit.ts';
import { canvasEdits } from './canvas-edits.ts';
import { portAt } from './connect-view-model.ts';
import { edgeAt } from './edge-view-model.ts';
import type { PortView } from './node-view-model.ts';
import type { Scene, SceneNode } from './scene-view-model.ts';

/** A component on its way from a list to the graph. */
export interface DraggedComponent {
  /** Project-relative path of its file; of a library component: where it will stand. */
  readonly path?: string;
  /** A registered component: `azureml:name:1`. */
  readonly ref?: string;
  /** The text of its file, when it is known. */
  readonly text?: string;
}

/** One edit of a drop, applied in order. */
export type DropStep =
  | { readonly kind: 'add'; readonly args: { readonly name: string; readonly component: string; readonly after?: string } }
  | { readonly kind: 'connect'; readonly args: { readonly from: string; readonly to: string } }
  | { readonly kind: 'gate'; readonly args: GateRequest & { readonly name: string; readonly component: string } };

export interface DropPlan {
  readonly name: string;
  readonly steps: readonly DropStep[];
  readonly edits: readonly TextEdit[];
  /** The pipeline as it will be. */
  readonly pipeline: Pipeline;
  readonly after: string | undefined;
  readonly between: { readonly from: string; readonly to: string } | undefined;
}

/** What a drag carries: the component as it is chosen, and how it can be shown before the drop. */
export interface Dragged {
  readonly choice: ComponentChoice;
  readonly component: DraggedComponent;
}

/** Reads what a drag carries. */
export function readDragged(data: string): Dragged | undefined {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const text = (key: string): string | undefined => {
    const entry: unknown = (value as Readonly<Record<string, unknown>>)[key];
    return typeof entry === 'string' && entry !== '' ? entry : undefined;
  };
  const [path, library, ref, content] = [text('path'), text('library'), text('ref'), text('text')];
  const choice = library !== undefined ? { library } : path !== undefined ? { path } : ref !== undefined ? { ref } : undefined;
  if (!choice) return undefined;
  const place = path ?? (library === undefined ? undefined : `components/${library}/component.yml`);
  return {
    choice,
    component: { ...(place === undefined ? {} : { path: place }), ...(ref === undefined ? {} : { ref }), ...(content === undefined ? {} : { text: content }) },
  };
}

/** A free job name for a component: its own name, else its file's. */
export function jobNameFor(pipeline: Pipeline, dragged: DraggedComponent, declared: ComponentInterface | undefined): string {
  const given =
    declared?.name ??
    (dragged.path === undefined ? undefined : componentLabel(dragged.path)) ??
    dragged.ref?.replace(/^azureml:(\/\/.*\/)?/, '').split(':')[0] ??
    'job';
  const base =
    given
      .toLowerCase()
      .replace(/[^a-z0-9_]+/g, '_')
      .replace(/^(?=\d)/, '_') || 'job';
  let name = base;
  for (let number = 2; pipeline.job(name) !== undefined; number++) name = `${base}_${number}`;
  return name;
}

interface PlanParts {
  readonly context: EditContext;
  readonly scene: Scene;
  readonly dragged: DraggedComponent;
  /** Where the pointer is, in the graph. */
  readonly at: Point;
  /** How near to an edge counts as on it, in px of the graph. */
  readonly reach: number;
}

/** What a drop would write: the job, and the edges that it would get. On an edge: between its ends; else from the nearest job before it. */
export function planDrop({ context, scene, dragged, at, reach }: PlanParts): DropPlan | Refusal {
  const components = withDragged(context.components, dragged);
  const declared = dragged.path === undefined ? undefined : declaredBy(components, dragged.path);
  const name = jobNameFor(context.pipeline, dragged, declared);
  const component = dragged.path === undefined ? (dragged.ref ?? '') : relativeRef(context.path, dragged.path);
  const edge = edgeAt(
    scene.edges.filter((each) => each.shape.kind === 'data'),
    at,
    reach,
  )?.edge;
  const gate = edge && isMetricsGate(declared) ? planGate({ ...context, components }, edge, name, component) : undefined;
  if (gate) return gate;
  const before = edge ? [] : upstream(scene, at);
  const after = edge?.fromJob ?? before.find((node) => node.view.what === 'job')?.view.name;
  const scratch = new Scratch({ ...context, components });
  const refusal = scratch.take({ kind: 'add', args: { name, component, ...(after === undefined ? {} : { after }) } });
  if (refusal) return refusal;
  const job = scratch.pipeline.job(name);
  const inputs = (job?.inputs ?? []).filter((port) => !isPlain(port.type)).map((port) => port.end);
  const outputs = (job?.outputs ?? []).map((port) => port.end);
  let between: DropPlan['between'];
  if (edge) {
    const isIn = inputs.some((to) => scratch.take({ kind: 'connect', args: { from: edge.from, to } }) === undefined);
    const isOut = isIn && outputs.some((from) => scratch.take({ kind: 'connect', args: { from, to: edge.to } }) === undefined);
    if (isIn && isOut) between = { from: edge.from, to: edge.to };
  } else {
    if (job) connectFromNearest(scratch, before, job);
  }
  const change = diffAsEdit(context.doc.text, scratch.text);
  return { name, steps: scratch.steps, edits: change ? [change] : [], pipeline: scratch.pipeline, after, between };
}

/** A gate on an edge judges the metrics that it carries, or stands before the job that reads it; undefined where neither can be. */
function planGate(context: EditContext, edge: Edge, name: string, component: string): DropPlan | undefined {
  for (const request of gateRequestsOn(edge)) {
    const scratch = new Scratch(context);
    if (scratch.take({ kind: 'gate', args: { ...request, name, component } })) continue;
    const change = diffAsEdit(context.doc.text, scratch.text);
    const between = { from: edge.from, to: edge.to };
    return { name, steps: scratch.steps, edits: change ? [change] : [], pipeline: scratch.pipeline, after: edge.fromJob, between };
  }
  return undefined;
}

/** Looks up files as before, and the dragged one by its text. */
export function withDragged(components: ComponentFiles, dragged: DraggedComponent): ComponentFiles {
  const { path, text } = dragged;
  if (path === undefined || text === undefined) return components;
  return { version: components.version, read: (asked) => (asked === path ? { text } : components.read(asked)) };
}

function declaredBy(components: ComponentFiles, path: string): ComponentInterface | undefined {
  const file = components.read(path);
  return typeof file === 'string' ? undefined : readComponent(file.text);
}

/** Connects from the nearest node that has what an input asks for: by type first, required inputs before others; else by name; else whatever fits. */
function connectFromNearest(scratch: Scratch, nodes: readonly SceneNode[], job: Job): void {
  const inputs = job.inputs.filter((port) => !isPlain(port.type));
  const ordered = [...inputs.filter((port) => port.missing), ...inputs.filter((port) => !port.missing)];
  const lastName = (end: string) => end.slice(end.lastIndexOf('.') + 1);
  const passes: readonly ((from: string, to: Port) => boolean)[] = [
    (from, to) => to.type !== undefined && portAt(scratch.pipeline, from)?.type === to.type,
    (from, to) => lastName(from) === to.name,
    () => true,
  ];
  for (const fits of passes) {
    for (const node of nodes) {
      const taken = new Set<string>();
      for (const to of ordered) {
        const from = node.view.outputs.find((port) => isOffered(port, to) && !taken.has(port.end) && fits(port.end, to))?.end;
        if (from !== undefined && scratch.take({ kind: 'connect', args: { from, to: to.end } }) === undefined) taken.add(from);
      }
      if (taken.size > 0) return;
    }
  }
}

/** A verdict opens a gate; it is no data to read. */
function isOffered(port: PortView, to: Port): boolean {
  return !port.end.startsWith('more.') && (port.shape !== 'bar' || to.name === 'gate');
}

/** Nodes that end before a place in the flow, the nearest first. */
function upstream(scene: Scene, at: Point): readonly SceneNode[] {
  const isTopDown = scene.direction === 'tb';
  const distance = (box: Box) => {
    const along = isTopDown ? at.y - (box.y + box.height) : at.x - (box.x + box.width);
    const middle = isTopDown ? box.x + box.width / 2 : box.y + box.height / 2;
    return Math.hypot(along, isTopDown ? at.x - middle : at.y - middle);
  };
  return (
    scene.nodes
      .filter(({ box, shape, view }) => !shape.quiet && view.outputs.length > 0 && (isTopDown ? box.y + box.height <= at.y : box.x + box.width <= at.x))
      // What a job wrote is read more often than what came in from outside.
      .sort((a, b) => Number(a.view.what !== 'job') - Number(b.view.what !== 'job') || distance(a.box) - distance(b.box))
      .slice(0, 8)
  );
}

function isPlain(type: string | undefined): boolean {
  return type === 'string' || type === 'integer' || type === 'number' || type === 'boolean';
}

/** A copy of the document on which steps are tried. */
class Scratch {
  readonly steps: DropStep[] = [];
  readonly #doc;
  #pipeline: Pipeline;

  constructor(private readonly context: EditContext) {
    this.#doc = readYaml(context.doc.text);
    this.#pipeline = readPipeline(this.#doc, { path: context.path, components: context.components });
  }

  get pipeline(): Pipeline {
    return this.#pipeline;
  }

  get text(): string {
    return this.#doc.text;
  }

  /** Does a step, or says why not. */
  take(step: DropStep): Refusal | undefined {
    if (step.kind === 'gate') return this.#apply(canvasEdits.insertGate, step.args, step);
    return step.kind === 'add' ? this.#apply(canvasEdits.addJob, step.args, step) : this.#apply(canvasEdits.connect, step.args, step);
  }

  #apply<Args>(edit: EditDefinition<Args>, args: Args, step: DropStep): Refusal | undefined {
    const planned = planEdit(edit, { ...this.context, doc: this.#doc, pipeline: this.#pipeline }, args);
    if (!planned.ok) return planned.failure;
    this.#doc.update(planned.value.edits);
    this.#pipeline = readPipeline(this.#doc, { path: this.context.path, components: this.context.components });
    this.steps.push(step);
    return undefined;
  }
}
