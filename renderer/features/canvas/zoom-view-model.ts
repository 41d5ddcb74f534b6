import type { Box } from '#shared/layout/graph-shape.ts';
import type { Direction } from '#shared/layout/layout-file.ts';
import type { CanvasUi } from './canvas-context.ts';

export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

export const MIN_ZOOM = 0.1;
export const MAX_ZOOM = 2;
const MARGIN = 24;

/** What is drawn at a zoom (design.md §8). What reads 75 % in the head has everything: a graph opens there, and steps of the wheel seldom end on the dot. */
export function detailAt(zoom: number): CanvasUi['detail'] {
  return zoom >= 0.745 ? 'full' : zoom >= 0.45 ? 'mid' : zoom >= 0.15 ? 'far' : 'bars';
}

/** The view with which a graph opens: all of it, but not above 100 % nor below 75 %; what does not fit then starts at the top (at the left), at `first`. */
export function openingView(bounds: Box, pane: { readonly width: number; readonly height: number }, direction: Direction, first?: Box): Viewport {
  const zoom = Math.min(1, Math.max(0.75, fitZoom(bounds, pane)));
  const isTopDown = direction === 'tb';
  const along = isTopDown ? { start: bounds.y, size: bounds.height, pane: pane.height } : { start: bounds.x, size: bounds.width, pane: pane.width };
  const across = isTopDown ? { start: bounds.x, size: bounds.width, pane: pane.width } : { start: bounds.y, size: bounds.height, pane: pane.height };
  const spare = along.pane - along.size * zoom;
  const top = spare > 2 * MARGIN ? Math.min(spare / 2, isTopDown ? 4 * MARGIN : spare / 2) : MARGIN;
  // Wider than the pane: the node that the graph begins with is in the middle.
  const isWide = across.size * zoom > across.pane;
  const middle = isWide && first ? (isTopDown ? first.x + first.width / 2 : first.y + first.height / 2) : across.start + across.size / 2;
  const a = Math.round(top - along.start * zoom);
  const c = Math.round(across.pane / 2 - middle * zoom);
  return isTopDown ? { x: c, y: a, zoom } : { x: a, y: c, zoom };
}

/** The view in a pane of another size: across the flow the middle stays the middle, along it the start stays the start. */
export function keepMiddle(view: Viewport, before: Size, after: Size, direction: Direction): Viewport {
  const isTopDown = direction === 'tb';
  return {
    x: view.x + (isTopDown ? (after.width - before.width) / 2 : 0),
    y: view.y + (isTopDown ? 0 : (after.height - before.height) / 2),
    zoom: view.zoom,
  };
}

/** True when two views show the same, give or take half a pixel. */
export function isSameView(a: Viewport, b: Viewport): boolean {
  return Math.abs(a.x - b.x) < 0.5 && Math.abs(a.y - b.y) < 0.5 && Math.abs(a.zoom - b.zoom) < 0.001;
}

/** All of `bounds` in the pane, at most at 100 %. */
export function fitView(bounds: Box, pane: { readonly width: number; readonly height: number }, most = 1): Viewport {
  const zoom = Math.min(most, Math.max(MIN_ZOOM, fitZoom(bounds, pane)));
  return {
    x: Math.round((pane.width - bounds.width * zoom) / 2 - bounds.x * zoom),
    y: Math.round((pane.height - bounds.height * zoom) / 2 - bounds.y * zoom),
    zoom,
  };
}

/** The zoom after one step: 10 % of itself rounded to 5 %, within 10 to 200 %. */
export function stepZoom(zoom: number, direction: 1 | -1): number {
  const next = Math.round((zoom * (direction > 0 ? 1.2 : 1 / 1.2)) / 0.05) * 0.05;
  const moved = Math.abs(next - zoom) < 0.01 ? zoom + direction * 0.05 : next;
  return Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, Number(moved.toFixed(2))));
}

/** The same zoom around the middle of the pane. */
export function zoomAround(view: Viewport, zoom: number, centre: { readonly x: number; readonly y: number }): Viewport {
  const scale = zoom / view.zoom;
  return { x: centre.x - (centre.x - view.x) * scale, y: centre.y - (centre.y - view.y) * scale, zoom };
}

/** The smallest move that brings `box` into the pane with room around it; undefined when it is there already. */
export function revealView(view: Viewport, box: Box, pane: { readonly width: number; readonly height: number }): Viewport | undefined {
  const room = 40;
  const left = box.x * view.zoom + view.x;
  const top = box.y * view.zoom + view.y;
  const x = shift(left, box.width * view.zoom, pane.width, room);
  const y = shift(top, box.height * view.zoom, pane.height, room);
  return x === 0 && y === 0 ? undefined : { x: view.x + x, y: view.y + y, zoom: view.zoom };
}

/** The part of the graph that the pane shows. */
export function visibleBox(view: Viewport, pane: { readonly width: number; readonly height: number }): Box {
  return { x: -view.x / view.zoom, y: -view.y / view.zoom, width: pane.width / view.zoom, height: pane.height / view.zoom };
}

/** True when `inner` lies in `outer`. */
export function contains(outer: Box, inner: Box): boolean {
  return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width && inner.y + inner.height <= outer.y + outer.height;
}

/** `box` with `share` of its size more on every side. */
export function grow(box: Box, share: number): Box {
  return { x: box.x - box.width * share, y: box.y - box.height * share, width: box.width * (1 + 2 * share), height: box.height * (1 + 2 * share) };
}

function shift(start: number, size: number, pane: number, room: number): number {
  if (start >= 0 && start + size <= pane) return 0;
  if (size + 2 * room > pane) return (size <= pane ? (pane - size) / 2 : room) - start;
  return start < 0 ? room - start : pane - room - (start + size);
}

function fitZoom(bounds: Box, pane: { readonly width: number; readonly height: number }): number {
  return Math.min((pane.width - 2 * MARGIN) / Math.max(1, bounds.width), (pane.height - 2 * MARGIN) / Math.max(1, bounds.height));
}
