import { useEffect, useState } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { useWorkspaceValue } from '#renderer/state/hooks.ts';
import { readJson } from '#shared/gates/read-json.ts';

/** The answer to a question, asked again when its key changes; what was answered last stays until then. */
export function useAsked<T>(key: string, ask: () => Promise<T>): T | undefined {
  const [found, setFound] = useState<T | undefined>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for all that the question is made of
  useEffect(() => {
    let isGone = false;
    void ask().then((answer) => {
      if (!isGone) setFound(answer);
    });
    return () => {
      isGone = true;
    };
  }, [key]);
  return found;
}

/** The value of a JSON file of the project, or nothing. */
export function useFileNumbers(path: string | undefined): unknown {
  const { host } = useAppState();
  const project = useWorkspaceValue((state) => state.project?.project);
  return useAsked(`${project} ${path}`, async () => {
    if (project === undefined || path === undefined) return undefined;
    const answer = await host.files.read({ project, path });
    return answer.ok ? numbersOf(answer.value.text) : undefined;
  });
}

/** The value of a text of JSON, or nothing. */
export function numbersOf(text: string): unknown {
  const read = readJson(text);
  return read.ok ? read.value : undefined;
}
