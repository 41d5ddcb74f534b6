import type { Direction } from '#shared/layout/layout-file.ts';
import { MEASURES } from '#shared/layout/measures.ts';
import { plateHeight } from '#shared/layout/node-size.ts';

/** Where the parts of a gate stand inside its box; the plate is down. */
export function gateGeometry(width: number, height: number, direction: Direction, rules: number) {
  const { beam, zone, travel, post, gateWidth, tail } = MEASURES;
  const isTopDown = direction === 'tb';
  const left = isTopDown ? 0 : width - gateWidth - tail;
  const right = left + gateWidth;
  const innerLeft = left + post;
  return {
    left,
    right,
    innerLeft,
    innerWidth: gateWidth - 2 * post,
    plateTop: beam + (isTopDown ? zone : 0) + travel,
    plateHeight: plateHeight(rules),
    low: height - beam - (isTopDown ? zone : 0),
    rods: isTopDown ? [innerLeft + 14, right - post - 14] : [innerLeft + 48, right - post - 48],
  };
}
