import type { ReactNode } from 'react';
import { createContext } from 'react';

/** Tabs that a feature sets below the name in the inspector's head: of a gate Verdict, Rules, Settings. */
export const InspectorTabs = createContext<ReactNode>(undefined);
