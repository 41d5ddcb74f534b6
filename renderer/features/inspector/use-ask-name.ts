import { useAppState } from '#renderer/state/context.ts';
import { useEdit } from '#renderer/state/hooks.ts';
import type { EditCall } from './form-model.ts';

/** Asks for a new name, refused as the edit would refuse it. Undefined when it was left or is the same. */
export function useAskName(): (edit: EditCall, from: string) => Promise<string | undefined> {
  const { dialogs } = useAppState();
  const editor = useEdit();
  return async (edit, from) => {
    const to = await dialogs.prompt({
      title: `Rename ${from}`,
      label: edit.id === 'rename-key' ? 'New name. Its value and its place stay.' : 'New name. Everything that reads it follows.',
      value: from,
      verb: 'Rename',
      isName: true,
      refuse: (value) => (value === from ? undefined : editor.refuseById(edit.id, { ...edit.args, to: value })?.message),
    });
    return to === from ? undefined : to;
  };
}
