import { expect, it } from 'vitest';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { countingVerdict } from './counting-verdict.ts';
import { type JudgedGate, VerdictsStore } from './verdicts.store.ts';

const COMPONENT = 'type: command\nname: gate\ntags: {sluice.gate: metrics}\ninputs:\n  metrics: {type: uri_file}\n  rules: {type: string}\n';
const TEXT = `type: pipeline\njobs:\n  gate:\n    type: command\n    component: ./gate.yml\n    inputs:\n      rules: |\n        a >= 1\n`;
const RUN: JudgedGate = { source: 'run', on: 'run 1', verdict: { verdict: 'held-back', rules: [] }, tried: ['a >= 1'] };
const TRY: JudgedGate = { source: 'draft', on: 'metrics.json', verdict: { verdict: 'passed', rules: [] }, tried: ['a >= 0'] };

it('what the run has said counts again once a draft that was tried is given up', () => {
  const pipeline = readPipeline(readYaml(TEXT), { path: 'p.yml', components: { version: 0, read: () => ({ text: COMPONENT }) } });
  const job = pipeline.job('gate');
  const verdicts = new VerdictsStore();

  verdicts.judge('p.yml', 'gate', RUN);
  verdicts.judge('p.yml', 'gate', TRY);
  verdicts.judge('p.yml', 'gate', { ...TRY, on: 'other.json' });

  expect(job?.rules).toEqual(['a >= 1']);
  expect(job && countingVerdict(job, verdicts.judgedOf('p.yml', 'gate'), undefined)?.on).toBe('run 1');
  verdicts.judge('p.yml', 'gate', undefined);
  expect(verdicts.judgedOf('p.yml', 'gate')).toEqual(RUN);
});

it('a try stays when the run is forgotten, and the run does not come back', () => {
  const verdicts = new VerdictsStore();
  verdicts.judge('p.yml', 'gate', RUN);
  verdicts.judge('p.yml', 'gate', TRY);

  verdicts.forgetRun('p.yml', 'gate');

  expect(verdicts.judgedOf('p.yml', 'gate')).toEqual(TRY);
  verdicts.judge('p.yml', 'gate', undefined);
  expect(verdicts.judgedOf('p.yml', 'gate')).toBeUndefined();
});
