import { describe, expect, test } from 'vitest';
import { contextOf } from '#shared/testing/project-of.ts';
import { RUNS, SEED, type Tally, walk } from '#shared/testing/properties/walk.ts';
import { randomPipeline } from '#shared/testing/random-pipeline.ts';

/** Seeds that once failed, kept with what was wrong. */
const REGRESSIONS: Readonly<Record<string, number>> = {
  'a block scalar swallowed the deeper comment below it': 20261623,
  'a copied job without its last output left a blank line behind': 31473,
};

describe('random edits on pipelines made up from a seed', () => {
  for (const [name, seed] of Object.entries(REGRESSIONS)) {
    test(`regression: ${name}`, () => runSeed(seed, { applied: 0, refused: 0, inverted: 0 }));
  }

  test(`undo, touch only their lines, mean what they say, and leave no trace with their inverse (seed ${SEED}, ${RUNS} edits)`, { timeout: 3_600_000 }, () => {
    const tally: Tally = { applied: 0, refused: 0, inverted: 0 };
    for (let k = 0; tally.applied + tally.refused < RUNS; k++) runSeed(SEED + k, tally);
    expect(tally.applied).toBeGreaterThan(RUNS * 0.6);
    expect(tally.inverted).toBeGreaterThan(RUNS * 0.1);
  });
});

function runSeed(seed: number, tally: Tally): void {
  const { text, files } = randomPipeline(seed, 1 + (seed % 7));
  walk(seed, text, (now) => contextOf(now, files), tally);
}
