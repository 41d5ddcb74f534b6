import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { verdictOf } from './judge-texts.ts';

interface Vector {
  readonly name: string;
  readonly rules: string;
  /** Without it the file is missing. */
  readonly metrics?: string;
  /** Without it no baseline is given. */
  readonly baseline?: string;
  readonly verdict: unknown;
}

const vectors: readonly Vector[] = JSON.parse(readFileSync(path.join(import.meta.dirname, 'vectors.json'), 'utf8'));

describe('the verdicts that both languages must give', () => {
  test('there are enough of them, each under a name of its own', () => {
    const names = vectors.map((vector) => vector.name);

    expect(names.length).toBeGreaterThanOrEqual(300);
    expect(new Set(names).size).toBe(names.length);
  });

  test.each(vectors)('$name', ({ rules, metrics, baseline, verdict }) => {
    expect(verdictOf({ rules, metricsText: metrics, baselineText: baseline })).toEqual(verdict);
  });
});
