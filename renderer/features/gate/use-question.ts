import { useEffect, useState } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { useWorkspaceValue } from '#renderer/state/hooks.ts';
import type { AskedQuestion } from '#shared/contract/run-insight.ts';

/** What a gate of a run asks, or asked, a person; asked for again when its verdict changes. */
export function useQuestion(run: string | undefined, job: string, verdict: string): AskedQuestion | undefined {
  const { host } = useAppState();
  const project = useWorkspaceValue((state) => state.project?.project);
  const [found, setFound] = useState<{ readonly key: string; readonly question: AskedQuestion } | undefined>(undefined);
  const key = `${run} ${job}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another verdict, another state of the question
  useEffect(() => {
    if (project === undefined || run === undefined) return;
    let isGone = false;
    void host.runs.question({ project, run, job }).then((answer) => {
      if (!isGone && answer.ok) setFound({ key, question: answer.value });
    });
    return () => {
      isGone = true;
    };
  }, [host, project, run, job, key, verdict]);
  return found?.key === key ? found.question : undefined;
}
