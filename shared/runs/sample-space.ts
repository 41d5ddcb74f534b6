import { literalText } from './literal-text.ts';
import type { SearchDistribution, SweepTask } from './run-plan.ts';

/** The values of one trial, by input. */
export type TrialValues = Readonly<Record<string, string | number | boolean>>;

/** The trials of a sweep in the order in which they start. The same seed gives the same trials. */
export function sampleTrials(sweep: Pick<SweepTask, 'space' | 'sampling' | 'seed' | 'limits'>): readonly TrialValues[] {
  const { maxTrials } = sweep.limits;
  if (sweep.sampling === 'grid') return gridOf(Object.entries(sweep.space)).slice(0, maxTrials);
  const random = randomFrom(sweep.seed ?? 7);
  return Array.from({ length: maxTrials }, () => Object.fromEntries(Object.entries(sweep.space).map(([name, one]) => [name, draw(one, random)])));
}

/** How a drawn value stands in a command. */
export function trialText(value: string | number | boolean): string {
  return literalText(value, typeof value === 'number' && !Number.isInteger(value));
}

function gridOf(space: readonly (readonly [string, SearchDistribution])[]): readonly TrialValues[] {
  return space.reduce<TrialValues[]>((rows, [name, one]) => rows.flatMap((row) => pointsOf(one).map((value) => ({ ...row, [name]: value }))), [{}]);
}

/** Every value of a distribution that has finitely many. */
function pointsOf(one: SearchDistribution): readonly (string | number | boolean)[] {
  if (one.values) return one.values;
  const { upper = 1, min_value: low = 0, max_value: high = 1, q = 1 } = one.parameters;
  if (one.type === 'randint') return Array.from({ length: Math.max(1, Math.floor(upper)) }, (_, at) => at);
  return Array.from({ length: Math.max(1, Math.floor((high - low) / q) + 1) }, (_, at) => low + at * q);
}

function draw(one: SearchDistribution, random: () => number): string | number | boolean {
  const { upper = 1, min_value: low = 0, max_value: high = 1, mu = 0, sigma = 1, q = 1 } = one.parameters;
  const uniform = () => low + (high - low) * random();
  const normal = () => mu + sigma * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const step = (value: number) => Math.round(value / q) * q;
  switch (one.type) {
    case 'uniform':
      return uniform();
    case 'loguniform':
      return Math.exp(uniform());
    case 'quniform':
      return step(uniform());
    case 'qloguniform':
      return step(Math.exp(uniform()));
    case 'normal':
      return normal();
    case 'lognormal':
      return Math.exp(normal());
    case 'qnormal':
      return step(normal());
    case 'qlognormal':
      return step(Math.exp(normal()));
    case 'randint':
      return Math.floor(random() * upper);
    default: {
      const values = one.values ?? [];
      return values[Math.floor(random() * values.length)] ?? '';
    }
  }
}

/** Mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
