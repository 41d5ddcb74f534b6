import { fail, ok, type Result } from '#shared/base/result.ts';
import { onGrid } from './measures.ts';

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

/** Reads a layout file. Entries that make no sense are left out; the failure is a sentence that says why the whole file cannot be used. */
export function readLayoutFile(text: string): Result<LayoutFile, string> {
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return fail('The layout file is not valid JSON, so the automatic layout is used.');
  }
  if (!isRecord(data)) return fail('The layout file does not hold an object, so the automatic layout is used.');
  if (data.version !== 1) return fail('The layout file has a version that this Sluice does not know, so the automatic layout is used.');
  const direction = data.direction === 'tb' || data.direction === 'lr' ? { direction: data.direction as Direction } : {};
  const nodes: [string, { x: number; y: number }][] = [];
  for (const [id, place] of Object.entries(isRecord(data.nodes) ? data.nodes : {})) {
    if (isRecord(place) && isPlace(place.x) && isPlace(place.y)) nodes.push([id, { x: onGrid(place.x), y: onGrid(place.y) }]);
  }
  const notes = (Array.isArray(data.notes) ? data.notes : []).flatMap((note: unknown) => readNote(note));
  return ok({ version: 1, ...direction, nodes: Object.fromEntries(nodes), notes });
}

/** The text of a layout file: the same layout always gives the same bytes. */
export function printLayoutFile(layout: LayoutFile): string {
  const lines = ['{', '  "version": 1'];
  const add = (text: string): void => {
    lines[lines.length - 1] += ',';
    lines.push(text);
  };
  if (layout.direction !== undefined) add(`  "direction": ${JSON.stringify(layout.direction)}`);
  const ids = Object.keys(layout.nodes).sort(compareText);
  const nodes = ids.flatMap((id) => {
    const place = layout.nodes[id];
    return place === undefined ? [] : [`    ${JSON.stringify(id)}: { "x": ${gridText(place.x)}, "y": ${gridText(place.y)} }`];
  });
  if (nodes.length > 0) add(`  "nodes": {\n${nodes.join(',\n')}\n  }`);
  const notes = [...layout.notes]
    .sort((a, b) => compareText(a.id, b.id))
    .map(({ id, x, y, width, height, text }) => {
      const numbers = `"x": ${gridText(x)}, "y": ${gridText(y)}, "width": ${gridText(width)}, "height": ${gridText(height)}`;
      return `    { "id": ${JSON.stringify(id)}, ${numbers}, "text": ${JSON.stringify(text)} }`;
    });
  if (notes.length > 0) add(`  "notes": [\n${notes.join(',\n')}\n  ]`);
  return `${lines.join('\n')}\n}\n`;
}

/** True when a layout says nothing, so that no file needs to be kept. */
export function isEmptyLayout(layout: LayoutFile): boolean {
  return layout.direction === undefined && layout.notes.length === 0 && Object.keys(layout.nodes).length === 0;
}

/** The layout after a node was renamed: `jobs.train` to `jobs.fit`. */
export function renameLayoutNode(layout: LayoutFile, from: string, to: string): LayoutFile {
  const place = layout.nodes[from];
  if (place === undefined || from === to) return layout;
  const { [from]: _gone, ...rest } = layout.nodes;
  return { ...layout, nodes: { ...rest, [to]: place } };
}

/** The layout without some nodes: they are placed automatically again. */
export function unpinLayoutNodes(layout: LayoutFile, ids: readonly string[]): LayoutFile {
  const gone = new Set(ids);
  const kept = Object.entries(layout.nodes).filter(([id]) => !gone.has(id));
  return kept.length === Object.keys(layout.nodes).length ? layout : { ...layout, nodes: Object.fromEntries(kept) };
}

/** The layout with nodes pinned to places, brought onto the grid. */
export function pinLayoutNodes(layout: LayoutFile, places: Readonly<Record<string, { readonly x: number; readonly y: number }>>): LayoutFile {
  const pinned = Object.entries(places).map(([id, place]) => [id, { x: onGrid(place.x), y: onGrid(place.y) }] as const);
  return { ...layout, nodes: { ...layout.nodes, ...Object.fromEntries(pinned) } };
}

function readNote(note: unknown): Note[] {
  if (!isRecord(note)) return [];
  const { id, x, y, width, height, text } = note;
  if (typeof id !== 'string' || typeof text !== 'string' || !isPlace(x) || !isPlace(y) || !isPlace(width) || !isPlace(height)) return [];
  return [{ id, x: onGrid(x), y: onGrid(y), width: onGrid(width), height: onGrid(height), text }];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPlace(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 1e7;
}

function gridText(value: number): string {
  return String(onGrid(value) + 0);
}

/** By code units: the same order on every computer. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
