import type { AppState } from '#renderer/state/app-state.ts';
import { AppStateProvider } from '#renderer/state/context.ts';
import { IsMacProvider } from '#renderer/ui/platform.ts';
import { Frame } from './frame.tsx';

/** The whole window over its state. */
export function App({ state }: { readonly state: AppState }) {
  return (
    <AppStateProvider value={state}>
      <IsMacProvider value={state.info.platform === 'mac'}>
        <Frame />
      </IsMacProvider>
    </AppStateProvider>
  );
}
