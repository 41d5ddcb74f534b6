import type { AppState } from '#renderer/state/app-state.ts';
import { type GateRequest, gateRequestsOn } from '#renderer/state/gate-insertion.ts';
import { createEditor } from '#renderer/state/hooks.ts';
import type { Session } from '#shared/document/session-types.ts';
import { insertGate } from '#shared/edits/insert-gate.edit.ts';
import { parseEnd } from '#shared/pipeline/end.ts';
import { relativeRef } from '#shared/pipeline/paths.ts';

const COMPONENT = 'quality_gate';

/** What a gate would be put on: the edge that is selected, or before the job that is. */
export function gateTargets(session: Session, primary: string | undefined): readonly GateRequest[] {
  if (primary === undefined) return [];
  if (primary.startsWith('edge:')) {
    const edge = session.pipeline.edges.find((each) => each.id === primary);
    return edge ? gateRequestsOn(edge) : [];
  }
  const parts = parseEnd(primary);
  if (parts?.kind === 'job-output') return [{ from: primary }];
  return parts?.kind === 'job' || parts?.kind === 'job-input' ? [{ before: parts.job }] : [];
}

/** Puts a quality gate where it is asked for. On first use its component is copied from the starter library. */
export async function insertGateAt(state: AppState, session: Session, requests: readonly GateRequest[]): Promise<void> {
  const { workspace, announcer, host, selection } = state;
  const first = requests[0];
  if (!first) {
    announcer.announce('Select an edge or a job first; then a gate can be put there.', 'refusal');
    return;
  }
  let component: { readonly component?: string } = {};
  if (session.refuse(insertGate, first)?.reason === 'no-such-file') {
    const project = workspace.store.getState().project?.project;
    const copied = project === undefined ? undefined : await host.library.addToProject({ project, component: COMPONENT });
    if (project === undefined || !copied?.ok) {
      if (copied && !copied.ok) announcer.announce(copied.failure.message, 'error');
      return;
    }
    const read = await host.files.read({ project, path: copied.value.path });
    if (read.ok) workspace.documents.setFile(copied.value.path, read.value.text);
    component = { component: relativeRef(session.path, copied.value.path) };
  }
  // Where what an edge carries holds no metrics, the gate stands before the job that reads it.
  const request = requests.find((each) => session.refuse(insertGate, { ...each, ...component }) === undefined) ?? first;
  const known = new Set(session.pipeline.jobs.map((job) => job.id));
  const done = createEditor(workspace, announcer, () => session).apply(insertGate, { ...request, ...component });
  if (!done.ok) return;
  const gate = session.pipeline.jobs.find((job) => !known.has(job.id));
  if (gate) selection.select([`parent.jobs.${gate.id}`], 'command', { reveal: true, path: session.path });
}
