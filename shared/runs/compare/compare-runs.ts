import { metricNamesIn, parseRules } from '#shared/gates/parse-rules.ts';
import { formatMargin, formatNumber } from '#shared/gates/say-verdict.ts';
import type { GateResult, RuleVerdict, Verdict } from '#shared/gates/verdict.ts';
import type { Pipeline } from '#shared/pipeline/pipeline.ts';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { directionOf } from '../metric-direction.ts';
import type { RunEvent } from '../run-event.ts';
import type { RunState } from '../run-state.ts';
import type { CodeFiles, FactsByTask } from '../task-facts.ts';
import { compareCode, compareData, compareEnvironments } from './compare-facts.ts';
import { compareEdges, compareJobs } from './compare-jobs.ts';
import { compareTexts } from './compare-texts.ts';
import type { ComparedSide, MetricChange, OutcomeChange, Part, RunComparison, VerdictChange } from './comparison.ts';
import { compareParameters } from './parameters.ts';

/** Everything that is kept of a run, as far as comparing needs it. */
export interface ComparedRun {
  readonly state: RunState;
  readonly events: readonly RunEvent[];
  readonly number: number | undefined;
  /** The exact file that it used; undefined when it is gone. */
  readonly text: string | undefined;
  readonly sets: Readonly<Record<string, string>>;
  readonly facts: FactsByTask;
  /** The files that the code of its jobs was made of. */
  readonly code?: CodeFiles;
  /** Numbers of metrics files that jobs wrote, by job and name: what was not logged. */
  readonly written: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Says what differs between two runs. Pure; used by the screen and by `sluice compare`. */
export function compareRuns(a: ComparedRun, b: ComparedRun): RunComparison {
  const [left, right] = [pipelineOf(a), pipelineOf(b)];
  const nothing = { changes: [], of: 0 };
  return {
    a: sideOf(a),
    b: sideOf(b),
    verdicts: compareVerdicts(a, b),
    metrics: compareMetrics(a, b, right),
    parameters: compareParameters({ pipeline: left, sets: a.sets, facts: a.facts }, { pipeline: right, sets: b.sets, facts: b.facts }),
    jobs: left && right ? compareJobs(left, right) : nothing,
    data: compareData(a.facts, b.facts),
    code: compareCode(a.facts, b.facts, { a: a.code ?? {}, b: b.code ?? {} }),
    environments: compareEnvironments(a.facts, b.facts),
    outcomes: compareOutcomes(a.state, b.state),
    edges: left && right ? compareEdges(left, right) : { added: [], removed: [] },
    text:
      left && right
        ? compareTexts({ text: a.text ?? '', pipeline: left }, { text: b.text ?? '', pipeline: right })
        : { rows: [], added: 0, removed: 0, moved: 0 },
  };
}

function pipelineOf({ text, state }: ComparedRun): Pipeline | undefined {
  if (text === undefined) return undefined;
  return readPipeline(readYaml(text), { path: state.file, components: { version: 0, read: () => 'missing' } });
}

function sideOf({ state, events, number }: ComparedRun): ComparedSide {
  const { run, file, name, startedAt, result, durationMs, simulated } = state;
  return { run, number, file, name, startedAt, result, durationMs, simulated, headline: headlineOf(state, events) };
}

function headlineOf(state: RunState, events: readonly RunEvent[]): string | undefined {
  const rows = [...verdictsOf(events).values()].flatMap((verdict) => verdict.rules);
  const failed = state.jobs.find((job) => job.status === 'failed');
  if (failed) return `\`${failed.id}\` failed`;
  const held = closest(rows.filter((row) => row.result === 'held-back'));
  if (held)
    return held.margin === null
      ? `${held.left === null ? `"${held.text}"` : `\`${held.left}\``} said no`
      : `\`${held.left}\` short by ${formatNumber(Math.abs(held.margin))}`;
  const near = closest(rows.filter((row) => row.result === 'passed' && row.margin !== null));
  return near ? `closest rule ${formatMargin(near.margin)}` : undefined;
}

function closest(rows: readonly RuleVerdict[]): RuleVerdict | undefined {
  const sizeOf = (row: RuleVerdict) => Math.abs(row.margin ?? Number.POSITIVE_INFINITY);
  return [...rows].sort((x, y) => sizeOf(x) - sizeOf(y))[0];
}

/** The last verdict of each gate. */
function verdictsOf(events: readonly RunEvent[]): ReadonlyMap<string, Verdict> {
  return new Map(events.flatMap((event) => (event.type === 'verdict' ? [[event.job, event.verdict] as const] : [])));
}

function compareVerdicts(a: ComparedRun, b: ComparedRun): Part<VerdictChange> {
  const [left, right] = [verdictsOf(a.events), verdictsOf(b.events)];
  const gates = [...new Set([...left.keys(), ...right.keys()])];
  const changes = gates.flatMap((job): VerdictChange[] => {
    const [one, other] = [left.get(job), right.get(job)];
    const texts = [...new Set([...(one?.rules ?? []), ...(other?.rules ?? [])].map((row) => row.text))];
    const rules = texts.flatMap((text) => {
      const [x, y] = [one?.rules.find((row) => row.text === text), other?.rules.find((row) => row.text === text)];
      return x?.result === y?.result && x?.value === y?.value && x?.limit === y?.limit ? [] : [{ text, a: x, b: y }];
    });
    const results: readonly (GateResult | undefined)[] = [one?.verdict, other?.verdict];
    return results[0] === results[1] && rules.length === 0 ? [] : [{ job, a: one?.verdict, b: other?.verdict, rules }];
  });
  return { changes, of: gates.length };
}

/** Trials count by the sweep that they belong to: its own numbers are those of the best. */
function metricsOf({ events, written }: ComparedRun): ReadonlyMap<string, { readonly job: string; readonly name: string; readonly value: number }> {
  const found = new Map<string, { readonly job: string; readonly name: string; readonly value: number }>();
  const put = (job: string, name: string, value: number) => found.set(`${job}\n${name}`, { job, name, value });
  for (const [job, numbers] of Object.entries(written)) for (const [name, value] of Object.entries(numbers)) put(job, name, value);
  for (const event of events) if (event.type === 'metric' && !event.job.includes('[')) put(event.job, event.name, event.value);
  return found;
}

function compareMetrics(a: ComparedRun, b: ComparedRun, pipeline: Pipeline | undefined): Part<MetricChange> {
  const rules = parseRules((pipeline?.jobs ?? []).flatMap((job) => job.rules).join('\n')).rules;
  const [left, right] = [metricsOf(a), metricsOf(b)];
  const keys = [...new Set([...left.keys(), ...right.keys()])];
  const changes = keys.flatMap((key): MetricChange[] => {
    const [one, other] = [left.get(key), right.get(key)];
    const { job, name } = one ?? other ?? { job: '', name: '' };
    if (Object.is(one?.value, other?.value)) return [];
    const difference = one && other ? other.value - one.value : undefined;
    const better = directionOf(name, rules);
    const gain = difference === undefined || better === undefined || Number.isNaN(difference) ? undefined : better === 'higher' ? difference : -difference;
    const is = gain === undefined || gain === 0 ? undefined : gain > 0 ? 'better' : 'worse';
    return [{ job, name, a: one?.value, b: other?.value, difference, better, is }];
  });
  return { changes: sortMetrics(changes, new Set(rules.flatMap(metricNamesIn))), of: keys.length };
}

/** What a gate judges by comes first, then what stands high in its file: parts of cohorts and folds follow. */
function sortMetrics(changes: readonly MetricChange[], judged: ReadonlySet<string>): readonly MetricChange[] {
  const rank = ({ name }: MetricChange) => (judged.has(name) ? 0 : name.split('.').length);
  return changes
    .map((change, at) => ({ change, at }))
    .sort((x, y) => rank(x.change) - rank(y.change) || x.at - y.at)
    .map(({ change }) => change);
}

function compareOutcomes(a: RunState, b: RunState): Part<OutcomeChange> {
  const [left, right] = [a, b].map((state) => new Map(state.jobs.map((job) => [job.id, job.status])));
  const tasks = [...new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])])].filter((task) => !task.includes('['));
  const changes = tasks.flatMap((task) => (left?.get(task) === right?.get(task) ? [] : [{ task, a: left?.get(task), b: right?.get(task) }]));
  return { changes, of: tasks.length };
}
