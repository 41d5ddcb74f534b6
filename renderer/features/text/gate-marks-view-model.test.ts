import { describe, expect, it } from 'vitest';
import type { GateRule } from '#renderer/state/gates/gate-verdict.ts';
import { keyOfGate, type VerdictsState } from '#renderer/state/gates/verdicts.store.ts';
import { Workspace } from '#shared/document/workspace.ts';
import { badRulesOf, gateMarksOf } from './gate-marks-view-model.ts';

const PATH = 'pipeline.yml';
const TEXT = `type: pipeline
jobs:
  gate:
    type: command
    command: g
    environment: azureml:e:1
    inputs:
      metrics: {type: uri_file, path: m.json}
      rules: |
        # both must hold
        accuracy >= 0.85
        recall >= 0.6
    outputs: {verdict: {type: uri_file}}
  register: {type: command, command: r, environment: "azureml:e:1", inputs: {gate: "\${{parent.jobs.gate.outputs.verdict}}"}}
`;

function marks(rules: readonly Partial<GateRule>[]) {
  const session = new Workspace({ now: () => 0 }).open(PATH, TEXT);
  const all = rules.map(
    (rule): GateRule => ({
      text: '',
      label: null,
      result: 'passed',
      left: null,
      operator: '>=',
      right: null,
      value: null,
      limit: null,
      margin: null,
      message: null,
      ...rule,
    }),
  );
  const known: VerdictsState = {
    judged: { [keyOfGate(PATH, 'gate')]: { source: 'run', on: 'run 18', verdict: { verdict: 'held-back', rules: all } } },
    drafts: {},
    tries: {},
  };
  return gateMarksOf(session.pipeline, session.text, PATH, known).map((mark) => [
    session.text.slice(mark.at, mark.end).trim(),
    mark.glyph,
    mark.after?.text,
    mark.isBand,
  ]);
}

describe('verdicts in the text', () => {
  it('stand at the gate, at each rule and at what waits; the rule that said no has a band', () => {
    expect(
      marks([
        { text: 'accuracy >= 0.85', value: 0.8712, limit: 0.85, margin: 0.0212 },
        { text: 'recall >= 0.6', result: 'held-back', value: 0.55, limit: 0.6, margin: -0.05 },
      ]).map((mark) => mark.slice(0, 4)),
    ).toEqual([
      ['gate:', 'held-back', 'held back, 1 of 2 rules', false],
      ['accuracy >= 0.85', 'rule-passed', '0.8712', false],
      ['recall >= 0.6', 'rule-held-back', '0.5500, short by 0.0500', true],
      [expect.stringMatching(/^register:/), 'waiting', undefined, false],
    ]);
  });

  it('say nothing at a rule that was another one when it was judged', () => {
    expect(marks([{ text: 'accuracy >= 0.9', value: 0.87, limit: 0.9 }]).map((mark) => mark[1])).toEqual(['held-back', 'waiting']);
  });
});

it('a bad rule is marked where it stands in the block', () => {
  const text = TEXT.replace('recall >= 0.6', 'recall >=> 0.6');
  const session = new Workspace({ now: () => 0 }).open(PATH, text);

  const [bad, ...more] = badRulesOf(session.pipeline, text);

  expect(more).toEqual([]);
  expect(bad && bad.start > text.indexOf('recall') && bad.end <= text.indexOf('    outputs')).toBe(true);
});
