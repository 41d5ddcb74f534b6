import type { AppState } from '#renderer/state/app-state.ts';
import type { ComponentChoice } from '#renderer/state/component-list.store.ts';
import type { Result } from '#shared/base/result.ts';
import type { Session } from '#shared/document/session-types.ts';
import { addJob } from '#shared/edits/add-job.edit.ts';
import { connect } from '#shared/edits/connect.edit.ts';
import type { Refusal } from '#shared/edits/edit.ts';
import { pinLayoutNodes } from '#shared/layout/layout-file.ts';
import { relativeRef } from '#shared/pipeline/paths.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';

export interface AddComponentArgs {
  readonly choice: ComponentChoice;
  /** The job behind which it is put and from which it reads where that is plain. */
  readonly after?: string | undefined;
  /** Where it was dropped on the graph: pins it there. */
  readonly at?: { readonly x: number; readonly y: number } | undefined;
  /** An end that was dragged onto empty canvas: the new job reads from it. */
  readonly from?: string | undefined;
}

/** Adds a component as a job; a component of the starter library is first copied into the project. */
export async function addComponent(state: AppState, args: AddComponentArgs): Promise<void> {
  const { workspace, announcer, components, host } = state;
  const session = workspace.graphSession();
  const project = workspace.store.getState().project?.project;
  if (!session || project === undefined) {
    announcer.announce('Open a pipeline first; then components can be added to it.', 'refusal');
    return;
  }
  let { path } = args.choice;
  if (args.choice.library !== undefined) {
    const copied = await host.library.addToProject({ project, component: args.choice.library });
    if (!copied.ok) {
      announcer.announce(copied.failure.message, 'error');
      return;
    }
    path = copied.value.path;
    const read = await host.files.read({ project, path });
    if (read.ok) workspace.documents.setFile(path, read.value.text);
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
    if (job && args.from !== undefined) connectFirst(session, job, [args.from]);
    else if (job && source)
      connectFirst(
        session,
        job,
        source.outputs.map((port) => port.end),
      );
    return { ok: true, value: undefined };
  });
  if (!answer.ok) {
    announcer.announce(answer.failure.message, 'refusal');
    return;
  }
  if (args.at) session.setLayout(`Place ${name}`, pinLayoutNodes(session.layout, { [`jobs.${name}`]: args.at }));
  components.use(args.choice);
  state.selection.select([`parent.jobs.${name}`], 'command', { reveal: true, path: session.path });
  announcer.announce(`Added job ${name}.`);
}

/** Feeds what plainly fits: an input of the same name, else the first required one that may be fed. */
function connectFirst(session: Session, job: Job, sources: readonly string[]): void {
  const free = job.inputs.filter((port) => port.bound === undefined && port.path === undefined && port.literal === undefined);
  const nameOf = (end: string) => end.slice(end.lastIndexOf('.') + 1);
  for (const source of sources) {
    const target =
      free.find((port) => port.name === nameOf(source) && !session.refuse(connect, { from: source, to: port.end })) ??
      (sources.length === 1 ? free.find((port) => port.missing && !session.refuse(connect, { from: source, to: port.end })) : undefined);
    if (target) session.apply(connect, { from: source, to: target.end });
  }
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
