import type { Selection } from '#renderer/state/window/selection.store.ts';
import { selectedJobs } from '#renderer/state/window/selection.store.ts';
import type { Session } from '#shared/document/session-types.ts';
import { parseEnd } from '#shared/pipeline/end.ts';
import type { Job, Pipeline } from '#shared/pipeline/pipeline.ts';
import type { YamlDocument } from '#shared/yaml/document.ts';
import { documentForm } from './document-form.ts';
import { endForm } from './end-form.ts';
import type { Form } from './form-model.ts';
import { jobForm } from './job-form.ts';
import { keepEqual } from './keep-equal.ts';
import { pipelineForm } from './pipeline-form.ts';
import { edgeForm, portForm, severalForm } from './port-form.ts';

/** What the form is about, in words that can be compared. */
export type Subject =
  | { readonly kind: 'pipeline' }
  | { readonly kind: 'job'; readonly job: string }
  | { readonly kind: 'port'; readonly end: string }
  | { readonly kind: 'end'; readonly end: string }
  | { readonly kind: 'edge'; readonly id: string }
  | { readonly kind: 'several'; readonly jobs: readonly string[] }
  | { readonly kind: 'document' };

/** What a selection asks the inspector to show. A port shows its job, unless it was picked by itself in the graph or the outline. */
export function subjectOf(selection: Selection, pipeline: Pipeline): Subject {
  const jobs = selectedJobs(selection).filter((job) => pipeline.job(job) !== undefined);
  if (jobs.length > 1) return { kind: 'several', jobs };
  const { primary } = selection;
  if (primary === undefined) return { kind: 'pipeline' };
  if (primary.startsWith('edge:')) {
    return pipeline.edges.some((edge) => edge.id === primary) ? { kind: 'edge', id: primary } : { kind: 'pipeline' };
  }
  const parts = parseEnd(primary);
  if (!parts) return { kind: 'pipeline' };
  switch (parts.kind) {
    case 'input':
      return pipeline.inputs.some((each) => each.name === parts.name) ? { kind: 'end', end: primary } : { kind: 'pipeline' };
    case 'output':
      return pipeline.outputs.some((each) => each.name === parts.name) ? { kind: 'end', end: primary } : { kind: 'pipeline' };
    case 'job':
      return pipeline.job(parts.job) ? { kind: 'job', job: parts.job } : { kind: 'pipeline' };
    default: {
      const job = pipeline.job(parts.job);
      if (!job) return { kind: 'pipeline' };
      const isPicked = selection.source === 'canvas' || selection.source === 'outline';
      const isKnown = [...job.inputs, ...job.outputs].some((port) => port.end === primary);
      return isPicked && isKnown && !jobs.includes(parts.job) ? { kind: 'port', end: primary } : { kind: 'job', job: parts.job };
    }
  }
}

/** One key for each subject: a form is made again when it changes, or when what it shows does. */
export function keyOfSubject(subject: Subject): string {
  switch (subject.kind) {
    case 'pipeline':
    case 'document':
      return subject.kind;
    case 'job':
      return `job ${subject.job}`;
    case 'port':
    case 'end':
      return `${subject.kind} ${subject.end}`;
    case 'edge':
      return `edge ${subject.id}`;
    case 'several':
      return `several ${subject.jobs.join(' ')}`;
  }
}

/** Makes the form of a subject, and gives the same form again for as long as nothing that it shows has changed. */
export class FormReader {
  #last:
    | { readonly path: string; readonly key: string; readonly isSheet: boolean; readonly seen: readonly unknown[]; readonly form: Form | undefined }
    | undefined;

  /** Of the last text that could be read. */
  #text = '';

  /** Undefined for the pipeline itself while its text cannot be read. */
  read(session: Session, subject: Subject, isSheet: boolean): Form | undefined {
    const key = keyOfSubject(subject);
    const last = this.#last;
    const isSame = last !== undefined && last.path === session.path && last.key === key && last.isSheet === isSheet;
    if (!session.doc.readable) return isSame ? last.form : this.#frozen(session, subject, isSheet);
    this.#text = session.text;
    const seen = seenBy(session, subject);
    if (isSame && seen.length === last.seen.length && seen.every((each, k) => Object.is(each, last.seen[k]))) return last.form;
    const made = formOf(session, subject, isSheet);
    const form = isSame ? keepEqual(last.form, made) : made;
    this.#last = { path: session.path, key, isSheet, seen, form };
    return form;
  }

  /** The last pipeline that could be read, as the canvas shows it. */
  #frozen(session: Session, subject: Subject, isSheet: boolean): Form | undefined {
    if (subject.kind === 'pipeline' || subject.kind === 'document') return undefined;
    const { path, doc } = session;
    const form = formOf({ pipeline: session.lastGood.pipeline, doc, text: this.#text, path }, subject, isSheet);
    this.#last = { path, key: keyOfSubject(subject), isSheet, seen: [], form };
    return form;
  }
}

/** What a pipeline looks like at one moment. */
interface Shown {
  readonly pipeline: Pipeline;
  readonly doc: YamlDocument;
  readonly text: string;
  readonly path: string;
}

/** What a form is made from. Where anchors stand in the text all of it counts, as a change elsewhere may be a change here. */
function seenBy(session: Session, subject: Subject): readonly unknown[] {
  const { pipeline, doc } = session;
  if (subject.kind !== 'job' || /(^|\s)[&*]\w/m.test(doc.text)) return [session.revision, pipeline];
  const job = pipeline.job(subject.job);
  const readers = job ? pipeline.edgesOutOf(job.id).map((edge) => `${edge.from}>${edge.to}`) : [];
  return [job, pipeline.defaultCompute, readers.join(' ')];
}

function formOf(shown: Shown, subject: Subject, isSheet: boolean): Form | undefined {
  const { pipeline, doc, text, path } = shown;
  const fallback = () => pipelineForm(pipeline, doc, path);
  switch (subject.kind) {
    case 'document':
      return documentForm(doc, path);
    case 'pipeline':
      return fallback();
    case 'job': {
      const job = pipeline.job(subject.job);
      return job ? jobForm(pipeline, job, { text, isSheet }) : fallback();
    }
    case 'several':
      return severalForm(
        pipeline,
        subject.jobs.flatMap((name): readonly Job[] => {
          const job = pipeline.job(name);
          return job ? [job] : [];
        }),
      );
    case 'edge': {
      const edge = pipeline.edges.find((each) => each.id === subject.id);
      return edge ? edgeForm(pipeline, edge, text) : fallback();
    }
    case 'end': {
      const parts = parseEnd(subject.end);
      if (parts?.kind !== 'input' && parts?.kind !== 'output') return fallback();
      const end = pipeline[parts.kind === 'input' ? 'inputs' : 'outputs'].find((each) => each.name === parts.name);
      return end ? endForm(pipeline, end, parts.kind, text) : fallback();
    }
    case 'port': {
      const parts = parseEnd(subject.end);
      if (parts?.kind !== 'job-input' && parts?.kind !== 'job-output') return fallback();
      const job = pipeline.job(parts.job);
      const port = job && [...job.inputs, ...job.outputs].find((each) => each.end === subject.end);
      return job && port ? portForm(pipeline, job, port, text) : fallback();
    }
  }
}
