import { useAppState } from '#renderer/state/context.ts';
import { useWorkspaceValue } from '#renderer/state/hooks.ts';

/** Shows an output, or a file of it, in the system's file manager. */
export function useShowFolder(): (run: string, output: string, file: string | undefined) => void {
  const { host, announcer } = useAppState();
  const project = useWorkspaceValue((state) => state.project?.project);
  return (run, output, file) => {
    if (project === undefined) return;
    void host.runs.showFolder({ project, run, output, ...(file === undefined ? {} : { path: file }) }).then((answer) => {
      if (!answer.ok) announcer.announce(answer.failure.message, 'refusal');
    });
  };
}
