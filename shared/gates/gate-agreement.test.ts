import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Random } from '#shared/testing/random.ts';
import { verdictOf } from './judge-texts.ts';
import { type GateCase, randomGate } from './testing/random-gates.ts';

const SEED = Number(process.env.SLUICE_PROPERTY_SEED ?? 20261121);
const RUNS = Number(process.env.SLUICE_PROPERTY_RUNS ?? 400);
const DRIVER = path.resolve(import.meta.dirname, 'testing/judge_batch.py');
const PYTHON = process.platform === 'win32' ? 'python' : 'python3';
const hasPython = spawnSync(PYTHON, ['--version']).error === undefined || process.env.CI !== undefined;

/** The verdicts of the component's own Python, made in one process. */
function judgeInPython(cases: readonly GateCase[]): unknown[] {
  const { stdout, stderr, status } = spawnSync(PYTHON, [DRIVER], {
    input: cases.map((one) => `${escaped(one)}\n`).join(''),
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  expect(status, stderr).toBe(0);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

/** ASCII only, so that half a surrogate pair arrives too. */
function escaped(one: GateCase): string {
  return JSON.stringify(one).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function judgeHere(one: GateCase): unknown {
  return JSON.parse(JSON.stringify(verdictOf({ rules: one.rules, metricsText: one.metrics, baselineText: one.baseline })));
}

test.skipIf(!hasPython)(`TypeScript and Python give the same verdict on ${RUNS} random gates`, { timeout: 600_000 }, () => {
  const random = new Random(SEED);
  const cases = Array.from({ length: RUNS }, () => randomGate(random));

  const theirs = judgeInPython(cases);

  expect(theirs.length).toBe(RUNS);
  for (const [k, one] of cases.entries()) {
    const ours = judgeHere(one);
    if (JSON.stringify(theirs[k]) !== JSON.stringify(ours)) expect(theirs[k], `seed ${SEED}, case ${k}: ${escaped(one)}`).toEqual(ours);
  }
});
