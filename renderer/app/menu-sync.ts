import type { AppState } from '#renderer/state/app-state.ts';

/** Keeps the native menus in step: what can be run and what is on. A moment after something changed, not on every key. */
export function syncMenu(state: AppState): () => void {
  if (state.info.shell !== 'electron') return () => undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let before = '';
  const send = () => {
    timer = undefined;
    const enabled: Record<string, boolean> = {};
    const checked: Record<string, boolean> = {};
    for (const { id, menu } of state.commands.definitions) {
      if (!menu) continue;
      enabled[id] = state.commands.isEnabled(id);
      if (state.commands.isChecked(id)) checked[id] = true;
    }
    const next = JSON.stringify([enabled, checked]);
    if (next === before) return;
    before = next;
    void state.host.menu.update({ enabled, checked });
  };
  const soon = () => {
    timer ??= setTimeout(send, 200);
  };
  const stops = [state.commands.store, state.workspace.store, state.selection.store, state.frame, state.runs.store].map((store) => store.subscribe(soon));
  const stopMenu = state.host.on('menu.chosen', ({ command }) => state.commands.run(command));
  soon();
  return () => {
    for (const stop of stops) stop();
    stopMenu();
    if (timer !== undefined) clearTimeout(timer);
  };
}
