/** The measures of the canvas in px (design.md §4, §5, §7). Sizes follow from data and these alone; nothing is measured in a browser. */
export const MEASURES = {
  grid: 4,
  /** Top to bottom: one column per port. */
  cardWidth: 240,
  columnMin: 72,
  columnMax: 124,
  columnPadding: 10,
  maxPorts: 6,
  strip: 20,
  body: 52,
  /** Left to right: one row per port. */
  rowCardWidth: 264,
  row: 20,
  rowFoot: 8,
  /** Gate. */
  gateWidth: 336,
  gateField: 320,
  beam: 4,
  zone: 20,
  travel: 12,
  plateHead: 34,
  rule: 20,
  platePadding: 6,
  maxRules: 8,
  post: 5,
  postOver: 6,
  poolMin: 64,
  poolMax: 132,
  poolPadding: 20,
  tail: 20,
  tailHeight: 28,
  /** Pipeline inputs and outputs, capsules, frames. */
  endHeight: 28,
  capsuleHeight: 36,
  framePadding: 20,
  /** Room that a frame leaves at the sides of its body: the padding and what a parallel job's cards look out. */
  frameSide: 32,
  frameHead: 24,
  /** Between nodes and lines. */
  rankGap: 44,
  gateGap: 48,
  rowRankGap: 48,
  branchGap: 64,
  columnGap: 32,
  lane: 8,
  /** Between a long line and the boxes it passes, and between two long lines. */
  lineClear: 24,
  lineGap: 16,
  corner: 10,
  stub: 16,
  room: 24,
  clear: 12,
  /** Advance of the mono face at 11, 11.5, 12, 13 px. */
  advance11: 6.6,
  advancePort: 6.9,
  advance12: 7.2,
  advance13: 7.8,
} as const;

/** The next multiple of `step` that is not smaller. */
export function roundUp(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}

/** The nearest place on the 4 px grid. */
export function onGrid(value: number): number {
  return Math.round(value / MEASURES.grid) * MEASURES.grid;
}
