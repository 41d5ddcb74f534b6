import type { PortType } from '#shared/azureml/kinds.ts';
import type { Direction } from './layout-file.ts';

/** How a node is drawn: decides its size (design.md §4, §5). */
export type Silhouette = 'card' | 'sweep' | 'parallel' | 'pipeline' | 'capsule' | 'frame' | 'unknown' | 'gate' | 'input' | 'output';

/** circle = files, diamond = model, square = value, bar = verdict. */
export type PortShape = 'circle' | 'diamond' | 'square' | 'bar';

export interface ShapePort {
  readonly name: string;
  /** The port's end: `parent.jobs.train.inputs.data`. The "+n" port of a crowded side has the end `more.inputs` or `more.outputs`. */
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
  /** A pipeline input that only feeds plain values: drawn only while a job that reads it is selected or hovered. Stands outside the bounds. */
  readonly quiet?: boolean;
}

export interface ShapeEdge {
  readonly id: string;
  readonly from: { readonly node: string; readonly port: string | undefined };
  readonly to: { readonly node: string; readonly port: string | undefined };
  /** `setting`: a plain value; drawn only while one of its jobs is selected or hovered, and routed when it is shown. */
  readonly kind: 'data' | 'setting' | 'control';
  /** Drawn as a gated path: it opens or holds what follows. */
  readonly gated?: boolean;
  /** Word on a control edge. */
  readonly branch?: 'true' | 'false' | 'body';
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
  /** Of a frame (parallel_for, do_while) this is the capsule on its upper edge. */
  readonly boxes: ReadonlyMap<string, Box>;
  /** The dashed rectangle around the body, by the id of the frame. */
  readonly frames: ReadonlyMap<string, Box>;
  /** Of data and control edges. Those of plain values are made when they are shown: `routeDragged`. */
  readonly routes: ReadonlyMap<string, Route>;
  /** Around everything but quiet inputs. */
  readonly bounds: Box;
}

/** Points of an edge, right angles; `against`: runs against the flow and gets an arrow in its middle. */
export interface Route {
  readonly points: readonly Point[];
  readonly against: boolean;
}

/** What is drawn of a pipeline. */
export interface Shape {
  readonly nodes: readonly ShapeNode[];
  readonly edges: readonly ShapeEdge[];
}
