import type { PortType } from '#shared/azureml/kinds.ts';
import type { Direction } from './layout-file.ts';

/** How a node is drawn: decides its size (design.md §4, §5). */
export type Silhouette = 'card' | 'sweep' | 'parallel' | 'pipeline' | 'capsule' | 'frame' | 'unknown' | 'gate' | 'input' | 'output';

/** circle = files, diamond = model, square = value, bar = verdict. */
export type PortShape = 'circle' | 'diamond' | 'square' | 'bar';

export interface ShapePort {
  readonly name: string;
  /** The port's end: `parent.jobs.train.inputs.data`. The "+n" port of a crowded side has the end `more`. */
  readonly end: string;
  readonly shape: PortShape;
  readonly type: PortType | undefined;
}

/** A node as the layout sees it: only what decides sizes. Id is an end without `parent.`: `jobs.train`, `inputs.raw`, `outputs.model`. */
export interface ShapeNode {
  readonly id: string;
  readonly silhouette: Silhouette;
  readonly name: string;
  /** Second line of a capsule, note of a card. */
  readonly note: string | undefined;
  readonly inputs: readonly ShapePort[];
  readonly outputs: readonly ShapePort[];
  /** Rows on a gate's plate. */
  readonly rules: number;
  /** For a frame: id of the node inside. */
  readonly body: string | undefined;
}

export interface ShapeEdge {
  readonly id: string;
  readonly from: { readonly node: string; readonly port: string | undefined };
  readonly to: { readonly node: string; readonly port: string | undefined };
  readonly kind: 'data' | 'setting' | 'control';
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where everything is: what the canvas draws. Integer px on the 4 px grid for boxes. */
export interface Placement {
  readonly direction: Direction;
  readonly boxes: ReadonlyMap<string, Box>;
  /** Points of each edge, right angles; `against`: runs against the flow and gets an arrow in its middle. */
  readonly routes: ReadonlyMap<string, { readonly points: readonly Point[]; readonly against: boolean }>;
  readonly bounds: Box;
}
