import { describe, expect, it } from 'vitest';
import { addLine, changesOf, removeLine, setLine, startDraft, textOfDraft } from '#renderer/state/gates/rule-draft.ts';
import { applyEdits } from '#shared/yaml/text-edit.ts';
import { completionsAt } from './completion-view-model.ts';
import { byLines } from './draft-edits.ts';
import type { KnownMetrics, Source } from './metrics-known.ts';
import { editorViewOf } from './rule-view-model.ts';
import { tryRules } from './try-rules.ts';
import { gaugeOf } from './verdict-view-model.ts';

const RULES = '# Nothing is registered unless all hold.\naccuracy >= 0.85\n\nbeats champion: roc_auc >= baseline.roc_auc - 0.01\n';

function source(name: string, value: Readonly<Record<string, number>>): Source {
  return { name, value, problem: undefined, names: Object.keys(value) };
}

const KNOWN: KnownMetrics = {
  writer: 'evaluate',
  component: 'evaluate_classifier',
  declared: ['accuracy', 'f1', 'roc_auc', 'cohorts.*.recall'],
  metrics: source('metrics.json', { accuracy: 0.87, f1: 0.6, roc_auc: 0.88, lift: 2 }),
  baseline: source('champion.json', { accuracy: 0.86, roc_auc: 0.9 }),
};

describe('a draft of rules', () => {
  it('keeps comments and blank lines where they stand', () => {
    const draft = addLine(setLine(startDraft(RULES), 1, 'accuracy >= 0.9'), undefined, 'f1 >= 0.5');

    expect(textOfDraft(draft)).toBe(RULES.replace('0.85', '0.9').replace(/\n$/, '\nf1 >= 0.5\n'));
    expect(changesOf(draft)).toEqual({ changed: 1, added: 1, removed: 0 });
  });

  it('leaves out what is still empty, and counts what is gone', () => {
    const draft = removeLine(addLine(startDraft(RULES), 1), 3);

    expect(textOfDraft(draft)).toBe('# Nothing is registered unless all hold.\naccuracy >= 0.85\n\n');
    expect(changesOf(draft)).toEqual({ changed: 0, added: 0, removed: 1 });
  });

  it('is written line by line', () => {
    const text = 'a: 1\nb: 2\nc: 3\nd: 4\n';
    const edits = byLines(text, { start: 3, end: 19, newText: '9\nb: 2\nc: 3\nd: 8' });

    expect(edits.map((edit) => edit.newText)).toEqual(['a: 9\n', 'd: 8\n']);
    expect(applyEdits(text, edits)).toBe('a: 9\nb: 2\nc: 3\nd: 8\n');
  });
});

describe('the editor', () => {
  it('says value, limit and margin of each rule on the file tried', () => {
    const { rows, outcome } = editorViewOf(startDraft(RULES), KNOWN, undefined);

    expect(rows.map((row) => [row.state, row.found?.value, row.found?.limit, row.found?.margin, row.found?.holds])).toEqual([
      ['same', '0.8700', '0.85', '+0.0200', true],
      ['same', '0.8800', '0.8900', '−0.0100', false],
    ]);
    expect(outcome).toEqual({ verdict: 'held-back', head: 'Would be held back on metrics.json.', sentence: '`beats champion` says no, by 0.0100.' });
  });

  it('offers the likely name for one that nobody writes, but not while it is typed', () => {
    const draft = setLine(startDraft(RULES), 1, 'acuracy >= 0.85');

    const { rows, outcome } = editorViewOf(draft, KNOWN, undefined);
    const typing = editorViewOf(draft, KNOWN, 1);

    expect(rows[0]).toMatchObject({
      state: 'bad',
      problem: '`evaluate` writes no `acuracy`. Did you mean `accuracy`?',
      fix: { name: 'accuracy', text: 'accuracy >= 0.85' },
    });
    expect(outcome?.sentence).toBe('Rule 1 cannot be judged; one of the others says no.');
    expect(typing.rows[0]).toMatchObject({ state: 'changed', problem: undefined });
  });

  it('knows names without any file from what the component declares', () => {
    const { rows } = editorViewOf(startDraft('auc > 0.5\ncohorts.over_60.recall > 0.5\n'), { ...KNOWN, metrics: undefined, baseline: undefined }, undefined);

    expect(rows.map((row) => row.state)).toEqual(['bad', 'same']);
  });

  it('says what the margin was before the change', () => {
    const { rows } = editorViewOf(setLine(startDraft(RULES), 3, 'beats champion: roc_auc >= baseline.roc_auc - 0.05'), KNOWN, undefined);

    expect(rows[1]?.found).toMatchObject({ margin: '+0.0300', before: '−0.0100' });
  });

  it('colours a rule without losing a character', () => {
    const { rows } = editorViewOf(startDraft('  gap: abs(f1 - baseline.f1) <= 5%  # why\n'), KNOWN, undefined);

    expect(rows[0]?.words.map((word) => word.text).join('')).toBe('  gap: abs(f1 - baseline.f1) <= 5%  # why');
    expect(rows[0]?.words.find((word) => word.kind === 'baseline')?.text).toBe('baseline.f1');
  });
});

describe('completion', () => {
  it('gives what is declared first, then what only the file has, then the champion', () => {
    const found = completionsAt('', 0, KNOWN, true);

    expect(found?.items.map((item) => item.name)).toEqual(['accuracy', 'f1', 'roc_auc', 'lift', 'baseline.', 'abs(', 'min(', 'max(']);
    expect(found?.items[0]).toMatchObject({ detail: '0.8700', group: 'Declared by `evaluate_classifier`' });
  });

  it('goes on from the beginning of a name, also behind a label and the champion', () => {
    expect(completionsAt('calibration: acc', 16, KNOWN, false)).toMatchObject({ start: 13, items: [{ name: 'accuracy' }] });
    expect(completionsAt('f1 > baseline.r', 15, KNOWN, false)?.items.map((item) => item.name)).toEqual(['baseline.roc_auc']);
    expect(completionsAt('f1 > 0.5', 8, KNOWN, false)).toBeUndefined();
  });
});

describe('a try', () => {
  it('keeps what was tried, and what the champion has for each rule', () => {
    const judged = tryRules(RULES, {
      metrics: { name: 'm.json', path: 'm.json', text: '{"accuracy": 0.87, "roc_auc": 0.88}' },
      baseline: { name: 'c.json', path: 'c.json', text: '{"accuracy": 0.86, "roc_auc": 0.9}' },
    });

    expect(judged).toMatchObject({ source: 'draft', on: 'm.json', verdict: { verdict: 'held-back' }, champions: [0.86, 0.9] });
    expect(judged.tried).toEqual(['accuracy >= 0.85', 'beats champion: roc_auc >= baseline.roc_auc - 0.01']);
  });

  it('compares margins in its gauges: twice the larger of margin and champion', () => {
    const rule = tryRules('a >= 0.5\n', { metrics: { name: 'm', path: undefined, text: '{"a": 0.6}' }, baseline: undefined }).verdict.rules[0];
    const gauge = rule && gaugeOf(rule, 0.7);

    expect(gauge?.limit).toBe(0.5);
    expect(gauge?.value).toBeCloseTo(0.5 + 0.1 / 0.8);
    expect(gauge?.champion).toBeCloseTo(0.5 + 0.2 / 0.8);
  });
});
