import { createContext, useContext } from 'react';

const Platform = createContext(false);

/** Says whether keys are written as on macOS. */
export const IsMacProvider = Platform.Provider;

/** True on macOS: Cmd stands for Ctrl. */
export function useIsMac(): boolean {
  return useContext(Platform);
}
