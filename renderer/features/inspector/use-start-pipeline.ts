import { useAppState } from '#renderer/state/context.ts';
import { useCommandHandlers } from '#renderer/state/hooks.ts';

const LINES = ['$schema: https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json', 'type: pipeline', '', 'jobs: {}', ''];

/** Writes the first lines of a pipeline into a file that says nothing yet, below its comments. */
export function useStartPipeline(): void {
  const { workspace } = useAppState();
  const emptySession = () => {
    const { active } = workspace.store.getState();
    const session = active === undefined ? undefined : workspace.session(active);
    return session && isEmpty(session.text) ? session : undefined;
  };
  useCommandHandlers({
    'file.startPipeline': {
      run: () => {
        const session = emptySession();
        if (!session) return;
        const { text } = session;
        const eol = text.includes('\r\n') ? '\r\n' : '\n';
        const open = text === '' || /\n$/.test(text) ? '' : eol;
        session.applyRaw('Start a pipeline', [{ start: text.length, end: text.length, newText: `${open}${LINES.join(eol)}` }]);
      },
      isEnabled: () => emptySession() !== undefined,
    },
  });
}

/** True for a text of nothing but blank lines and comments. */
export function isEmpty(text: string): boolean {
  return !/^[^\S\n]*[^\s#]/m.test(text.replace(/^\uFEFF/, ''));
}
