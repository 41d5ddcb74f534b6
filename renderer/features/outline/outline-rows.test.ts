import { describe, expect, it } from 'vitest';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { endsBetween, rowStarting, shownRows, stepOf } from './outline-rows.ts';
import { outlineOf } from './outline-view-model.ts';

const PIPELINE = `type: pipeline
jobs:
  split: {type: command, command: x, outputs: {train: {type: uri_folder}}}
  spread: {type: command, command: x}
  fit: {type: command, command: x, inputs: {rate: 0.1}}
`;
const tree = outlineOf(readPipeline(readYaml(PIPELINE), { path: 'p.yml', components: { version: 1, read: () => 'missing' } }));
const open = (...ids: string[]) => {
  const isOpen = (id: string) => id === 'jobs' || ids.includes(id);
  return { isOpen, rows: shownRows(tree, isOpen) };
};
const names = (rows: ReturnType<typeof shownRows>) => rows.map(({ row }) => row.name);

describe('shownRows', () => {
  it('shows every job, and ports only of those that are unfolded', () => {
    expect(names(open().rows)).toEqual(['Jobs', 'split', 'spread', 'fit']);
    expect(names(open('parent.jobs.split').rows)).toEqual(['Jobs', 'split', 'train', 'spread', 'fit']);
  });

  it('says how deep a row is and which of how many', () => {
    expect(open('parent.jobs.split').rows[2]).toMatchObject({ level: 3, position: 1, siblings: 1 });
    expect(open().rows[3]).toMatchObject({ level: 2, position: 3, siblings: 3 });
  });
});

describe('stepOf', () => {
  it('goes up and down and to the ends, never out', () => {
    const { rows, isOpen } = open();

    expect(stepOf('ArrowDown', rows, 1, isOpen)).toEqual({ to: 2 });
    expect(stepOf('ArrowUp', rows, 0, isOpen)).toBeUndefined();
    expect(stepOf('End', rows, 1, isOpen)).toEqual({ to: 3 });
    expect(stepOf('ArrowDown', rows, 3, isOpen)).toBeUndefined();
  });

  it('unfolds, enters, folds and leaves with right and left', () => {
    const folded = open();
    const { rows, isOpen } = open('parent.jobs.split');

    expect(stepOf('ArrowRight', folded.rows, 1, folded.isOpen)).toEqual({ fold: false });
    expect(stepOf('ArrowRight', rows, 1, isOpen)).toEqual({ to: 2 });
    expect(stepOf('ArrowLeft', rows, 2, isOpen)).toEqual({ to: 1 });
    expect(stepOf('ArrowLeft', rows, 1, isOpen)).toEqual({ fold: true });
    expect(stepOf('ArrowLeft', folded.rows, 1, folded.isOpen)).toEqual({ to: 0 });
  });
});

describe('finding and ranges', () => {
  it('goes to the next row of that letter, and stays while its name is typed', () => {
    const { rows } = open();

    expect(rowStarting('s', rows, 1)).toBe(2);
    expect(rowStarting('s', rows, 2)).toBe(1);
    expect(rowStarting('spr', rows, 2)).toBe(2);
    expect(rowStarting('z', rows, 0)).toBeUndefined();
  });

  it('selects from one row to another in either direction, without groups', () => {
    expect(endsBetween(open().rows, 2, 0)).toEqual(['parent.jobs.split', 'parent.jobs.spread']);
  });
});
