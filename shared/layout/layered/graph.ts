/** A node for the layered layout: only sizes, across the flow and along it, in px. */
export interface Unit {
  readonly across: number;
  readonly along: number;
  /** `middle`: the middle lines of a rank are level; `start` and `end`: it stands at that side of the rank. */
  readonly align: 'middle' | 'start' | 'end';
  /** Where its middle line is, along the flow. */
  readonly mid: number;
  readonly isGate: boolean;
  /** A pipeline input or output: never the spine of a chain. */
  readonly isEnd: boolean;
}

/** A dependency of `to` on `from`. */
export interface Link {
  readonly from: number;
  readonly to: number;
  /** Offset of the handles across the flow. */
  readonly fromAt: number;
  readonly toAt: number;
  /** False: it only decides ranks; no line is drawn for it. */
  readonly isLine: boolean;
  readonly isGated: boolean;
  /** A word stands on it, so its gap is wider. */
  readonly hasWord: boolean;
}

/** Pieces of lines between neighbouring ranks, and the vertices they join: the units first, then one dummy for each rank a line passes. */
export interface Net {
  readonly unitCount: number;
  readonly rank: readonly number[];
  /** Size across of every vertex. */
  readonly size: readonly number[];
  readonly layers: number[][];
  readonly segments: readonly Segment[];
  /** Segments by upper and by lower vertex. */
  readonly below: readonly (readonly Segment[])[];
  readonly above: readonly (readonly Segment[])[];
  /** Dummies that a line runs through, by link; undefined for links that are not lines or run against the flow. */
  readonly chains: readonly (readonly number[] | undefined)[];
  /** Offset of a dummy's line in its size. */
  readonly dummyAt: number;
}

/** A piece of a line from a vertex to one in the next rank. Lines that leave one port share their pieces. */
export interface Segment {
  /** Its place in the list of all. */
  readonly index: number;
  readonly upper: number;
  readonly upperAt: number;
  readonly lower: number;
  readonly lowerAt: number;
  /** Lines of one port have one trunk. */
  readonly trunk: number;
  readonly isGated: boolean;
  readonly hasWord: boolean;
}
