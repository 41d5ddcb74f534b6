import type { ReactNode } from 'react';
import { createContext } from 'react';
import type { IconName } from '#renderer/ui/icons/icon.tsx';
import type { VerdictWord } from './gates/gate-verdict.ts';

/** What a feature sets in the inspector's head: of a gate Verdict, Rules, Settings below the name, and its emblem. */
export interface InspectorTabs {
  readonly bar: ReactNode;
  readonly icon: IconName;
  readonly verdict: VerdictWord | undefined;
  /** True while the feature shows something else than the settings below the head. */
  readonly isHeadOnly: boolean;
}

/** Set around the inspector by the feature that has tabs for what is selected. */
export const InspectorTabsContext = createContext<InspectorTabs | undefined>(undefined);
