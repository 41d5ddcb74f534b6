import { useEffect, useState } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import type { TriedFile } from '#renderer/state/gates/verdicts.store.ts';
import { useWorkspaceValue } from '#renderer/state/hooks.ts';
import { useRunsValue } from '#renderer/state/runs/run-hooks.ts';
import { evaluateRules } from '#shared/gates/evaluate.ts';
import { parseRules } from '#shared/gates/parse-rules.ts';
import { readJson } from '#shared/gates/read-json.ts';

/** Metrics that a run wrote for a gate. */
export interface RunMetrics {
  readonly run: string;
  readonly number: number;
  readonly startedAt: string | undefined;
  /** How the run ended. */
  readonly result: string;
  readonly text: string;
  readonly value: unknown;
}

/** Up: the rule held. Down: it said no. Dot: the run has no such metric. */
export type Tick = 'up' | 'down' | 'dot';

const TICKS = 8;
/** Of the runs that are looked at: some have written nothing. */
const LOOKED = 16;

/** The last runs of a pipeline that wrote an output of numbers, the newest first. */
export function useLastRuns(path: string, output: string | undefined): readonly RunMetrics[] {
  const { host } = useAppState();
  const project = useWorkspaceValue((state) => state.project?.project);
  const list = useRunsValue((state) => state.list);
  const [found, setFound] = useState<readonly RunMetrics[]>([]);
  useEffect(() => {
    if (project === undefined || output === undefined || list === undefined) return;
    let isGone = false;
    const runs = list.filter((each) => each.path === path && each.result !== 'running').slice(0, LOOKED);
    void Promise.all(
      runs.map(async (each): Promise<readonly RunMetrics[]> => {
        const answer = await host.runs.look({ project, run: each.run, output });
        if (!answer.ok || answer.value.preview.kind !== 'json') return [];
        const { text } = answer.value.preview;
        const read = readJson(text);
        return read.ok ? [{ run: each.run, number: each.number, startedAt: each.startedAt, result: each.result, text, value: read.value }] : [];
      }),
    ).then((all) => {
      if (!isGone) setFound(all.flat());
    });
    return () => {
      isGone = true;
    };
  }, [host, project, list, path, output]);
  return found;
}

/** What a rule comes to on the last runs, the oldest first; undefined while it cannot be read, or there are no runs. */
export function ticksOf(rule: string, runs: readonly RunMetrics[], baseline: unknown): readonly Tick[] | undefined {
  const parsed = parseRules(rule).rules[0];
  if (!parsed?.tree || runs.length === 0) return undefined;
  return runs
    .slice(0, TICKS)
    .reverse()
    .map(({ value }) => {
      const result = evaluateRules([parsed], value, baseline).rules[0]?.result;
      return result === 'passed' ? 'up' : result === 'held-back' ? 'down' : 'dot';
    });
}

/** "6 held, 1 said no, 1 has no such metric": the ticks for who cannot see them. */
export function tickWords(ticks: readonly Tick[]): string {
  const count = (tick: Tick) => ticks.filter((each) => each === tick).length;
  const parts = [
    `${count('up')} held`,
    ...(count('down') > 0 ? [`${count('down')} said no`] : []),
    ...(count('dot') > 0 ? [`${count('dot')} had no such metric`] : []),
  ];
  return `Last ${ticks.length === 1 ? 'run' : `${ticks.length} runs`}: ${parts.join(', ')}`;
}

/** How rules judge a run: "held back then, would pass now". */
export function thenAndNow(rules: string, run: RunMetrics, baseline: unknown, judgedThen: string | undefined): string {
  const words: Readonly<Record<string, string>> = { passed: 'pass', 'held-back': 'be held back', failed: 'fail' };
  const now = evaluateRules(rules, run.value, baseline).verdict;
  const then =
    judgedThen === 'passed' ? 'passed then' : judgedThen === 'held-back' ? 'held back then' : judgedThen === 'failed' ? 'failed then' : 'stopped then';
  return `${then}, would ${words[now] ?? now} now`;
}

/** "run 18": what the sentences call it too. */
export function nameOfRun(run: RunMetrics): string {
  return `run ${run.number}`;
}

/** The metrics of a run, to try rules on. */
export function triedRun(run: RunMetrics): TriedFile {
  return { name: nameOfRun(run), path: undefined, run: run.run, text: run.text };
}
