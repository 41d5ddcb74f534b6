import { literalText } from './literal-text.ts';
import { normalAt } from './normal-distribution.ts';
import type { SearchDistribution, SearchValue, SweepTask } from './run-plan.ts';
import { SOBOL_DIMENSIONS, sobolAt } from './sobol.ts';

/** A sweep without a seed gives the same trials every time, too: what did not change is then not run again. */
export const DEFAULT_SEED = 7;

type Scalar = string | number | boolean;
/** A drawn value: of a choice of mappings, what was drawn within the one that was chosen. */
type Drawn = Scalar | { readonly [name: string]: Drawn };

/** The values of one trial, by input. */
export type TrialValues = Readonly<Record<string, Scalar>>;

/** The trials of a sweep in the order in which they start. The same seed gives the same trials. */
export function sampleTrials(sweep: Pick<SweepTask, 'space' | 'sampling' | 'seed' | 'limits' | 'logBase'>): readonly TrialValues[] {
  const { maxTrials } = sweep.limits;
  const space = Object.entries(sweep.space);
  const rows = sweep.sampling === 'grid' ? gridOf(space, maxTrials) : drawTrials(space, sweep);
  return rows.map((row) => Object.fromEntries(row.map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : value])));
}

/** True when a grid can hold every value of a distribution. */
export function hasFinitelyMany(one: SearchDistribution): boolean {
  if (one.type === 'choice') return (one.values ?? []).every((value) => typeof value !== 'object' || Object.values(value).every(hasFinitelyMany));
  return one.type === 'randint' || one.type === 'quniform' || one.type === 'qloguniform';
}

/** A distribution with all that are searched within its values, in the order of the text. */
export function withNested(one: SearchDistribution): readonly SearchDistribution[] {
  const within = (one.values ?? []).flatMap((value) => (typeof value === 'object' ? Object.values(value).flatMap(withNested) : []));
  return [one, ...within];
}

/** How a drawn value stands in a command. */
export function trialText(value: Scalar): string {
  return literalText(value, typeof value === 'number' && !Number.isInteger(value));
}

type Row = readonly (readonly [string, Drawn])[];
type Space = readonly (readonly [string, SearchDistribution])[];

/** The first `count` points of a grid; the last input changes fastest. Of a grid of millions no more is made. */
function gridOf(space: Space, count: number): readonly Row[] {
  const axes = space.map(([name, one]) => ({ name, points: pointsOf(one, count) }));
  const total = axes.reduce((product, axis) => product * axis.points.length, 1);
  return Array.from({ length: Math.min(total, count) }, (_, at) => {
    let rest = at;
    const row: [string, Drawn][] = [];
    for (const { name, points } of [...axes].reverse()) {
      row.push([name, points[rest % points.length] ?? '']);
      rest = Math.floor(rest / points.length);
    }
    return row.reverse();
  });
}

/** Every value of a distribution that has finitely many; of what is searched within a value no more than `most`. */
function pointsOf(one: SearchDistribution, most: number): readonly Drawn[] {
  if (one.values)
    return one.values.flatMap((value): readonly Drawn[] =>
      typeof value === 'object' ? gridOf(Object.entries(value), most).map((row) => Object.fromEntries(row)) : [value],
    );
  const { upper = 1, min_value: low = 0, max_value: high = 1, q = 1 } = one.parameters;
  if (one.type === 'randint') return Array.from({ length: Math.max(1, Math.floor(upper)) }, (_, at) => at);
  // What rounding to a multiple of q can give.
  const [from, to] = one.type === 'qloguniform' ? [Math.exp(low), Math.exp(high)] : [low, high];
  const first = Math.round(from / q);
  return Array.from({ length: Math.max(1, Math.round(to / q) - first + 1) }, (_, at) => multiple(first + at, q));
}

/** Without the noise of a product of doubles. */
function multiple(count: number, q: number): number {
  return Number((count * q).toPrecision(12));
}

/** Where the numbers of a trial come from. */
interface Source {
  uniform(): number;
  /** Of mean 0 and deviation 1. */
  normal(): number;
}

function drawTrials(space: Space, { sampling, seed = DEFAULT_SEED, limits, logBase = Math.E }: Pick<SweepTask, 'sampling' | 'seed' | 'limits' | 'logBase'>) {
  const random = randomFrom(seed);
  const shifts = Array.from({ length: sampling === 'sobol' ? SOBOL_DIMENSIONS : 0 }, () => Math.floor(random() * 2 ** 32));
  return Array.from({ length: limits.maxTrials }, (_, trial): Row => {
    const source = sampling === 'sobol' ? sobolSource(trial, shifts, random) : randomSource(random);
    return space.map(([name, one]) => [name, draw(one, source, logBase)]);
  });
}

function randomSource(random: () => number): Source {
  return { uniform: random, normal: () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()) };
}

/** Every number that a trial needs is a dimension; beyond those that there are it is drawn at random. */
function sobolSource(trial: number, shifts: readonly number[], random: () => number): Source {
  let dimension = 0;
  const uniform = () => {
    const shift = shifts[dimension];
    return shift === undefined ? random() : sobolAt(trial, dimension++, shift);
  };
  return { uniform, normal: () => normalAt(uniform()) };
}

function draw(one: SearchDistribution, source: Source, logBase: number): Drawn {
  const { upper = 1, min_value: low = 0, max_value: high = 1, mu = 0, sigma = 1, q = 1 } = one.parameters;
  const uniform = () => low + (high - low) * source.uniform();
  const normal = () => mu + sigma * source.normal();
  const step = (value: number) => multiple(Math.round(value / q), q);
  const power = (exponent: number) => (logBase === Math.E ? Math.exp(exponent) : logBase ** exponent);
  switch (one.type) {
    case 'uniform':
      return uniform();
    case 'loguniform':
      return power(uniform());
    case 'quniform':
      return step(uniform());
    case 'qloguniform':
      return step(power(uniform()));
    case 'normal':
      return normal();
    case 'lognormal':
      return power(normal());
    case 'qnormal':
      return step(normal());
    case 'qlognormal':
      return step(power(normal()));
    case 'randint':
      return Math.floor(source.uniform() * upper);
    default:
      return choose(one.values ?? [], source, logBase);
  }
}

/** One of the values. All that is searched within them is drawn, so that a number means the same in every trial. */
function choose(values: readonly SearchValue[], source: Source, logBase: number): Drawn {
  const chosen = Math.floor(source.uniform() * values.length);
  const drawn = values.map(
    (value): Drawn => (typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, draw(one, source, logBase)])) : value),
  );
  return drawn[chosen] ?? '';
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
