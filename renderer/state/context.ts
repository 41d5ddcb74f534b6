import { createContext, useContext } from 'react';
import type { AppState } from './app-state.ts';

const Context = createContext<AppState | undefined>(undefined);

/** Hands the state down. */
export const AppStateProvider = Context.Provider;

/** The state; a component outside the provider is a bug. */
export function useAppState(): AppState {
  const state = useContext(Context);
  if (!state) throw new Error('useAppState is used outside AppStateProvider.');
  return state;
}
