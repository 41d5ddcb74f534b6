import { describe, expect, it } from 'vitest';
import type { GateRule, GateVerdict } from '#renderer/state/gates/gate-verdict.ts';
import { addLine, setLine, startDraft } from '#renderer/state/gates/rule-draft.ts';
import { type JudgedGate, keyOfGate } from '#renderer/state/gates/verdicts.store.ts';
import { EMPTY_LAYOUT } from '#shared/layout/layout-file.ts';
import { planDrop } from './drop-view-model.ts';
import { gateFlowOf, NO_FLOW, placeLabels } from './gate-flow-view-model.ts';
import { plateRowsOf } from './gate-rows-view-model.ts';
import { openSession, sceneOf } from './testing.ts';

const GATED = `type: pipeline
jobs:
  evaluate: {type: command, command: e, environment: "azureml:e:1", outputs: {metrics: {type: uri_file}}}
  gate:
    type: command
    command: g
    environment: azureml:e:1
    inputs:
      metrics: \${{parent.jobs.evaluate.outputs.metrics}}
      rules: |
        accuracy >= 0.85
        recall >= 0.6
    outputs: {verdict: {type: uri_file}}
  register:
    type: command
    command: r
    environment: azureml:e:1
    inputs: {gate: "\${{parent.jobs.gate.outputs.verdict}}"}
    outputs: {registered: {type: uri_file}}
  deploy: {type: command, command: d, environment: "azureml:e:1", inputs: {it: "\${{parent.jobs.register.outputs.registered}}"}}
`;
const PATH = 'pipeline.yml';

function rule(more: Partial<GateRule>): GateRule {
  return { text: 'a >= 1', label: null, result: 'passed', left: 'a', operator: '>=', right: '1', value: 1, limit: 1, margin: 0, message: null, ...more };
}

function judged(verdict: GateVerdict['verdict'], more: Partial<JudgedGate> = {}): JudgedGate {
  return { source: 'run', on: 'run 18', verdict: { verdict, rules: [] }, ...more };
}

describe('what a verdict means for the graph', () => {
  const { session } = openSession(GATED, {});
  const flow = (gate: JudgedGate) => gateFlowOf(session.pipeline, PATH, { judged: { [keyOfGate(PATH, 'gate')]: gate }, drafts: {} });

  it('is nothing while nothing is judged', () => {
    expect(gateFlowOf(session.pipeline, PATH, { judged: {}, drafts: {} })).toBe(NO_FLOW);
  });

  it('lets all jobs behind a gate that held back wait, and says how many', () => {
    const { waiting, paths, labels } = flow(judged('held-back'));

    expect([...waiting.keys()]).toEqual(['jobs.register', 'jobs.deploy']);
    expect([...paths.values()]).toEqual(['held']);
    expect(labels.map((each) => each.text)).toEqual(['2 jobs wait behind the gate']);
  });

  it('lets water run through the path of one that passed', () => {
    const { waiting, paths } = flow(judged('passed'));

    expect(waiting.size).toBe(0);
    expect([...paths.values()]).toEqual(['wet']);
  });

  it('never says of a try that it was a run', () => {
    const { waiting, labels } = flow(judged('held-back', { source: 'draft', on: 'metrics.json', tried: ['accuracy >= 0.85', 'recall >= 0.6'] }));

    expect([...waiting.values()]).toEqual(['Would wait', 'Would wait']);
    expect(labels.map((each) => each.text)).toEqual(['Tried on metrics.json, 2 jobs would wait']);
  });

  it('forgets a try once other rules stand in the file', () => {
    expect(flow(judged('held-back', { source: 'draft', on: 'metrics.json', tried: ['accuracy >= 0.9'] })).gates.size).toBe(0);
  });

  it('says what a draft changes, below the gate', () => {
    const draft = addLine(setLine(startDraft('accuracy >= 0.85\nrecall >= 0.6\n'), 0, 'accuracy >= 0.9'), undefined, 'f1 >= 0.5');
    const { labels } = gateFlowOf(session.pipeline, PATH, { judged: {}, drafts: { [keyOfGate(PATH, 'gate')]: draft } });
    const scene = sceneOf(session, 'tb', EMPTY_LAYOUT);
    const box = scene.byId.get('jobs.gate')?.box;
    const [placed] = placeLabels(scene, labels);

    expect(placed?.text).toBe('Draft: 1 rule changed, 1 added');
    expect(placed && box && placed.at.y > box.y + box.height).toBe(true);
  });
});

describe('a gate that is dropped on an edge', () => {
  it('judges the metrics of that edge, and lets its reader wait', () => {
    const text = `type: pipeline
jobs:
  evaluate: {type: command, command: e, environment: "azureml:e:1", outputs: {metrics: {type: uri_file}}}
  register:
    type: command
    command: r
    environment: azureml:e:1
    inputs: {metrics: "\${{parent.jobs.evaluate.outputs.metrics}}"}
`;
    const gate =
      'type: command\nname: quality_gate\ninputs:\n  metrics: {type: uri_file}\n  rules: {type: string}\noutputs:\n  verdict: {type: uri_file}\ncommand: x\nenvironment: e\n';
    const { session, workspace } = openSession(text, {});
    const scene = sceneOf(session, 'tb', EMPTY_LAYOUT);
    const [a, b] = scene.edges[0]?.points ?? [];
    if (!a || !b) throw new Error('The fixture has this edge.');
    const context = {
      path: PATH,
      doc: session.doc,
      pipeline: session.pipeline,
      components: workspace.components,
      project: { list: () => [], read: () => undefined },
    };

    const plan = planDrop({ context, scene, dragged: { path: 'quality_gate.yml', text: gate }, at: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, reach: 6 });

    expect('reason' in plan ? plan : plan.steps.map((step) => step.kind)).toEqual(['gate']);
    expect('reason' in plan ? [] : plan.pipeline.edges.map((edge) => [edge.from, edge.to])).toEqual(
      expect.arrayContaining([
        ['parent.jobs.evaluate.outputs.metrics', 'parent.jobs.quality_gate.inputs.metrics'],
        ['parent.jobs.quality_gate.outputs.verdict', 'parent.jobs.register.inputs.gate'],
      ]),
    );
  });
});

describe('rows of a plate', () => {
  it('are the rules as typed before a verdict, the ninth folded into a count', () => {
    const typed = Array.from({ length: 10 }, (_, k) => `m${k} >= 0`);

    const rows = plateRowsOf({ kind: 'metrics', typed, verdict: undefined, rows: 8 });

    expect(rows).toHaveLength(8);
    expect(rows[7]).toEqual({ kind: 'more', text: '+3 more' });
  });

  it('read value, sign and limit, margin with its sign after it', () => {
    const verdict: GateVerdict = {
      verdict: 'held-back',
      rules: [rule({ label: 'beats champion', result: 'held-back', right: 'baseline.roc_auc - 0.01', value: 0.8816, limit: 0.885, margin: -0.0034 })],
    };

    expect(plateRowsOf({ kind: 'metrics', typed: [], verdict, rows: 1 })).toMatchObject([
      { kind: 'rule', name: 'beats champion', value: '0.8816', limit: '≥ 0.8850', margin: '-0.0034', result: 'held-back' },
    ]);
  });

  it('never hide the rule that said no', () => {
    const rules = Array.from({ length: 12 }, (_, k) => rule({ left: `m${k}`, result: k === 11 ? 'held-back' : 'passed' }));

    const rows = plateRowsOf({ kind: 'metrics', typed: [], verdict: { verdict: 'held-back', rules }, rows: 8 });

    expect(rows).toHaveLength(8);
    expect(rows[6]).toMatchObject({ name: 'm11', result: 'held-back' });
    expect(rows[7]).toEqual({ kind: 'more', text: '+5 more' });
  });

  it('show a cohort on its tolerance, and a secret by its place alone', () => {
    const cohort = plateRowsOf({
      kind: 'cohorts',
      typed: [],
      rows: 4,
      verdict: { verdict: 'passed', rules: [rule({ cohort: 'over_60', people: 402, value: -0.0312, limit: 0.05, operator: '<=', margin: 0.0188 })] },
    });
    const secret = plateRowsOf({
      kind: 'secrets',
      typed: [],
      rows: 3,
      verdict: {
        verdict: 'held-back',
        rules: [rule({ file: 'src/settings.py', line: 14, kind: 'key', value: 1, limit: 0, right: '0', operator: '==', result: 'held-back' })],
      },
    });

    expect(cohort).toMatchObject([{ kind: 'cohort', name: 'over_60', people: '402', gap: -0.0312, tolerance: 0.05, margin: '-0.0312' }]);
    expect(secret).toMatchObject([{ kind: 'check', name: 'settings.py:14', what: 'key', found: '1', limit: '= 0' }]);
  });

  it('say who answered an approval, when and why', () => {
    const rows = plateRowsOf({
      kind: 'approval',
      typed: ['question: Ship it?'],
      rows: 3,
      verdict: { verdict: 'held-back', rules: [], who: 'Ada', when: 'today 14:47', why: 'Wait for the review.' },
    });

    expect(rows).toEqual([
      { kind: 'question', text: 'Ship it?' },
      { kind: 'fact', name: 'Ada', text: 'today 14:47' },
      { kind: 'fact', text: '"Wait for the review."' },
    ]);
  });
});
