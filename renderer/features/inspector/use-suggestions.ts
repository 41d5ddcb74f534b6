import { useMemo } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { useSession } from '#renderer/state/hooks.ts';
import { languageContextOf } from '#renderer/state/language-context.ts';
import type { KnownName } from '#shared/language/known-names.ts';
import { suggestionsAt } from '#shared/language/suggestions.ts';
import type { Row } from './form-model.ts';

const NONE: readonly KnownName[] = [];

/** What may be written into a row's field, as completion in the text offers it; looked up while it is wanted only. */
export function useSuggestions({ control, target }: Row, isWanted: boolean): readonly KnownName[] {
  const { workspace } = useAppState();
  const session = useSession();
  return useMemo(() => {
    if (!isWanted || !session || control.kind !== 'text' || control.isMultiline) return NONE;
    const context = languageContextOf(session, workspace);
    if (target.kind === 'path') return suggestionsAt(context, target.path);
    if (target.kind === 'job-input' && target.form === 'data') return suggestionsAt(context, ['jobs', target.job, 'inputs', target.input, 'path']);
    return NONE;
  }, [isWanted, session, workspace, control, target]);
}
