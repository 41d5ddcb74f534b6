import type { Node } from '@xyflow/react';
import type { Note } from '#shared/layout/layout-file.ts';
import { FlowNode } from './nodes/flow-node.tsx';
import { type NoteData, NoteNode } from './nodes/note-node.tsx';
import type { Scene, SceneNode } from './scene-view-model.ts';

export type CanvasNode = Node<SceneNode & Record<string, unknown>, 'scene'> | Node<NoteData, 'note'>;

/** Constant: React Flow starts over when this object changes. */
export const nodeTypes = { scene: FlowNode, note: NoteNode };

// The wrapper says nothing; the node inside has role, name and state.
const WRAPPER = { 'aria-roledescription': undefined };
const NO_HANDLES: NonNullable<Node['handles']> = [];

interface Kept {
  readonly source: SceneNode | Note;
  readonly isSelected: boolean;
  readonly node: CanvasNode;
}

/** Turns scenes into React Flow's nodes. What did not change keeps its object, so only what changed is drawn anew. */
export class FlowNodes {
  #kept = new Map<string, Kept>();
  #list: CanvasNode[] = [];

  constructor(private readonly zoom: () => number) {}

  /** The nodes to give to React Flow; the same list when nothing changed. */
  of(scene: Scene, selected: ReadonlySet<string>, quiet: ReadonlySet<string>): CanvasNode[] {
    const kept = new Map<string, Kept>();
    const list: CanvasNode[] = [];
    const add = (id: string, source: SceneNode | Note, isSelected: boolean, make: () => CanvasNode) => {
      const before = this.#kept.get(id);
      const entry = before && before.source === source && before.isSelected === isSelected ? before : { source, isSelected, node: make() };
      kept.set(id, entry);
      list.push(entry.node);
    };
    for (const note of scene.notes) {
      const isSelected = selected.has(`note:${note.id}`);
      add(`note:${note.id}`, note, isSelected, () => ({
        id: `note:${note.id}`,
        type: 'note',
        position: { x: note.x, y: note.y },
        data: { note, zoom: this.zoom },
        width: note.width,
        height: note.height,
        measured: { width: note.width, height: note.height },
        handles: NO_HANDLES,
        selected: isSelected,
        domAttributes: WRAPPER,
      }));
    }
    for (const node of scene.nodes) {
      const isSelected = selected.has(node.view.end);
      if (node.shape.quiet && !isSelected && !quiet.has(node.id)) continue;
      const { x, y, width, height } = node.box;
      add(node.id, node, isSelected, () => ({
        id: node.id,
        type: 'scene',
        position: { x, y },
        data: node as SceneNode & Record<string, unknown>,
        width,
        height,
        measured: { width, height },
        handles: NO_HANDLES,
        selected: isSelected,
        ...(node.view.what === 'off' ? { draggable: false } : {}),
        domAttributes: WRAPPER,
      }));
    }
    this.#kept = kept;
    if (list.length !== this.#list.length || list.some((node, k) => node !== this.#list[k])) this.#list = list;
    return this.#list;
  }
}
