/**
 * `<name>.layout.json` beside a pipeline: positions, notes, view direction. Optional; never needed to understand or run the pipeline.
 * Written sorted, two spaces, one node a line, integer coordinates on a 4 px grid, final newline: a moved node is one changed line.
 */
export interface LayoutFile {
  readonly version: 1;
  /** The user's own choice; absent: by view (beside the text top to bottom, alone left to right). */
  readonly direction?: Direction;
  /** Pinned nodes: `jobs.train`, `inputs.raw`, `outputs.model`. Top-left corner, px on the 4 px grid. */
  readonly nodes: Readonly<Record<string, { readonly x: number; readonly y: number }>>;
  readonly notes: readonly Note[];
}

export interface Note {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly text: string;
}

/** `tb`: top to bottom; `lr`: left to right. */
export type Direction = 'tb' | 'lr';

export const EMPTY_LAYOUT: LayoutFile = { version: 1, nodes: {}, notes: [] };
