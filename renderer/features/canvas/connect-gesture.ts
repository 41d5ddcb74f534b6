import type { Session } from '#shared/document/session-types.ts';
import { parseControlEnd } from '#shared/edits/common/control-ends.ts';
import type { Box, Point } from '#shared/layout/graph-shape.ts';
import { isIdleGate } from '#shared/layout/shape-node.ts';
import { parseEnd } from '#shared/pipeline/end.ts';
import type { TextEdit } from '#shared/yaml/text-edit.ts';
import type { PortTarget } from './canvas-context.ts';
import { canvasEdits } from './canvas-edits.ts';
import { type Candidate, type ConnectWay, candidateFor, nearest } from './connect-view-model.ts';
import { controlPoint, controlTargets } from './control-ends-view-model.ts';
import { overlaps } from './edge-view-model.ts';
import { pointOfEnd, type Scene, type SceneNode } from './scene-view-model.ts';

/** What the pointer is over while a connection is made. */
export interface ConnectState {
  readonly held: string;
  readonly way: ConnectWay;
  /** Where the line starts, in the graph. */
  readonly start: Point;
  readonly pointer: Point;
  readonly snapped: { readonly candidate: Candidate; readonly at: Point } | undefined;
  /** Refused ports near the pointer, with their reasons. */
  readonly reasons: readonly { readonly candidate: Candidate; readonly at: Point }[];
  readonly targets: ReadonlyMap<string, PortTarget>;
  /** What would be written. */
  readonly edits: readonly TextEdit[];
}

interface Place {
  readonly end: string;
  readonly at: Point;
}

/** Refusals that need no label beside the port. */
const OBVIOUS: ReadonlySet<string | undefined> = new Set(['reads-itself', 'already-connected']);
const SNAP_PX = 24;
const REASON_PX = 160;

/** One connection from the press on a port to the drop. Asks the edit for every port in view, once. */
export class ConnectGesture {
  readonly held: string;
  readonly way: ConnectWay;
  readonly start: Point;
  readonly #session: Session;
  readonly #scene: () => Scene;
  readonly #candidates = new Map<string, Candidate>();
  #places: readonly Place[] = [];
  #seen: Box | undefined;
  #edits: { readonly end: string; readonly edits: readonly TextEdit[] } | undefined;

  constructor(session: Session, scene: () => Scene, held: string, way: ConnectWay, start: Point) {
    this.#session = session;
    this.#scene = scene;
    this.held = held;
    this.way = way;
    this.start = start;
  }

  /** What an end would be; asked of the edit the first time. */
  candidate(end: string): Candidate {
    const known = this.#candidates.get(end);
    if (known) return known;
    const refuse = (from: string, to: string) => this.#session.refuse(canvasEdits.connect, { from, to });
    const made = candidateFor(this.#scene().pipeline, this.held, this.way, end, refuse);
    this.#candidates.set(end, made);
    return made;
  }

  /** The state for a pointer (in the graph) while `seen` is in view. */
  at(pointer: Point, seen: Box, zoom: number): ConnectState {
    if (this.#seen !== seen) {
      this.#seen = seen;
      this.#places = placesIn(this.#scene(), this.way === 'from' ? 'input' : 'output', seen, this.held);
    }
    const place = nearest(this.#places, pointer, SNAP_PX / zoom);
    const near = place && { candidate: this.candidate(place.end), at: place.at };
    const snapped = near && near.candidate.state !== 'refused' ? near : (this.#idleGateAt(pointer) ?? near);
    const targets = new Map<string, PortTarget>([[this.held, 'source']]);
    const reasons: { readonly candidate: Candidate; readonly at: Point }[] = [];
    for (const each of this.#places) {
      const candidate = this.candidate(each.end);
      targets.set(each.end, candidate.state === 'refused' ? 'refused' : place === each ? 'snap' : candidate.state);
      if (
        candidate.state === 'refused' &&
        !OBVIOUS.has(candidate.refusal?.reason) &&
        Math.hypot(each.at.x - pointer.x, each.at.y - pointer.y) * zoom <= REASON_PX
      )
        reasons.push({ candidate, at: each.at });
    }
    reasons.sort((a, b) => Math.hypot(a.at.x - pointer.x, a.at.y - pointer.y) - Math.hypot(b.at.x - pointer.x, b.at.y - pointer.y));
    return {
      held: this.held,
      way: this.way,
      start: this.start,
      pointer,
      snapped,
      reasons: reasons.slice(0, 4),
      targets,
      edits: this.#editsFor(snapped?.candidate),
    };
  }

  /** The input for a gate of the job under the pointer, which has no port while it waits for nothing: the whole job takes a verdict. */
  #idleGateAt(pointer: Point): ConnectState['snapped'] {
    const scene = this.#scene();
    if (this.way !== 'from' || !isOfGate(scene, this.held)) return undefined;
    const isHere = ({ box }: SceneNode) => pointer.x >= box.x && pointer.x <= box.x + box.width && pointer.y >= box.y && pointer.y <= box.y + box.height;
    // What is drawn later lies on top.
    const job = scene.nodes.filter(isHere).at(-1)?.view;
    const port = job?.what === 'job' ? scene.pipeline.job(job.name)?.inputs.find(isIdleGate) : undefined;
    const at = port && pointOfEnd(scene, port.end, 'input');
    if (!port || !at) return undefined;
    const candidate = this.candidate(port.end);
    return candidate.state === 'refused' ? undefined : { candidate, at };
  }

  #editsFor(candidate: Candidate | undefined): readonly TextEdit[] {
    if (!candidate || candidate.state === 'refused') return [];
    if (this.#edits?.end === candidate.end) return this.#edits.edits;
    const preview = this.#session.preview(canvasEdits.connect, { from: candidate.from, to: candidate.to });
    this.#edits = { end: candidate.end, edits: preview.ok ? preview.value.edits : [] };
    return this.#edits.edits;
  }
}

/** True of a verdict, and of whatever else a gate gives. */
function isOfGate(scene: Scene, end: string): boolean {
  const parts = parseEnd(end);
  if (parts?.kind !== 'job-output') return false;
  const job = scene.pipeline.job(parts.job);
  return job !== undefined && (job.isGate || job.role === 'gate' || parts.name === 'verdict');
}

function placesIn(scene: Scene, side: 'input' | 'output', seen: Box, held: string): readonly Place[] {
  const places: Place[] = [];
  for (const end of side === 'input' ? controlTargets(scene.pipeline, held, 'from') : []) {
    const at = controlPoint(scene, end);
    if (at) places.push({ end, at });
  }
  if (parseControlEnd(held)) return places;
  for (const node of scene.nodes) {
    if (node.shape.quiet || !overlaps(node.box, seen)) continue;
    for (const port of side === 'input' ? node.view.inputs : node.view.outputs) {
      if (port.end === held || port.end.startsWith('more.')) continue;
      const at = pointOfEnd(scene, port.end, side);
      if (at) places.push({ end: port.end, at });
    }
  }
  return places;
}
