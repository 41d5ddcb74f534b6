import type { Scene } from './scene-view-model.ts';

/** Ids of the nodes whose name, component, compute, kind or ports hold every word of a query; those whose name begins with it first, notes last. */
export function findNodes(scene: Scene, query: string): readonly string[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const found: { readonly id: string; readonly rank: number }[] = [];
  for (const { id, view, shape } of scene.nodes) {
    if (shape.quiet) continue;
    const ports = [...view.inputs, ...view.outputs].map((port) => port.name).join(' ');
    const text = `${view.label} ${view.component?.label ?? ''} ${view.compute ?? ''} ${ports}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    const name = view.name.toLowerCase();
    const first = words[0] ?? '';
    found.push({ id, rank: name === first ? 0 : name.startsWith(first) ? 1 : name.includes(first) ? 2 : 3 });
  }
  for (const note of scene.notes) if (words.every((word) => note.text.toLowerCase().includes(word))) found.push({ id: `note:${note.id}`, rank: 4 });
  return found.sort((a, b) => a.rank - b.rank).map((each) => each.id);
}
