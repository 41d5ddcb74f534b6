import type { MetricsByTask } from '#renderer/state/runs/run-fold.ts';
import { type Objective, trialNumber } from '#renderer/state/runs/sweep-facts.ts';
import type { ChartLimit, ChartPoint, ChartSeries } from '#renderer/ui/chart/chart-layout.ts';
import type { Direction } from '#shared/runs/metric-direction.ts';
import { numberText } from './number-text.ts';

/** The metrics of a run; the one that is shown comes first. */
export interface RunMetrics {
  readonly run: string;
  readonly number: number;
  readonly metrics: MetricsByTask;
}

/** A chart of one metric. */
export interface MetricChart {
  readonly key: string;
  readonly metric: string;
  /** The job that it is of; several have one chart where they go by the same steps. */
  readonly job: string;
  /** "best so far, by trial". */
  readonly about: string;
  readonly series: readonly ChartSeries[];
  readonly limits: readonly ChartLimit[];
  readonly xLabel: string;
  readonly xEnd: number | undefined;
  /** The whole chart in words. */
  readonly label: string;
}

export interface ChartFacts {
  readonly runs: readonly RunMetrics[];
  /** Only this job; undefined: all. */
  readonly job: string | undefined;
  readonly objectiveOf: (job: string) => Objective | undefined;
  readonly directionOf: (metric: string) => Direction | undefined;
  readonly limitsOf: (metric: string) => readonly ChartLimit[];
  /** How many trials there will be. */
  readonly partsOf: (job: string) => number | undefined;
  /** What the parts of a job are called: "trial". */
  readonly partWord: (job: string) => string;
}

interface Curve {
  readonly owner: string;
  readonly part: number | undefined;
  readonly points: readonly ChartPoint[];
}

/** The charts of a run: of a sweep each metric by trial, of a job that logs steps each metric by step; single values by run, when there are several. */
export function metricCharts(facts: ChartFacts): readonly MetricChart[] {
  const shown = facts.runs[0];
  if (!shown) return [];
  const charts: MetricChart[] = [];
  for (const metric of metricNames(facts)) {
    const curves = curvesOf(shown.metrics, metric, facts.job);
    const owners = [...new Set(curves.map(({ owner }) => owner))];
    const byStep: string[] = [];
    const single: string[] = [];
    for (const owner of owners) {
      const parts = curves.filter((curve) => curve.owner === owner && curve.part !== undefined);
      if (parts.length > 0) {
        charts.push(chartByPart(facts, metric, owner, parts));
        if (parts.some(({ points }) => points.length > 1)) charts.push(chartOfParts(facts, metric, owner, parts));
      } else if (curves.some((curve) => curve.owner === owner && curve.points.length > 1)) byStep.push(owner);
      else single.push(owner);
    }
    if (byStep.length > 0) charts.push(chartByStep(facts, metric, byStep));
    if (single.length > 0 && facts.runs.length > 1) charts.push(chartByRun(facts, metric, single));
  }
  return charts;
}

/** The names of metrics, that which a sweep decides by first, then in the order in which they came. */
export function metricNames({ runs, job, objectiveOf }: Pick<ChartFacts, 'runs' | 'job' | 'objectiveOf'>): readonly string[] {
  const names = new Set<string>();
  const metrics = runs[0]?.metrics ?? {};
  for (const task of Object.keys(metrics)) {
    const objective = objectiveOf(ownerOf(task));
    if (objective && isOf(task, job) && metrics[task]?.[objective.metric]) names.add(objective.metric);
  }
  for (const [task, own] of Object.entries(metrics)) if (isOf(task, job)) for (const name of Object.keys(own)) names.add(name);
  return [...names];
}

function chartByPart(facts: ChartFacts, metric: string, owner: string, parts: readonly Curve[]): MetricChart {
  const objective = facts.objectiveOf(owner);
  const direction = objective?.metric === metric ? (objective.goal === 'maximize' ? 'higher' : 'lower') : facts.directionOf(metric);
  const word = facts.partWord(owner);
  const pointsIn = (curves: readonly Curve[]): readonly ChartPoint[] =>
    curves
      .flatMap((curve) => {
        const last = curve.points[curve.points.length - 1];
        return last && curve.part !== undefined ? [{ x: curve.part, y: last.y, title: `${word} ${curve.part}: ${numberText(last.y)}` }] : [];
      })
      .sort((a, b) => a.x - b.x);
  const points = pointsIn(parts);
  const series: ChartSeries[] = beforeRuns(facts, direction === undefined ? 'straight' : 'step', (metrics) => {
    const before = pointsIn(curvesOf(metrics, metric, owner).filter((curve) => curve.owner === owner));
    return direction === undefined ? before : upTo(stepsOf(before, direction), before);
  });
  const best = direction === undefined ? [] : stepsOf(points, direction);
  const top = points.find((point) => point.y === best[best.length - 1]?.y);
  if (best.length > 0)
    series.push({
      id: 'best',
      look: 'accent',
      line: 'step',
      hasDots: false,
      points: upTo(best, points),
      label: top && numberText(top.y),
    });
  series.push({ id: 'trials', look: 'accent', line: 'none', hasDots: true, points, top });
  const limits = facts.limitsOf(metric);
  const best1 = top === undefined ? '' : `, best ${numberText(top.y)} in ${word} ${top.x}`;
  return {
    key: `${owner} ${metric} by part`,
    metric,
    job: owner,
    about: direction === undefined ? `by ${word}` : `best so far, by ${word}`,
    series,
    limits,
    xLabel: word,
    xEnd: facts.partsOf(owner),
    label: `${metric} of ${points.length} ${points.length === 1 ? word : pluralOf(word)} of ${owner}${best1}${limitWords(limits)}`,
  };
}

function chartOfParts(facts: ChartFacts, metric: string, owner: string, parts: readonly Curve[]): MetricChart {
  const direction = facts.directionOf(metric);
  const word = facts.partWord(owner);
  const lastOf = (curve: Curve) => curve.points[curve.points.length - 1]?.y ?? 0;
  const best =
    direction === undefined
      ? undefined
      : parts.reduce((some, curve) => ((direction === 'higher' ? lastOf(curve) > lastOf(some) : lastOf(curve) < lastOf(some)) ? curve : some));
  // The best is drawn last, above the others.
  const sorted = [...parts].sort((a, b) => Number(a === best) - Number(b === best));
  const series = sorted.map(
    (curve): ChartSeries => ({
      id: `${owner}[${curve.part}]`,
      look: curve === best ? 'accent' : 'other',
      line: 'straight',
      hasDots: curve.points.length < 3,
      points: curve.points,
      label: curve === best || parts.length <= 4 ? `${word} ${curve.part}` : undefined,
    }),
  );
  const limits = facts.limitsOf(metric);
  return {
    key: `${owner} ${metric} of parts`,
    metric,
    job: owner,
    about: `by step, a line a ${word}`,
    series,
    limits,
    xLabel: 'step',
    xEnd: undefined,
    label: `${metric} by step of ${parts.length} ${pluralOf(word)} of ${owner}${limitWords(limits)}`,
  };
}

function chartByStep(facts: ChartFacts, metric: string, owners: readonly string[]): MetricChart {
  const shown = facts.runs[0]?.metrics ?? {};
  const series: ChartSeries[] = beforeRuns(facts, 'straight', (metrics, number) =>
    curvesOf(metrics, metric, facts.job)
      .filter((curve) => curve.part === undefined && owners.includes(curve.owner))
      .flatMap((curve) => curve.points.map((point) => ({ ...point, title: `run ${number}` }))),
  );
  const sentences: string[] = [];
  for (const [at, curve] of curvesOf(shown, metric, facts.job)
    .filter((each) => each.part === undefined && owners.includes(each.owner))
    .entries()) {
    const last = curve.points[curve.points.length - 1];
    if (!last) continue;
    const label = owners.length === 1 ? numberText(last.y) : curve.owner;
    series.push({
      id: curve.owner,
      look: at === 0 ? 'accent' : 'other',
      line: 'straight',
      hasDots: curve.points.length <= 40,
      points: curve.points,
      label,
      top: last,
    });
    sentences.push(`${curve.owner} ${numberText(last.y)} at step ${last.x}`);
  }
  const limits = facts.limitsOf(metric);
  return {
    key: `${metric} by step`,
    metric,
    job: owners.join(', '),
    about: 'by step',
    series,
    limits,
    xLabel: 'step',
    xEnd: undefined,
    label: `${metric} by step: ${sentences.join(', ')}${limitWords(limits)}`,
  };
}

function chartByRun(facts: ChartFacts, metric: string, owners: readonly string[]): MetricChart {
  const runs = [...facts.runs].sort((a, b) => a.number - b.number);
  const series = owners.map((owner, at): ChartSeries => {
    const points = runs.flatMap(({ metrics, number }) => {
      const value = metrics[owner]?.[metric]?.at(-1)?.value;
      return value === undefined || !Number.isFinite(value) ? [] : [{ x: number, y: value, title: `run ${number}: ${numberText(value)}` }];
    });
    const own = points.find((point) => point.x === facts.runs[0]?.number);
    const label = owners.length === 1 ? (points.length > 0 ? numberText(points[points.length - 1]?.y ?? 0) : undefined) : owner;
    return { id: owner, look: at === 0 ? 'accent' : 'other', line: 'straight', hasDots: true, points, top: own, label };
  });
  const limits = facts.limitsOf(metric);
  return {
    key: `${metric} by run`,
    metric,
    job: owners.join(', '),
    about: 'by run',
    series,
    limits,
    xLabel: 'run',
    xEnd: undefined,
    label: `${metric} of ${owners.join(', ')} in ${runs.length} runs${limitWords(limits)}`,
  };
}

function beforeRuns(facts: ChartFacts, line: 'straight' | 'step', pointsOf: (metrics: MetricsByTask, number: number) => readonly ChartPoint[]): ChartSeries[] {
  return facts.runs.slice(1).flatMap((run): ChartSeries[] => {
    const points = pointsOf(run.metrics, run.number);
    return points.length === 0 ? [] : [{ id: run.run, look: 'before', line, hasDots: points.length === 1, points, label: `run ${run.number}` }];
  });
}

/** The best so far at every point that was better than all before it. */
function stepsOf(points: readonly ChartPoint[], direction: Direction): readonly ChartPoint[] {
  const steps: ChartPoint[] = [];
  for (const point of points) {
    const best = steps[steps.length - 1]?.y;
    if (best === undefined || (direction === 'higher' ? point.y > best : point.y < best)) steps.push(point);
  }
  return steps;
}

/** The best so far goes on until the last point. */
function upTo(steps: readonly ChartPoint[], points: readonly ChartPoint[]): readonly ChartPoint[] {
  const best = steps[steps.length - 1];
  const last = points[points.length - 1];
  return best && last ? [...steps, { x: last.x, y: best.y }] : steps;
}

function curvesOf(metrics: MetricsByTask, metric: string, job: string | undefined): readonly Curve[] {
  return Object.entries(metrics).flatMap(([task, own]): Curve[] => {
    const points = own[metric];
    if (!points || !isOf(task, job)) return [];
    const owner = ownerOf(task);
    // A sweep repeats the numbers of its best trial: they are in the chart already.
    if (task === owner && Object.keys(metrics).some((other) => other.startsWith(`${owner}[`))) return [];
    const finite = points.filter((point) => Number.isFinite(point.value));
    const isUnnumbered = finite.length > 1 && finite.every((point) => point.step === 0);
    const curve = finite.map((point, at) => ({
      x: isUnnumbered ? at : point.step,
      y: point.value,
      title: `step ${isUnnumbered ? at : point.step}: ${numberText(point.value)}`,
    }));
    return curve.length === 0 ? [] : [{ owner, part: trialNumber(task), points: curve }];
  });
}

/** Of `tune[3]` the job `tune`. */
export function ownerOf(task: string): string {
  return task.replace(/\[\d+\]$/, '');
}

function isOf(task: string, job: string | undefined): boolean {
  return job === undefined || task === job || task.startsWith(`${job}[`) || task.startsWith(`${job}.`);
}

function limitWords(limits: readonly ChartLimit[]): string {
  return limits.length === 0 ? '' : `, limit of the gate ${limits.map((limit) => numberText(limit.value)).join(' and ')}`;
}

function pluralOf(word: string): string {
  return word === 'batch' ? 'batches' : `${word}s`;
}
