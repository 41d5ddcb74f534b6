import { documentKind, isPipelineKind } from '#shared/azureml/document-kind.ts';
import type { DocumentKind } from '#shared/azureml/kinds.ts';
import type { YamlDocument } from '#shared/yaml/document.ts';
import type { YamlEntry, YamlMapping, YamlProblem } from '#shared/yaml/tree.ts';
import { findCommentedOut } from './commented-out.ts';
import { readComponentUse } from './component-use.ts';
import { asMapping, asText, fieldsOf } from './fields.ts';
import type { ComponentFiles, ComponentUse, Edge, Job, Pipeline, PipelineEnd } from './pipeline.ts';
import { PipelineState, type Snapshot } from './pipeline-state.ts';
import { readEnds } from './read-ends.ts';

/** Where a document stands, and what answers for component files. */
export interface ReadOptions {
  /** Path of the document, relative to the project, '/' as separator. */
  readonly path: string;
  readonly components: ComponentFiles;
}

const latest = new WeakMap<PipelineState, Pipeline>();

/**
 * Reads the graph of a document. With `previous`, a reading of an earlier revision, jobs whose lines, component and neighbours did not change keep their
 * identity and cost nothing. A document that is no pipeline has no jobs.
 */
export function readPipeline(doc: YamlDocument, options: ReadOptions, previous?: Pipeline): Pipeline {
  const before = previous instanceof ReadPipeline ? previous : undefined;
  const kept = before?.state;
  const carriesOn = kept !== undefined && kept.path === options.path && kept.files === options.components && latest.get(kept) === before;
  const state = carriesOn ? kept : new PipelineState(options.path, options.components);
  const pipeline = new ReadPipeline(doc, options, state, carriesOn ? before : undefined);
  latest.set(state, pipeline);
  return pipeline;
}

const KINDS = ['data', 'setting', 'control'] as const;

class ReadPipeline implements Pipeline {
  readonly document: DocumentKind;
  readonly readable: boolean;
  readonly problems: readonly YamlProblem[];
  readonly name: string | undefined;
  readonly inputs: readonly PipelineEnd[] = [];
  readonly outputs: readonly PipelineEnd[] = [];
  readonly jobs: readonly Job[];
  readonly defaultCompute: string | undefined;
  readonly component: ComponentUse | undefined;
  readonly inputsEntry: YamlEntry | undefined;
  readonly outputsEntry: YamlEntry | undefined;
  readonly #edges: Snapshot['edges'];
  readonly #text: string;
  readonly #jobsPlace: ReturnType<typeof placeOfJobs> | undefined;
  #byName: Map<string, number> | undefined;
  #allEdges: readonly Edge[] | undefined;
  #withControl: Snapshot['edges'] | undefined;
  #commentedOut: Pipeline['commentedOut'] | undefined;

  constructor(
    doc: YamlDocument,
    options: ReadOptions,
    readonly state: PipelineState,
    before: ReadPipeline | undefined,
  ) {
    const map = doc.map;
    this.document = documentKind(map, doc.text);
    this.readable = doc.readable;
    this.problems = doc.problems;
    this.#text = doc.text;
    const fields: ReadonlyMap<string, YamlEntry> = map ? fieldsOf(map) : new Map();
    const text = (key: string) => asText(fields.get(key)?.value);
    this.name = text('name') ?? text('display_name');
    const isPipeline = isPipelineKind(this.document);
    const jobsEntry = isPipeline ? fields.get('jobs') : undefined;
    if (isPipeline) {
      this.inputsEntry = fields.get('inputs');
      this.outputsEntry = fields.get('outputs');
      this.inputs = before && before.inputsEntry === this.inputsEntry ? before.inputs : readEnds(this.inputsEntry, 'input');
      this.outputs = before && before.outputsEntry === this.outputsEntry ? before.outputs : readEnds(this.outputsEntry, 'output');
    }
    const jobs = asMapping(jobsEntry?.value);
    const snapshot = state.update(jobs, this.inputs, this.outputs);
    this.jobs = snapshot.jobs;
    this.#edges = snapshot.edges;
    this.#jobsPlace = jobsEntry && map ? placeOfJobs(jobsEntry, map, jobs, doc.text.length) : undefined;
    const settings = asMapping(fields.get('settings')?.value);
    this.defaultCompute = (settings ? asText(fieldsOf(settings).get('default_compute')?.value) : undefined) ?? text('compute');
    const component = isPipeline ? fields.get('component') : undefined;
    this.component = component ? readComponentUse('component', component, 'pipeline', options.path, options.components) : undefined;
  }

  job(name: string): Job | undefined {
    const index = this.#indexOf(name);
    return index === undefined ? undefined : this.jobs[index];
  }

  get edges(): readonly Edge[] {
    if (this.#allEdges) return this.#allEdges;
    const all: Edge[] = [];
    for (const kind of KINDS) for (const one of this.#edges) for (const edge of one[kind]) all.push(edge);
    this.#allEdges = all;
    return all;
  }

  edgesInto(job: string): readonly Edge[] {
    this.#withControl ??= this.#edges.filter((one) => one.control.length > 0);
    const index = this.#indexOf(job);
    const own = index === undefined ? undefined : this.#edges[index];
    const into = own ? [...own.data, ...own.setting].filter((edge) => edge.toJob === job) : [];
    for (const one of this.#withControl) for (const edge of one.control) if (edge.toJob === job) into.push(edge);
    return into;
  }

  edgesOutOf(job: string): readonly Edge[] {
    // Who reads whom is known to the state of the latest reading; an older one looks through all edges.
    if (latest.get(this.state) !== this) return this.edges.filter((edge) => edge.fromJob === job);
    const outOf: Edge[] = [];
    for (const name of new Set([job, ...this.state.readersOf(job)])) {
      const index = this.#indexOf(name);
      const one = index === undefined ? undefined : this.#edges[index];
      if (one) for (const kind of KINDS) for (const edge of one[kind]) if (edge.fromJob === job) outOf.push(edge);
    }
    return outOf;
  }

  #indexOf(job: string): number | undefined {
    this.#byName ??= new Map(this.jobs.map((one, index) => [one.id, index]));
    return this.#byName.get(job);
  }

  get commentedOut(): Pipeline['commentedOut'] {
    this.#commentedOut ??= this.#jobsPlace ? findCommentedOut(this.#text, this.#jobsPlace) : [];
    return this.#commentedOut;
  }
}

/** From behind `jobs:` to the next key of the document, comments in between included. */
function placeOfJobs(
  entry: YamlEntry,
  map: YamlMapping,
  jobs: YamlMapping | undefined,
  textEnd: number,
): { start: number; end: number; indent: number | undefined; braceEnd: number | undefined } {
  const own = map.entries.indexOf(entry);
  const next = map.entries[own + 1];
  const start = entry.colon < 0 ? entry.end : entry.colon + 1;
  return {
    start,
    end: own < 0 ? start : (next?.start ?? textEnd),
    indent: jobs && !jobs.flow ? jobs.indent : undefined,
    braceEnd: jobs?.flow ? jobs.end : undefined,
  };
}
