import { expect } from 'vitest';
import type { EditContext } from '#shared/edits/edit.ts';
import { runEdit } from '#shared/edits/run-edit.ts';
import { type Plain, plainEqual } from '#shared/edits/splice/plain.ts';
import { applyEdits, invertEdits } from '#shared/yaml/text-edit.ts';
import { toPlain } from '#shared/yaml/to-plain.ts';
import { Random } from '../random.ts';
import { mapTexts, tidy } from './operations.ts';
import { type Proposal, propose } from './proposals.ts';

/** Where random edits start; set SLUICE_PROPERTY_SEED to repeat a run. */
export const SEED = Number(process.env.SLUICE_PROPERTY_SEED ?? 20261121);
/** How many random edits a run makes in all; set SLUICE_PROPERTY_RUNS for a long one. */
export const RUNS = Number(process.env.SLUICE_PROPERTY_RUNS ?? 20_000);
/** Edits one after the other on one text. */
export const STEPS = 5;

/** What came of a run. */
export interface Tally {
  applied: number;
  refused: number;
  inverted: number;
}

/** Runs a few random edits one after the other from a text and checks every property after each. */
export function walk(seed: number, text: string, contextFor: (text: string) => EditContext, tally: Tally, steps = STEPS): void {
  const random = new Random(seed);
  let now = text;
  let context = contextFor(now);
  for (let step = 0; step < steps; step++) {
    const plain = toPlain(context.doc.root) as Plain;
    const proposal = propose(random, context, plain);
    if (!proposal) continue;
    const result = runEdit(proposal.edit, context, proposal.args);
    const say = `seed ${seed}, step ${step}: ${proposal.edit.id} ${JSON.stringify(proposal.args)}`;
    if (!result.ok) {
      tally.refused++;
      expect(result.failure.reason, `${say}: ${result.failure.message}\n${now}`).not.toBe('would-break-text');
      continue;
    }
    tally.applied++;
    const { edits } = result.value;
    const after = applyEdits(now, edits);
    const undone = applyEdits(after, invertEdits(now, edits));
    if (undone !== now) expect(undone, `${say}: undo`).toBe(now);
    for (const edit of edits) {
      const old = now.slice(edit.start, edit.end);
      const isSmallest = old === '' || edit.newText === '' || (old[0] !== edit.newText[0] && old.at(-1) !== edit.newText.at(-1));
      if (!isSmallest) expect(edit, `${say}: not the smallest edit of ${JSON.stringify(old)}`).toBeUndefined();
    }
    const contextAfter = contextFor(after);
    checkMeaning(say, proposal, now, contextAfter);
    checkLines(say, proposal, now, after, plain);
    checkInverse(say, proposal, now, contextAfter, tally);
    now = after;
    context = contextAfter;
  }
}

function checkMeaning(say: string, proposal: Proposal, before: string, { doc }: EditContext): void {
  const after = doc.text;
  if (!doc.readable) expect(doc.problems, `${say}: unreadable\n${before}\n----\n${after}`).toEqual([]);
  if (proposal.expected === undefined) return;
  // Where a text ends without a line break, the block text that comes last reads without its own; another may come last now.
  const isOpen = !before.endsWith('\n');
  const plain = (value: Plain): Plain => (isOpen ? mapTexts(tidy(value), (text) => text.replace(/\n$/, '')) : tidy(value));
  const read = plain(toPlain(doc.root) as Plain);
  const meant = plain(proposal.expected);
  if (!plainEqual(read, meant)) expect(read, `${say}: meaning\n${before}\n----\n${after}`).toEqual(meant);
}

/** A second opinion on "nothing else changed", by whole lines and without looking at the edits. */
function checkLines(say: string, proposal: Proposal, before: string, after: string, plain: Plain): void {
  const old = countLines(before);
  const now = countLines(after);
  if (proposal.keepsComments) {
    // A line of a longer text may look like a comment: prompts have headings.
    const texts = new Set<string>();
    mapTexts(plain, (text) => {
      for (const line of text.split('\n')) texts.add(line.trim());
      return text;
    });
    for (const [line, count] of old) {
      if (/^\s*#/.test(line) && !texts.has(line.trim().replace(/['"]$/, '')) && count > (now.get(line) ?? 0))
        expect(line, `${say}: lost a comment\n${before}\n----\n${after}`).toBeUndefined();
    }
  }
  if (proposal.mostLines === undefined) return;
  let differ = 0;
  for (const [line, count] of now) differ += Math.max(0, count - (old.get(line) ?? 0));
  expect(differ, `${say}: lines written\n${before}\n----\n${after}`).toBeLessThanOrEqual(proposal.mostLines);
}

function checkInverse(say: string, proposal: Proposal, before: string, context: EditContext, tally: Tally): void {
  const after = context.doc.text;
  if (!proposal.inverse || before === after) return;
  const back = runEdit(proposal.inverse.edit, context, proposal.inverse.args);
  if (!back.ok) expect(back.failure, `${say}: inverse refused\n${before}\n----\n${after}`).toBeUndefined();
  else {
    const text = applyEdits(after, back.value.edits);
    tally.inverted++;
    if (text !== before) expect(text, `${say}: the inverse leaves a trace\n${after}`).toBe(before);
  }
}

function countLines(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}
