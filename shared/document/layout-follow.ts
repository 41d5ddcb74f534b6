import type { EditResult } from '#shared/edits/edit.ts';
import type { LayoutFile } from '#shared/layout/layout-file.ts';

/** The layout after an edit renamed or removed nodes; the same object when none of them is pinned. */
export function followNodes(layout: LayoutFile, change: EditResult['nodes']): LayoutFile {
  const renamed = Object.entries(change?.renamed ?? {}).filter(([from]) => layout.nodes[from] !== undefined);
  const removed = (change?.removed ?? []).filter((id) => layout.nodes[id] !== undefined);
  if (renamed.length === 0 && removed.length === 0) return layout;
  const nodes: Record<string, { readonly x: number; readonly y: number }> = { ...layout.nodes };
  for (const id of removed) delete nodes[id];
  for (const [from] of renamed) delete nodes[from];
  for (const [from, to] of renamed) {
    const place = layout.nodes[from];
    if (place) nodes[to] = place;
  }
  return { ...layout, nodes };
}

/** True when two layouts say the same. */
export function sameLayout(a: LayoutFile, b: LayoutFile): boolean {
  if (a === b) return true;
  if (a.direction !== b.direction || a.notes.length !== b.notes.length) return false;
  const ids = Object.keys(a.nodes);
  if (ids.length !== Object.keys(b.nodes).length) return false;
  if (!ids.every((id) => a.nodes[id]?.x === b.nodes[id]?.x && a.nodes[id]?.y === b.nodes[id]?.y)) return false;
  return a.notes.every((note, k) => {
    const other = b.notes[k];
    return (
      other?.id === note.id &&
      other.x === note.x &&
      other.y === note.y &&
      other.width === note.width &&
      other.height === note.height &&
      other.text === note.text
    );
  });
}
