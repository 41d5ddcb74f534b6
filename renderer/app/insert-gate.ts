import type { AppState } from '#renderer/state/app-state.ts';
import { copiedWords } from '#renderer/state/components/library-use.store.ts';
import { type GateRequest, gateRequestsOn } from '#renderer/state/gates/gate-insertion.ts';
import { libraryPath } from '#shared/document/apply-fix.ts';
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

/** Puts a quality gate where it is asked for. On first use its component comes from the starter library as the user chose. */
export async function insertGateAt(state: AppState, session: Session, requests: readonly GateRequest[]): Promise<void> {
  const { workspace, announcer, libraryUse, selection } = state;
  const first = requests[0];
  if (!first) {
    announcer.announce('Select an edge or a job first; then a gate can be put there.', 'refusal');
    return;
  }
  const canWith = (component: string | undefined) =>
    requests.find((each) => session.refuse(insertGate, component === undefined ? each : { ...each, component }) === undefined);
  let component: string | undefined;
  let copied: string | undefined;
  // Asked for only when the gate could be put here with it.
  if (session.refuse(insertGate, first)?.reason === 'no-such-file' && canWith(relativeRef(session.path, libraryPath(COMPONENT)))) {
    const placed = await libraryUse.pathFor(COMPONENT);
    if (placed === undefined) return;
    component = relativeRef(session.path, placed.path);
    copied = placed.copied;
  }
  // Where what an edge carries holds no metrics, the gate stands before the job that reads it.
  const request = { ...(canWith(component) ?? first), ...(component === undefined ? {} : { component }) };
  const known = new Set(session.pipeline.jobs.map((job) => job.id));
  const done = session.apply(insertGate, request);
  if (!done.ok) {
    announcer.announce(done.failure.message, 'refusal');
    return;
  }
  const notes = [...(done.value.notes ?? []), ...copiedWords(copied)];
  announcer.announce([`${insertGate.label(request)}.`, ...notes].join(' '), notes.length > 0 ? 'note' : 'quiet');
  void workspace.showChangedFiles(done.value.files);
  const gate = session.pipeline.jobs.find((job) => !known.has(job.id));
  if (gate) selection.select([`parent.jobs.${gate.id}`], 'command', { reveal: true, path: session.path });
}
