import { useEffect, useState } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { useWorkspaceValue } from '#renderer/state/hooks.ts';
import { useRunsValue } from '#renderer/state/runs/run-hooks.ts';
import type { OutputLook, OutputOfRun } from '#shared/runs/output-look.ts';

/** What is known of an output: a text says why there is nothing to see. Undefined until the host has answered. */
export type Looked = OutputLook | string | undefined;

/** Asks the host what is in an output of a run, or in a file of it. */
export function useLook(run: string | undefined, output: string | undefined, file: string | undefined): Looked {
  const { host } = useAppState();
  const project = useWorkspaceValue((state) => state.project?.project);
  const [found, setFound] = useState<{ readonly key: string; readonly look: OutputLook | string } | undefined>(undefined);
  const key = JSON.stringify([project, run, output, file]);
  useEffect(() => {
    if (project === undefined || run === undefined || output === undefined) return;
    let isGone = false;
    void host.runs.look({ project, run, output, ...(file === undefined ? {} : { path: file }) }).then((answer) => {
      if (!isGone) setFound({ key, look: answer.ok ? answer.value : answer.failure.message });
    });
    return () => {
      isGone = true;
    };
  }, [host, project, run, output, file, key]);
  return found?.key === key ? found.look : undefined;
}

/** A run that has written an output. */
export interface RunWithOutput {
  readonly run: string;
  readonly number: number;
  readonly result: string;
  readonly startedAt: string | undefined;
  readonly hash: string;
}

const MOST_RUNS = 12;

/** The newest runs of a pipeline that have written an output. */
export function useRunsWith(path: string, output: string): readonly RunWithOutput[] {
  const { host } = useAppState();
  const project = useWorkspaceValue((state) => state.project?.project);
  const list = useRunsValue((state) => state.list);
  const shown = useRunsValue((state) => state.shown[path]?.eventCount);
  const [found, setFound] = useState<readonly RunWithOutput[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the count of events says that a job may have written
  useEffect(() => {
    if (project === undefined || list === undefined) return;
    let isGone = false;
    const runs = list.filter((each) => each.path === path).slice(0, MOST_RUNS);
    void Promise.all(
      runs.map(async (each): Promise<readonly RunWithOutput[]> => {
        const answer = await host.runs.outputs({ project, run: each.run });
        const one = answer.ok ? answer.value.outputs.find((other: OutputOfRun) => other.output === output) : undefined;
        return one ? [{ run: each.run, number: each.number, result: each.result, startedAt: each.startedAt, hash: one.hash }] : [];
      }),
    ).then((all) => {
      if (!isGone) setFound(all.flat());
    });
    return () => {
      isGone = true;
    };
  }, [host, project, list, shown, path, output]);
  return found;
}
