import type { PortType } from '#shared/azureml/kinds.ts';
import { isLiteralType, portType } from '#shared/azureml/port-types.ts';
import type { Job, Pipeline } from '#shared/pipeline/pipeline.ts';
import { resolveAlias } from '#shared/yaml/document.ts';
import type { Completion } from './completion.ts';
import type { LanguageContext } from './language-context.ts';
import type { Place } from './locate.ts';
import { portDetail, portDocumentation, typeFit } from './port-words.ts';

/** One path that may stand between the braces. */
interface Candidate {
  readonly path: string;
  readonly kind: 'input' | 'output' | 'job' | 'reference';
  readonly detail: string;
  readonly documentation: (() => string | undefined) | undefined;
  readonly rank: number;
}

const COMMANDS: ReadonlySet<string> = new Set(['command', 'args', 'program_arguments', 'append_row_to', 'input_data']);
const BRANCHES: ReadonlySet<string> = new Set(['true_block', 'false_block', 'body']);
const CONTROL: ReadonlySet<string> = new Set(['condition', 'items']);

/** Rank of what would be refused: offered last between the braces, and not as a whole value. */
const DOES_NOT_FIT = 4;
/** A file for a number, or a number for a file: not offered at all. */
const NEVER = 8;

/** Paths for the caret between the braces of an expression. */
export function completeExpressions(context: LanguageContext, place: Place): Completion[] {
  const isClosed = /^\s*\}\}/.test(context.doc.text.slice(place.range.end, place.range.end + 20));
  return candidatesFor(context, place.path).map((candidate, index) => toCompletion(candidate, index, place, isClosed ? candidate.path : `${candidate.path}}}`));
}

/** Whole bindings for a value that may be one and has nothing typed but their beginning. */
export function completeWholeExpressions(context: LanguageContext, place: Place): Completion[] {
  const { quote } = place;
  if (!mayBeBinding(place)) return [];
  const fitting = candidatesFor(context, place.path).filter((candidate) => candidate.rank < DOES_NOT_FIT);
  return fitting.map((candidate, index) => ({
    ...toCompletion(candidate, index, place, `${quote}\${{${candidate.path}}}${quote}`),
    filter: `${quote}\${{${candidate.path}}}${quote} ${candidate.path}`,
  }));
}

function toCompletion(candidate: Candidate, index: number, place: Place, insert: string): Completion {
  return {
    label: candidate.path,
    kind: candidate.kind,
    insert,
    hasCaretMark: false,
    range: place.range,
    detail: candidate.detail,
    documentation: candidate.documentation,
    order: `${candidate.rank}${String(index).padStart(6, '0')}`,
  };
}

function mayBeBinding(place: Place): boolean {
  const [first, , section] = place.path;
  if (first !== 'jobs' || place.path.length < 4)
    return first === 'jobs' && place.path.length === 3 && section !== undefined && (BRANCHES.has(section) || CONTROL.has(section));
  if (section === 'inputs' || section === 'outputs') return place.path.length === 4 || place.path[4] === 'path';
  return false;
}

/** Paths that make sense in the value under `path`, the best first. */
function candidatesFor(context: LanguageContext, path: readonly string[]): Candidate[] {
  const { pipeline } = context;
  const leaf = path[path.length - 1] ?? '';
  if (path[0] !== 'jobs') return ownPorts(context, path, leaf);
  const job = path[1] === undefined ? undefined : pipeline.job(path[1]);
  const section = path[2] ?? '';
  if (path.some((key) => COMMANDS.has(key))) return jobPorts(job);
  if (section === 'outputs') return leaf === 'path' ? [...pipelineOutputs(pipeline), ...serverNames()] : pipelineOutputs(pipeline);
  if (BRANCHES.has(section)) return pipeline.jobs.filter((each) => each !== job).map((each) => jobCandidate(each));
  if (CONTROL.has(section)) return sources(pipeline, job, undefined).filter((each) => each.kind === 'output');
  if (section === 'inputs') {
    const port = job?.inputs.find((each) => each.name === path[3]);
    return sources(pipeline, job, port?.declared?.type ?? port?.type);
  }
  return sources(pipeline, job, undefined).filter((each) => each.kind === 'input');
}

/** `inputs.x` and `outputs.y` of the document itself: a component or a job of its own. */
function ownPorts(context: LanguageContext, path: readonly string[], leaf: string): Candidate[] {
  const candidates: Candidate[] = [];
  const { map } = context.doc;
  if (path[0] === 'outputs' && leaf === 'path') return serverNames();
  for (const section of ['inputs', 'outputs'] as const) {
    const ports = resolveAlias(map?.get(section));
    if (ports?.kind !== 'mapping') continue;
    for (const entry of ports.entries) {
      if (entry.name === undefined) continue;
      const value = resolveAlias(entry.value);
      const text = (key: string) => {
        const node = value?.kind === 'mapping' ? resolveAlias(value.get(key)) : undefined;
        return node?.kind === 'scalar' ? node.text : undefined;
      };
      candidates.push({
        path: `${section}.${entry.name}`,
        kind: section === 'inputs' ? 'input' : 'output',
        detail: text('type') ?? '',
        documentation: () => text('description'),
        rank: section === 'inputs' ? 0 : 1,
      });
    }
  }
  const space = resolveAlias(map?.get('search_space'));
  if (space?.kind === 'mapping') {
    for (const entry of space.entries)
      if (entry.name !== undefined)
        candidates.push({ path: `search_space.${entry.name}`, kind: 'reference', detail: 'search space', documentation: undefined, rank: 2 });
  }
  return candidates;
}

function jobPorts(job: Job | undefined): Candidate[] {
  if (!job) return [];
  return [...job.inputs, ...job.outputs].map((port) => ({
    path: `${port.side}s.${port.name}`,
    kind: port.side,
    detail: port.type ?? '',
    documentation: () => port.declared && portDocumentation(port.declared),
    rank: port.side === 'input' ? 0 : 1,
  }));
}

function pipelineOutputs(pipeline: Pipeline): Candidate[] {
  return pipeline.outputs.map((output) => ({
    path: `parent.outputs.${output.name}`,
    kind: 'output',
    detail: output.type ?? '',
    documentation: () => output.description,
    rank: 0,
  }));
}

function serverNames(): Candidate[] {
  const words = {
    default_datastore: 'The default datastore of the pipeline or workspace.',
    name: 'The name of the job when it runs.',
    output_name: 'The name of this output.',
  };
  return Object.entries(words).map(([path, documentation]) => ({
    path,
    kind: 'reference',
    detail: 'filled in by Azure ML',
    documentation: () => documentation,
    rank: 3,
  }));
}

function jobCandidate(job: Job): Candidate {
  return { path: `parent.jobs.${job.id}`, kind: 'job', detail: job.type ?? 'job', documentation: () => job.description, rank: 0 };
}

/** Inputs of the pipeline and outputs of jobs that `job` may read: what fits first, then what may fit, then the rest. Jobs that would close a circle are left out. */
function sources(pipeline: Pipeline, job: Job | undefined, target: PortType | undefined): Candidate[] {
  const after = job ? readersOf(pipeline, job.id) : new Set<string>();
  const rank = (type: PortType | undefined) => {
    if (type !== undefined && target !== undefined && isLiteralType(type) !== isLiteralType(target)) return NEVER;
    return { fits: 0, perhaps: 2, not: DOES_NOT_FIT }[target === undefined ? 'perhaps' : typeFit(type, target)];
  };
  const inputs: Candidate[] = pipeline.inputs.map((input) => {
    const type = input.type ?? (input.literal === undefined ? undefined : portType(typeof input.literal));
    const detail = input.literal === undefined ? portDetail({ type, optional: input.optional }) : `${type ?? 'value'} ${String(input.literal)}`;
    return { path: `parent.inputs.${input.name}`, kind: 'input', detail, documentation: () => input.description, rank: rank(type) };
  });
  const outputs: Candidate[] = pipeline.jobs
    .filter((each) => each !== job && !after.has(each.id))
    .flatMap((each) =>
      each.outputs.map((port) => ({
        path: `parent.jobs.${each.id}.outputs.${port.name}`,
        kind: 'output' as const,
        detail: port.type ?? '',
        documentation: () => port.declared && portDocumentation(port.declared),
        rank: rank(port.type) + 1,
      })),
    );
  return [...inputs, ...outputs].filter((each) => each.rank < NEVER).sort((a, b) => a.rank - b.rank);
}

/** Jobs that read from `start`, directly or through others, and `start` itself. */
function readersOf(pipeline: Pipeline, start: string): Set<string> {
  const found = new Set([start]);
  for (const job of found) {
    for (const edge of pipeline.edgesOutOf(job)) if (edge.toJob !== undefined && edge.kind !== 'control') found.add(edge.toJob);
  }
  return found;
}
