import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type GateFlow, NO_FLOW } from './gate-flow-view-model.ts';
import type { NodeView } from './node-view-model.ts';
import type { RunView } from './run-view-model.ts';
import type { Scene } from './scene-view-model.ts';

/** What a port is for the connection being made. */
export type PortTarget = 'source' | 'free' | 'replaces' | 'refused' | 'snap';

/** What of the canvas is lit: never part of the document, never undone. */
export interface CanvasUi {
  /** Ends and ids of edges (`edge:…`). */
  readonly selected: ReadonlySet<string>;
  /** Where the keys are: an end or an edge's id. */
  readonly focus: string | undefined;
  /** The focus is shown only while the canvas has the keys. */
  readonly hasKeys: boolean;
  /** Node id or edge id under the pointer. */
  readonly hover: string | undefined;
  /** Node ids that the search has found; everything else is dimmed. */
  readonly found: ReadonlySet<string> | undefined;
  /** The text cannot be read: everything is flat. */
  readonly isStale: boolean;
  /** How ports look while a connection is made, by end. */
  readonly targets: ReadonlyMap<string, PortTarget> | undefined;
  /** Node ids being dragged. */
  readonly dragging: ReadonlySet<string>;
  /** Id of the note whose text is being written. */
  readonly editingNote: string | undefined;
  readonly detail: 'full' | 'mid' | 'far' | 'bars';
  readonly isSearching: boolean;
  /** What the verdicts that are known mean for the graph. */
  readonly flow: GateFlow;
  /** The run that is shown. */
  readonly run: RunView | undefined;
  /** The last selection of the canvas's own is to be brought into view. */
  readonly wantsPan: boolean;
}

export const NOTHING: ReadonlySet<string> = new Set();

/** Makes the store of one canvas. */
export function createCanvasUi(): StoreApi<CanvasUi> {
  return createStore<CanvasUi>(() => ({
    selected: NOTHING,
    focus: undefined,
    hasKeys: false,
    hover: undefined,
    found: undefined,
    isStale: false,
    targets: undefined,
    dragging: NOTHING,
    editingNote: undefined,
    detail: 'full',
    isSearching: false,
    flow: NO_FLOW,
    run: undefined,
    wantsPan: false,
  }));
}

/** What nodes may ask for and do; one object for the life of a canvas. */
export interface CanvasContextValue {
  readonly ui: StoreApi<CanvasUi>;
  /** Selects in every view; notes are known to the canvas alone. */
  select(ends: readonly string[], reveal?: boolean): void;
  /** Adds an end, or takes it away. */
  toggle(end: string): void;
  scene(): Scene | undefined;
  /** Told when what a node shows changed and nothing else of the graph. */
  onNode(nodeId: string, listener: () => void): () => void;
  spoken(nodeId: string): string | undefined;
  openNode(nodeId: string): void;
  writeNote(noteId: string, text: string | undefined): void;
  resizeNote(noteId: string, width: number, height: number): void;
}

export const CanvasContext = createContext<CanvasContextValue | undefined>(undefined);

/** The canvas that a part belongs to. Throws outside of one: that is a bug. */
export function useCanvas(): CanvasContextValue {
  const value = useContext(CanvasContext);
  if (!value) throw new Error('A part of the canvas stands outside of it');
  return value;
}

/** A value of the canvas's state; the part re-renders when it changes. */
export function useCanvasUi<T>(select: (ui: CanvasUi) => T): T {
  return useStore(useCanvas().ui, select);
}

/** How a port is lit. */
export function useCanvasPort(end: string): { readonly target: PortTarget | undefined; readonly isSelected: boolean; readonly isFocused: boolean } {
  return {
    target: useCanvasUi((ui) => ui.targets?.get(end)),
    isSelected: useCanvasUi((ui) => ui.selected.has(end)),
    isFocused: useCanvasUi((ui) => ui.hasKeys && ui.focus === end),
  };
}

/** What a node shows now. A key that changes a node alone reaches it here, and no list of nodes is renewed in that frame. */
export function useNodeView(id: string, known: NodeView): NodeView {
  const canvas = useCanvas();
  const subscribe = useCallback((listener: () => void) => canvas.onNode(id, listener), [canvas, id]);
  return useSyncExternalStore(subscribe, () => canvas.scene()?.byId.get(id)?.view ?? known);
}
