import { familyOfRole, iconOfJob, type JobIcon, type RoleFamily, wordOfJob } from '#renderer/state/job-look.ts';
import { parseEnd } from '#shared/pipeline/end.ts';
import type { Job, Pipeline, Port } from '#shared/pipeline/pipeline.ts';

/** One row of the outline. */
export interface OutlineRow {
  /** The end; of a group its name. */
  readonly id: string;
  readonly kind: 'group' | 'input' | 'output' | 'job' | 'port';
  readonly name: string;
  /** What stands at the right: "24 trials", "from split". */
  readonly note: string;
  /** Spoken name; starts with the job's id. */
  readonly label: string;
  readonly icon: JobIcon | 'log-in' | 'log-out' | 'circle' | undefined;
  readonly family: RoleFamily;
  readonly job: string | undefined;
  readonly isMissing: boolean;
  readonly children: readonly OutlineRow[];
}

/** A row shows who reads its outputs, which can change while the job does not. */
const rows = new WeakMap<Job, { readonly readers: string; readonly row: OutlineRow }>();

/** The pipeline as a tree: inputs, jobs with their ports below, outputs. Rows of unchanged jobs keep their identity. */
export function outlineOf(pipeline: Pipeline): readonly OutlineRow[] {
  const groups: OutlineRow[] = [];
  if (pipeline.inputs.length > 0) {
    groups.push(
      group(
        'inputs',
        'Pipeline inputs',
        pipeline.inputs.map((end) => endRow('input', end.name, end.type)),
      ),
    );
  }
  if (pipeline.jobs.length > 0)
    groups.push(
      group(
        'jobs',
        'Jobs',
        pipeline.jobs.map((job) => jobRow(pipeline, job)),
      ),
    );
  if (pipeline.outputs.length > 0) {
    groups.push(
      group(
        'outputs',
        'Pipeline outputs',
        pipeline.outputs.map((end) => endRow('output', end.name, end.type)),
      ),
    );
  }
  return groups;
}

function group(id: string, name: string, children: readonly OutlineRow[]): OutlineRow {
  return { id, kind: 'group', name, note: '', label: name, icon: undefined, family: 'none', job: undefined, isMissing: false, children };
}

function endRow(side: 'input' | 'output', name: string, type: string | undefined): OutlineRow {
  return {
    id: `parent.${side}s.${name}`,
    kind: side,
    name,
    note: type ?? '',
    label: `${name}, pipeline ${side}${type === undefined ? '' : `, ${type}`}`,
    icon: side === 'input' ? 'log-in' : 'log-out',
    family: 'none',
    job: undefined,
    isMissing: false,
    children: [],
  };
}

function jobRow(pipeline: Pipeline, job: Job): OutlineRow {
  const readers = pipeline
    .edgesOutOf(job.id)
    .map((edge) => `${edge.from} ${edge.to}`)
    .join('\n');
  const before = rows.get(job);
  if (before?.readers === readers) return before.row;
  const ports = [...job.inputs.filter((port) => port.bound !== undefined || port.missing || port.entry !== undefined), ...job.outputs];
  const missing = job.inputs.filter((port) => port.missing).length;
  const row: OutlineRow = {
    id: `parent.jobs.${job.id}`,
    kind: 'job',
    name: job.id,
    note: job.note ?? (job.isGate && job.rules.length > 0 ? `${job.rules.length} rules` : ''),
    label: [job.id, wordOfJob(job), job.component?.label, missing > 0 ? `${missing === 1 ? '1 input' : `${missing} inputs`} missing` : undefined]
      .filter(Boolean)
      .join(', '),
    icon: iconOfJob(job),
    family: familyOfRole(job.isGate ? 'gate' : job.role),
    job: job.id,
    isMissing: missing > 0,
    children: ports.map((port) => portRow(pipeline, job, port)),
  };
  rows.set(job, { readers, row });
  return row;
}

function portRow(pipeline: Pipeline, job: Job, port: Port): OutlineRow {
  const note = port.side === 'input' ? sourceOf(port) : readersOf(pipeline, port);
  return {
    id: port.end,
    kind: 'port',
    name: port.name,
    note,
    label: `${port.name}, ${port.side} of ${job.id}${port.type === undefined ? '' : `, ${port.type}`}, ${note}`,
    icon: undefined,
    family: 'none',
    job: job.id,
    isMissing: port.missing,
    children: [],
  };
}

function sourceOf(port: Port): string {
  if (port.bound !== undefined) {
    return `from ${jobIn(port.bound) ?? nameIn(port.bound) ?? port.bound}`;
  }
  if (port.literal !== undefined) return String(port.literal);
  if (port.path !== undefined) return port.path;
  return port.missing ? 'required, missing' : 'set';
}

function readersOf(pipeline: Pipeline, port: Port): string {
  if (port.bound !== undefined) return `to ${nameIn(port.bound) ?? port.bound}`;
  const job = jobIn(port.end);
  const readers = job === undefined ? [] : pipeline.edgesOutOf(job).filter((edge) => edge.from === port.end);
  const first = readers[0]?.toJob ?? (readers[0] ? nameIn(readers[0].to) : undefined);
  if (first === undefined) return 'not connected';
  return readers.length === 1 ? `to ${first}` : `to ${first} and ${readers.length - 1} more`;
}

function jobIn(end: string): string | undefined {
  const parts = parseEnd(end);
  return parts && 'job' in parts ? parts.job : undefined;
}

function nameIn(end: string): string | undefined {
  const parts = parseEnd(end);
  return parts && 'name' in parts ? parts.name : undefined;
}

/** Every row in the order in which it is shown. */
export function flatten(tree: readonly OutlineRow[]): OutlineRow[] {
  return tree.flatMap((row) => [row, ...flatten(row.children)]);
}
