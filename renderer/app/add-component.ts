import type { AppState } from '#renderer/state/app-state.ts';
import type { ComponentChoice } from '#renderer/state/components/component-list.store.ts';
import { addedWords } from '#renderer/state/components/library-use.store.ts';
import type { Result } from '#shared/base/result.ts';
import type { Session } from '#shared/document/session-types.ts';
import { addJob } from '#shared/edits/add-job.edit.ts';
import { connect } from '#shared/edits/connect.edit.ts';
import type { Refusal } from '#shared/edits/edit.ts';
import { type Direction, pinLayoutNodes } from '#shared/layout/layout-file.ts';
import { onGrid } from '#shared/layout/measures.ts';
import { parseEnd } from '#shared/pipeline/end.ts';
import { relativeRef } from '#shared/pipeline/paths.ts';
import type { Job, Port } from '#shared/pipeline/pipeline.ts';

export interface AddComponentArgs {
  readonly choice: ComponentChoice;
  /** The job behind which it is put and from which it reads where that is plain. */
  readonly after?: string | undefined;
  /** Where it was dropped on the graph: pins it there, in the direction that the graph was shown in. */
  readonly at?: { readonly x: number; readonly y: number; readonly direction?: Direction | undefined } | undefined;
  /** An output that was dragged onto empty canvas: the new job reads from it. */
  readonly from?: string | undefined;
  /** An input that was dragged onto empty canvas: the new job feeds it. */
  readonly into?: string | undefined;
}

/** Adds a component as a job; a component of the starter library first comes into the project as the user chose. */
export async function addComponent(state: AppState, args: AddComponentArgs): Promise<void> {
  const { workspace, announcer, components, libraryUse } = state;
  const session = workspace.graphSession();
  const project = workspace.store.getState().project?.project;
  if (!session || project === undefined) {
    announcer.announce('Open a pipeline first; then components can be added to it.', 'refusal');
    return;
  }
  let { path } = args.choice;
  let copied: string | undefined;
  if (args.choice.library !== undefined) {
    const placed = await libraryUse.pathFor(args.choice.library);
    if (placed === undefined) return;
    path = placed.path;
    copied = placed.copied;
  }
  const reference = args.choice.ref ?? (path === undefined ? undefined : relativeRef(session.path, path));
  if (reference === undefined) return;
  const name = freeName(session, nameFor(args.choice, path));
  const after = args.after !== undefined && session.pipeline.job(args.after) ? args.after : undefined;
  const answer = session.group(`Add job ${name}`, (): Result<void, Refusal> => {
    const added = session.apply(addJob, { name, component: reference, ...(after === undefined ? {} : { after }) });
    if (!added.ok) return added;
    const job = session.pipeline.job(name);
    const source = after === undefined ? undefined : session.pipeline.job(after);
    if (job && args.into !== undefined) feedFirst(session, job, args.into);
    else if (job && args.from !== undefined) connectFirst(session, job, [args.from]);
    else if (job && source)
      connectFirst(
        session,
        job,
        source.outputs.map((port) => port.end),
      );
    if (args.at) {
      const direction = session.layout.direction ?? args.at.direction;
      const pinned = pinLayoutNodes(session.layout, { [`jobs.${name}`]: { x: onGrid(args.at.x), y: onGrid(args.at.y) } });
      session.setLayout(`Place ${name}`, direction === undefined ? pinned : { ...pinned, direction });
    }
    return { ok: true, value: undefined };
  });
  if (!answer.ok) {
    announcer.announce(answer.failure.message, 'refusal');
    return;
  }
  components.use(args.choice);
  state.selection.select([`parent.jobs.${name}`], 'command', { reveal: true, path: session.path });
  announcer.announce(addedWords(name, copied));
}

/** Feeds what plainly fits: an input of the same name or the gate of a verdict, else the first required one of the very type. */
function connectFirst(session: Session, job: Job, sources: readonly string[]): void {
  const free = job.inputs.filter((port) => port.bound === undefined && port.path === undefined && port.literal === undefined);
  const fed = new Set<string>();
  for (const source of sources) {
    const type = portTypeAt(session, source);
    const may = (port: Port) => !fed.has(port.end) && session.refuse(connect, { from: source, to: port.end }) === undefined;
    const name = source.slice(source.lastIndexOf('.') + 1);
    const target =
      free.find((port) => (port.name === name || (name === 'verdict' && port.name === 'gate')) && may(port)) ??
      free.find((port) => port.missing && type !== undefined && port.type === type && may(port));
    if (!target) continue;
    fed.add(target.end);
    session.apply(connect, { from: source, to: target.end });
  }
}

/** The first output of the new job that an input takes. */
function feedFirst(session: Session, job: Job, into: string): void {
  const type = portTypeAt(session, into);
  const outputs = [...job.outputs].sort((a, b) => Number(b.type === type) - Number(a.type === type));
  const source = outputs.find((port) => session.refuse(connect, { from: port.end, to: into }) === undefined);
  if (source) session.apply(connect, { from: source.end, to: into });
}

function portTypeAt(session: Session, end: string): string | undefined {
  const parts = parseEnd(end);
  if (parts?.kind === 'input') return session.pipeline.inputs.find((each) => each.name === parts.name)?.type;
  if (parts?.kind === 'job-output') return session.pipeline.job(parts.job)?.outputs.find((each) => each.name === parts.name)?.type;
  if (parts?.kind === 'job-input') return session.pipeline.job(parts.job)?.inputs.find((each) => each.name === parts.name)?.type;
  return undefined;
}

function nameFor(choice: ComponentChoice, path: string | undefined): string {
  const parts = (path ?? choice.ref ?? 'job').replace(/^azureml:/, '').split('/');
  const last = parts[parts.length - 1] ?? 'job';
  const raw = /^(component|pipeline|spec)\.ya?ml$/.test(last) ? (parts[parts.length - 2] ?? 'job') : last.replace(/\.ya?ml$/, '').split(/[:@]/)[0];
  const name = (raw ?? 'job').replace(/[^A-Za-z0-9_]/g, '_').toLowerCase();
  return /^[a-z_]/.test(name) ? name : `job_${name}`;
}

/** The name itself, or with the first number that is free. */
export function freeName(session: Session, name: string): string {
  if (!session.pipeline.job(name)) return name;
  for (let k = 2; ; k++) if (!session.pipeline.job(`${name}_${k}`)) return `${name}_${k}`;
}
