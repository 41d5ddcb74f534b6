import type { Direction } from '#shared/layout/layout-file.ts';
import { MEASURES } from '#shared/layout/measures.ts';
import { plateHeight } from '#shared/layout/node-size.ts';

/** Where the parts of a gate stand inside its box. The box never changes: an open plate hangs `travel` higher. */
export function gateGeometry(width: number, height: number, direction: Direction, rows: number) {
  const { beam, zone, travel, post, gateWidth, tail } = MEASURES;
  const isTopDown = direction === 'tb';
  const left = isTopDown ? 0 : width - gateWidth - tail;
  const right = left + gateWidth;
  const innerLeft = left + post;
  const up = beam + (isTopDown ? zone : 0);
  return {
    left,
    right,
    innerLeft,
    innerWidth: gateWidth - 2 * post,
    /** Where the plate hangs when it is open. */
    up,
    plateTop: up + travel,
    plateHeight: plateHeight(rows),
    low: height - beam - (isTopDown ? zone : 0),
    /** Left to right: the level of the water that stands in the pool. */
    level: beam + 8,
    rods: isTopDown ? [innerLeft + 14, right - post - 14] : [innerLeft + 48, right - post - 48],
  };
}

/** A line of waves, 12 px each. */
export function wavePath(x: number, y: number, width: number): string {
  return `M${x} ${y}${'q3 -2.6 6 0t6 0'.repeat(Math.max(0, Math.floor(width / 12)))}`;
}
