import { describe, expect, it } from 'vitest';
import {
  EMPTY_LAYOUT,
  isEmptyLayout,
  type LayoutFile,
  pinLayoutNodes,
  printLayoutFile,
  readLayoutFile,
  renameLayoutNode,
  unpinLayoutNodes,
} from './layout-file.ts';

const LAYOUT: LayoutFile = {
  version: 1,
  direction: 'lr',
  nodes: { 'jobs.train': { x: 40, y: 320 }, 'inputs.raw': { x: -12, y: 0 } },
  notes: [
    { id: 'n2', x: 8, y: 8, width: 200, height: 80, text: 'Second' },
    { id: 'n1', x: 0, y: 0, width: 200, height: 80, text: 'Champion of "May"' },
  ],
};

const TEXT = `{
  "version": 1,
  "direction": "lr",
  "nodes": {
    "inputs.raw": { "x": -12, "y": 0 },
    "jobs.train": { "x": 40, "y": 320 }
  },
  "notes": [
    { "id": "n1", "x": 0, "y": 0, "width": 200, "height": 80, "text": "Champion of \\"May\\"" },
    { "id": "n2", "x": 8, "y": 8, "width": 200, "height": 80, "text": "Second" }
  ]
}
`;

describe('printLayoutFile', () => {
  it('writes sorted, one node a line, with a final newline', () => {
    expect(printLayoutFile(LAYOUT)).toBe(TEXT);
  });

  it('brings coordinates onto the 4 px grid', () => {
    expect(printLayoutFile({ ...EMPTY_LAYOUT, nodes: { 'jobs.a': { x: 41.7, y: -1 } } })).toContain('{ "x": 40, "y": 0 }');
  });

  it('writes valid JSON for an empty layout', () => {
    expect(JSON.parse(printLayoutFile(EMPTY_LAYOUT))).toEqual({ version: 1 });
  });
});

describe('readLayoutFile', () => {
  it('reads what was written', () => {
    const read = readLayoutFile(TEXT);

    expect(read.ok && printLayoutFile(read.value)).toBe(TEXT);
  });

  it('leaves out entries that make no sense', () => {
    const read = readLayoutFile(
      '{ "version": 1, "direction": "up", "nodes": { "jobs.a": { "x": "1", "y": 2 }, "jobs.b": { "x": 4, "y": 8 } }, "notes": [7], "other": {} }',
    );

    expect(read).toEqual({ ok: true, value: { version: 1, nodes: { 'jobs.b': { x: 4, y: 8 } }, notes: [] } });
  });

  it.each(['', '{', '[]', 'null', '{ "version": 2 }'])('says why %j cannot be used', (text) => {
    const read = readLayoutFile(text);

    expect(!read.ok && read.failure).toMatch(/^The layout file .*, so the automatic layout is used\.$/);
  });
});

describe('changing a layout', () => {
  it('follows a renamed job', () => {
    expect(renameLayoutNode(LAYOUT, 'jobs.train', 'jobs.fit').nodes).toEqual({ 'inputs.raw': { x: -12, y: 0 }, 'jobs.fit': { x: 40, y: 320 } });
    expect(renameLayoutNode(LAYOUT, 'jobs.other', 'jobs.fit')).toBe(LAYOUT);
  });

  it('pins and unpins', () => {
    const pinned = pinLayoutNodes(EMPTY_LAYOUT, { 'jobs.a': { x: 5, y: 7 } });

    expect(pinned.nodes).toEqual({ 'jobs.a': { x: 4, y: 8 } });
    expect(isEmptyLayout(unpinLayoutNodes(pinned, ['jobs.a']))).toBe(true);
    expect(unpinLayoutNodes(pinned, ['jobs.b'])).toBe(pinned);
  });
});
