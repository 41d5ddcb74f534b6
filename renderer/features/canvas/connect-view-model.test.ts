import { describe, expect, it } from 'vitest';
import { connect } from '#shared/edits/connect.edit.ts';
import { candidateFor, filterCandidates, nearest, oppositeEnds, sortCandidates } from './connect-view-model.ts';
import { CHAIN, FILES, openSession } from './testing.ts';

function candidates(held: string, way: 'from' | 'into') {
  const { session } = openSession();
  const refuse = (from: string, to: string) => session.refuse(connect, { from, to });
  return oppositeEnds(session.pipeline, held, way).map((end) => candidateFor(session.pipeline, held, way, end, refuse));
}

describe('candidates of a connection', () => {
  it('puts what needs a value first, then what would be replaced, and refused ends apart with a reason', () => {
    const { possible, refused } = sortCandidates(candidates('parent.jobs.prepare.outputs.clean', 'from'));

    expect(possible[0]).toMatchObject({ end: 'parent.jobs.evaluate.inputs.test', detail: 'needs a value', state: 'free' });
    expect(refused.map((each) => each.end)).toContain('parent.jobs.prepare.inputs.raw');
  });

  it('puts ports of one name before others of the same type', () => {
    const split = 'type: command\nname: split\noutputs:\n  train: { type: uri_folder }\n  test: { type: uri_folder }\ncommand: x\n';
    const { session } = openSession(`${CHAIN}  split:\n    type: command\n    component: ./split.yml\n`, { ...FILES, 'split.yml': split });
    const refuse = (from: string, to: string) => session.refuse(connect, { from, to });
    const held = ['parent.jobs.split.outputs.train', 'parent.jobs.split.outputs.test'];
    const all = held.map((from) => candidateFor(session.pipeline, from, 'from', 'parent.jobs.evaluate.inputs.test', refuse));

    expect(sortCandidates(all).possible.map((each) => each.from)).toEqual(held.reverse());
  });

  it('says what a binding would replace', () => {
    const found = candidates('parent.jobs.train.outputs.model', 'from').find((each) => each.end === 'parent.jobs.evaluate.inputs.model');

    expect(found?.state === 'refused' ? found.refusal?.reason : found?.state).toBe('already-connected');
  });

  it('names both jobs of a cycle', () => {
    const found = candidates('parent.jobs.train.outputs.model', 'from').find((each) => each.end === 'parent.jobs.prepare.inputs.raw');

    expect(found?.detail).toBe('would form a cycle: train reads from prepare');
  });

  it('offers outputs and pipeline inputs to an input', () => {
    const ends = candidates('parent.jobs.evaluate.inputs.test', 'into').map((each) => each.end);

    expect(ends).toContain('parent.inputs.raw');
    expect(ends).toContain('parent.jobs.prepare.outputs.clean');
  });

  it('does not offer plain values to a folder', () => {
    const ends = candidates('parent.jobs.prepare.outputs.clean', 'from').map((each) => each.end);

    expect(ends).toContain('parent.jobs.train.inputs.data');
    expect(ends.filter((end) => end.endsWith('.rate'))).toEqual(['parent.jobs.train.inputs.rate']);
  });

  it('filters by every word of the query', () => {
    const found = filterCandidates(candidates('parent.jobs.prepare.outputs.clean', 'from'), 'eval needs');

    expect(found.map((each) => each.end)).toEqual(['parent.jobs.evaluate.inputs.test']);
  });
});

describe('nearest', () => {
  it('finds the nearest place within reach', () => {
    const places = [{ at: { x: 0, y: 0 } }, { at: { x: 10, y: 0 } }];

    expect(nearest(places, { x: 7, y: 0 }, 24)).toBe(places[1]);
    expect(nearest(places, { x: 100, y: 0 }, 24)).toBeUndefined();
  });
});
