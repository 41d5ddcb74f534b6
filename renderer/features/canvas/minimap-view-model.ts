import type { Box, Point } from '#shared/layout/graph-shape.ts';
import type { Direction } from '#shared/layout/layout-file.ts';

export interface MiniMapPlace {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** 76 px wide top to bottom, 168 px wide left to right (design.md §8). */
export function mapSize(direction: Direction): { readonly width: number; readonly height: number } {
  return direction === 'tb' ? { width: 76, height: 128 } : { width: 168, height: 64 };
}

/** How the graph lies in the map: all of it, 40 px of room around it. */
export function placeMap(bounds: Box, size: { readonly width: number; readonly height: number }): MiniMapPlace {
  const room = 40;
  const width = bounds.width + 2 * room;
  const height = bounds.height + 2 * room;
  const scale = Math.min(size.width / width, size.height / height);
  return { scale, x: (size.width - width * scale) / 2 - (bounds.x - room) * scale, y: (size.height - height * scale) / 2 - (bounds.y - room) * scale };
}

/** The place in the graph under a point of the map. */
export function mapToGraph(point: Point, place: MiniMapPlace): Point {
  return { x: (point.x - place.x) / place.scale, y: (point.y - place.y) / place.scale };
}
