import type { Session } from '#shared/document/session-types.ts';
import type { Point } from '#shared/layout/graph-shape.ts';
import type { Direction, LayoutFile, Note } from '#shared/layout/layout-file.ts';
import { snap } from './align-view-model.ts';
import type { Scene } from './scene-view-model.ts';

/**
 * Writes places as one step of the history. A frame is pinned by its body. Notes are moved in the same step. Places make sense in one direction only, so the
 * first pin keeps the direction too.
 */
export function pinNodes(session: Session, scene: Scene, moved: ReadonlyMap<string, Point>, label: string): void {
  const nodes = { ...session.layout.nodes };
  let notes = session.layout.notes;
  for (const [id, at] of moved) {
    const place = { x: snap(at.x), y: snap(at.y) };
    if (id.startsWith('note:')) {
      notes = notes.map((note) => (note.id === id.slice('note:'.length) ? { ...note, ...place } : note));
      continue;
    }
    const body = scene.byId.get(id)?.shape.body;
    if (body !== undefined && scene.byId.has(body)) continue;
    nodes[id] = place;
  }
  const isPinned = Object.keys(nodes).length > 0;
  session.setLayout(label, { ...session.layout, ...(isPinned ? { direction: session.layout.direction ?? scene.direction } : {}), nodes, notes });
}

/** Lets nodes go back to where the automatic layout puts them. */
export function unpinNodes(session: Session, ids: Iterable<string>): void {
  const nodes: Record<string, { readonly x: number; readonly y: number }> = { ...session.layout.nodes };
  for (const id of ids) delete nodes[id];
  session.setLayout('Unpin', { ...session.layout, nodes });
}

/** The places that a document had in its other direction, for the time that the window is open. */
const placesOf = new WeakMap<Session, Map<Direction, LayoutFile['nodes']>>();

/** Turns the graph. Pinned places belong to the direction that they were chosen in: they are laid by, and come back when the graph is turned back. */
export function turnGraph(session: Session, from: Direction, to: Direction): void {
  const places = placesOf.get(session) ?? new Map<Direction, LayoutFile['nodes']>();
  placesOf.set(session, places);
  places.set(from, session.layout.nodes);
  session.setLayout('Change direction', { ...session.layout, direction: to, nodes: places.get(to) ?? {} });
}

/** Adds a note at a place; gives back its id. */
export function addNote(session: Session, at: Point): string {
  const taken = new Set(session.layout.notes.map((note) => note.id));
  let number = taken.size + 1;
  while (taken.has(`note-${number}`)) number++;
  const note: Note = { id: `note-${number}`, x: snap(at.x), y: snap(at.y), width: 212, height: 112, text: '' };
  setNotes(session, 'Add a note', [...session.layout.notes, note]);
  return note.id;
}

/** Changes a note. */
export function changeNote(session: Session, id: string, label: string, change: Partial<Note>): void {
  setNotes(
    session,
    label,
    session.layout.notes.map((note) => (note.id === id ? { ...note, ...change } : note)),
  );
}

/** Takes notes away. */
export function deleteNotes(session: Session, ids: ReadonlySet<string>): void {
  setNotes(
    session,
    ids.size === 1 ? 'Delete the note' : `Delete ${ids.size} notes`,
    session.layout.notes.filter((note) => !ids.has(note.id)),
  );
}

/** Says what was moved: "Move train", "Move 3 jobs". */
export function moveLabel(ids: Iterable<string>, scene: Scene): string {
  const names = [...ids].map((id) => (id.startsWith('note:') ? 'the note' : (scene.byId.get(id)?.view.name ?? id)));
  return names.length === 1 ? `Move ${names[0]}` : `Move ${names.length} nodes`;
}

function setNotes(session: Session, label: string, notes: readonly Note[]): void {
  const layout: LayoutFile = { ...session.layout, notes };
  session.setLayout(label, layout);
}
