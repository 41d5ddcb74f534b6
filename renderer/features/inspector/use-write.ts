import { useCallback } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { useEdit } from '#renderer/state/hooks.ts';
import type { EditCall } from './form-model.ts';

/** Applies an edit; the answer is a sentence when it was refused. */
export type Write = (call: EditCall, end: string | undefined) => Promise<string | undefined>;

/**
 * Writes through the edits of the document. Where the text is shared by an alias the user is asked once which is meant.
 * `end` stays selected afterwards, so that the form stays where the user works.
 */
export function useWrite(formEnd: string | undefined): Write {
  const editor = useEdit();
  const { dialogs, selection, announcer } = useAppState();
  return useCallback(
    async (call, end) => {
      const apply = (args: EditCall['args']): string | undefined => {
        const answer = editor.applyById(call.id, args);
        if (!answer.ok) return answer.failure.message;
        const ends = [formEnd, end].filter((each): each is string => each !== undefined);
        if (formEnd !== undefined && !call.id.startsWith('rename-')) selection.select([...new Set(ends)], 'inspector');
        return undefined;
      };
      const refusal = editor.refuseById(call.id, call.args);
      if (refusal?.reason !== 'shared-by-alias') return apply(call.args);
      const shared = await dialogs.ask({
        title: 'This text is used in several places',
        body: refusal.message,
        choices: [
          { id: 'edit', label: 'Edit the shared original' },
          { id: 'copy', label: 'Make this a copy', isPrimary: true },
        ],
      });
      if (shared !== undefined) return apply({ ...call.args, shared });
      announcer.announce('Nothing was changed.');
      return undefined;
    },
    [editor, dialogs, selection, announcer, formEnd],
  );
}
