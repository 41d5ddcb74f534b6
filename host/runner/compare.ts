import { knownMetrics, numberIn, valueAt } from '#shared/gates/metric-values.ts';
import { partsOf } from '#shared/gates/parse-comparison.ts';
import { readJson } from '#shared/gates/read-json.ts';
import { type ComparedRun, compareRuns } from '#shared/runs/compare/compare-runs.ts';
import type { RunComparison } from '#shared/runs/compare/comparison.ts';
import type { RunState } from '#shared/runs/run-state.ts';
import type { FactsByTask } from '#shared/runs/task-facts.ts';
import { readMetricsText } from '../files/runs/metrics-file.ts';
import { OutputStore } from '../files/runs/output-store.ts';
import { readRunEvents, readRunRequest, readRunText } from '../files/runs/run-folder.ts';
import { readTaskFacts } from '../files/runs/task-facts-file.ts';

/** What differs between two runs of a project, by their states. */
export function compareOnDisk(root: string, a: RunState, b: RunState): RunComparison {
  return compareRuns(comparedRun(root, a), comparedRun(root, b));
}

/** Everything that is kept of a run, for a comparison. */
export function comparedRun(root: string, state: RunState): ComparedRun {
  const request = readRunRequest(root, state.run);
  return {
    state,
    events: readRunEvents(root, state.run),
    number: request?.number,
    text: readRunText(root, state.run),
    sets: request?.sets ?? {},
    ...factsOfRun(root, state),
    written: writtenMetrics(root, state),
  };
}

/** The numbers of the metrics files that the jobs of a run wrote, by job and name. Trials of a sweep are left out. */
export function writtenMetrics(root: string, state: Pick<RunState, 'jobs'>): Readonly<Record<string, Readonly<Record<string, number>>>> {
  const store = new OutputStore(root);
  const found: Record<string, Readonly<Record<string, number>>> = {};
  for (const { id, key } of state.jobs) {
    const outputs = key === undefined || id.includes('[') ? [] : Object.keys(store.read(key)?.outputs ?? {}).filter((name) => /metrics/.test(name));
    const numbers = outputs.flatMap((name) => numbersIn(readMetricsText(store.pathOf(key ?? '', name))));
    if (numbers.length > 0) found[id] = Object.fromEntries(numbers);
  }
  return found;
}

function numbersIn(text: string | undefined): readonly (readonly [string, number])[] {
  const read = text === undefined ? undefined : readJson(text);
  if (!read?.ok) return [];
  return knownMetrics(read.value).flatMap((name) => {
    const value = numberIn(valueAt(read.value, partsOf(name))?.value);
    return value === undefined ? [] : [[name, value] as const];
  });
}

/** What the tasks of a run depended on; of a run that did not end, as far as its results are kept. */
function factsOfRun(root: string, state: RunState): Pick<ComparedRun, 'facts' | 'code'> {
  const { tasks, code } = readTaskFacts(root, state.run);
  if (Object.keys(tasks).length > 0) return { facts: tasks, code };
  const store = new OutputStore(root);
  const facts: FactsByTask = Object.fromEntries(
    state.jobs.flatMap(({ id, key }) => {
      const stored = key === undefined ? undefined : store.read(key);
      return stored === undefined ? [] : [[id, { parts: stored.parts, environment: 'its environment', data: {} }]];
    }),
  );
  return { facts };
}
