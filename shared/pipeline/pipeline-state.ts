import type { PortType } from '#shared/azureml/kinds.ts';
import type { YamlEntry, YamlMapping } from '#shared/yaml/tree.ts';
import { lookUpComponent } from './component-cache.ts';
import { fieldsOf, isMergeKey } from './fields.ts';
import { type JobEdges, linkEdges } from './link-edges.ts';
import { linkJob, type Surroundings } from './link-job.ts';
import type { ComponentFiles, Job, PipelineEnd } from './pipeline.ts';
import { type JobDraft, readJob } from './read-job.ts';

interface Linked {
  draft: JobDraft;
  job: Job;
  edges: JobEdges;
}

/** What one reading gives; never changed afterwards. */
export interface Snapshot {
  readonly jobs: readonly Job[];
  readonly edges: readonly JobEdges[];
}

/**
 * What is carried from one reading of a pipeline to the next, so that a keystroke costs what it touches: the drafts of the jobs by their entries, and who
 * reads whom. It belongs to the latest reading alone; reading on from an older one starts anew.
 */
export class PipelineState implements Surroundings {
  readonly #linked = new Map<string, Linked>();
  readonly #readers = new Map<string, Set<string>>();
  #entries: readonly YamlEntry[] = [];
  #order: Linked[] = [];
  #hasDuplicates = false;
  #version = -1;
  #inputs = new Map<string, PortType | undefined>();
  #outputs = new Map<string, PortType | undefined>();
  #ends: readonly PipelineEnd[] = [];
  #endsKey = '';

  constructor(
    readonly path: string,
    readonly files: ComponentFiles,
  ) {}

  /** Reads what is new, links what it touches. */
  update(jobs: YamlMapping | undefined, inputs: readonly PipelineEnd[], outputs: readonly PipelineEnd[]): Snapshot {
    const relinkAll = this.#updateEnds(inputs, outputs);
    const changed = new Set<string>();
    this.#updateDrafts(this.#effectiveEntries(jobs), changed);
    if (inputs !== this.#ends) this.#updateRules(inputs, changed);
    this.#updateComponents(changed);
    this.#link(relinkAll ? this.#linked.keys() : this.#touchedBy(changed));
    return { jobs: this.#order.map((one) => one.job), edges: this.#order.map((one) => one.edges) };
  }

  draft(job: string): JobDraft | undefined {
    return this.#linked.get(job)?.draft;
  }

  readersOf(job: string): Iterable<string> {
    return this.#readers.get(job) ?? [];
  }

  hasInput(name: string): boolean {
    return this.#inputs.has(name);
  }

  hasOutput(name: string): boolean {
    return this.#outputs.has(name);
  }

  inputType(name: string): PortType | undefined {
    return this.#inputs.get(name);
  }

  outputType(name: string): PortType | undefined {
    return this.#outputs.get(name);
  }

  inputLiteral(name: string): string | number | boolean | undefined {
    return this.#ends.find((end) => end.name === name)?.literal;
  }

  /** The values of the pipeline's inputs may have changed: gates whose rules stand there are linked again. */
  #updateRules(inputs: readonly PipelineEnd[], changed: Set<string>): void {
    this.#ends = inputs;
    for (const { draft } of this.#order) if (draft.rulesFrom !== undefined) changed.add(draft.job.id);
  }

  /** True when a name or type changed: every job is then linked again. */
  #updateEnds(inputs: readonly PipelineEnd[], outputs: readonly PipelineEnd[]): boolean {
    const key = [inputs, outputs].map((ends) => ends.map((end) => `${end.name}:${end.type ?? ''}`).join('\n')).join('\n\n');
    if (key === this.#endsKey) return false;
    this.#endsKey = key;
    this.#inputs = new Map(inputs.map((end) => [end.name, end.type]));
    this.#outputs = new Map(outputs.map((end) => [end.name, end.type]));
    return true;
  }

  /** The entries that count: merge keys followed, of duplicates the last. Usually exactly those of the mapping. */
  #effectiveEntries(jobs: YamlMapping | undefined): readonly YamlEntry[] {
    const entries = jobs?.entries ?? [];
    if (!jobs || (!this.#hasDuplicates && sameNames(this.#entries, entries))) return entries;
    const fields = fieldsOf(jobs);
    this.#hasDuplicates = fields.size !== entries.length || entries.some(isMergeKey);
    return this.#hasDuplicates ? [...fields.values()] : entries;
  }

  #updateDrafts(entries: readonly YamlEntry[], changed: Set<string>): void {
    const before = this.#entries;
    const most = Math.min(before.length, entries.length);
    let head = 0;
    while (head < most && before[head] === entries[head]) head++;
    let tail = 0;
    while (tail < most - head && before[before.length - 1 - tail] === entries[entries.length - 1 - tail]) tail++;
    this.#entries = entries;
    if (head === entries.length && before.length === entries.length) return;

    const kept = new Map<YamlEntry, Linked>();
    for (const one of this.#order.slice(head, before.length - tail)) {
      kept.set(one.draft.entry, one);
      this.#linked.delete(one.draft.job.id);
    }
    const now = entries.slice(head, entries.length - tail).map((entry) => {
      const old = kept.get(entry);
      kept.delete(entry);
      const linked = old ?? this.#makeLinked(entry, changed);
      this.#linked.set(linked.draft.job.id, linked);
      return linked;
    });
    for (const old of kept.values()) this.#forget(old.draft, changed);
    this.#order = [...this.#order.slice(0, head), ...now, ...this.#order.slice(before.length - tail)];
  }

  #makeLinked(entry: YamlEntry, changed: Set<string>): Linked {
    const draft = readJob(entry, this.path, this.files);
    this.#remember(draft, changed);
    return { draft, job: draft.job, edges: NO_EDGES };
  }

  #remember(draft: JobDraft, changed: Set<string>): void {
    changed.add(draft.job.id);
    for (const target of draft.reads) {
      changed.add(target);
      const readers = this.#readers.get(target);
      if (readers) readers.add(draft.job.id);
      else this.#readers.set(target, new Set([draft.job.id]));
    }
  }

  /** Takes a draft out of the index, unless another of the same name has just stepped into its place. */
  #forget(draft: JobDraft, changed: Set<string>): void {
    const { id } = draft.job;
    changed.add(id);
    const successor = this.#linked.get(id)?.draft;
    for (const target of draft.reads) {
      changed.add(target);
      if (!successor?.reads.includes(target)) this.#readers.get(target)?.delete(id);
    }
  }

  /** Component files may have changed: drafts whose look-up gives another answer are read again. */
  #updateComponents(changed: Set<string>): void {
    if (this.files.version === this.#version) return;
    this.#version = this.files.version;
    for (const one of this.#order) {
      const { lookup, entry } = one.draft;
      if (!lookup || lookUpComponent(this.files, lookup.path) === lookup.answer) continue;
      const old = one.draft;
      one.draft = readJob(entry, this.path, this.files);
      this.#remember(one.draft, changed);
      this.#forget(old, changed);
    }
  }

  #touchedBy(changed: ReadonlySet<string>): ReadonlySet<string> {
    const touched = new Set(changed);
    for (const name of changed) for (const reader of this.readersOf(name)) touched.add(reader);
    return touched;
  }

  #link(names: Iterable<string>): void {
    for (const name of names) {
      const one = this.#linked.get(name);
      if (!one) continue;
      one.job = linkJob(one.draft, this, one.job);
      one.edges = linkEdges(one.draft, this);
    }
  }
}

const NO_EDGES: JobEdges = { data: [], setting: [], control: [] };

/** The same number of entries with the same names in the same order: only contents changed. */
function sameNames(before: readonly YamlEntry[], now: readonly YamlEntry[]): boolean {
  if (before.length !== now.length || now.length === 0) return false;
  for (let k = 0; k < now.length; k++) if (before[k] !== now[k] && before[k]?.name !== now[k]?.name) return false;
  return true;
}
