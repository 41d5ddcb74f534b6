import type { AppState } from '#renderer/state/app-state.ts';
import type { CommandHandler } from '#renderer/state/window/commands.store.ts';
import { DEFAULT_VIEW, type SidePlace, type ViewMode, widthClass } from '#renderer/state/window/frame.store.ts';
import { isYamlPath } from '#renderer/state/workspace/layout-path.ts';
import { keepView } from './file-views.ts';
import { cyclePane, focusPane } from './pane-focus.ts';

const THEMES = ['system', 'light', 'dark', 'contrast-dark', 'contrast-light'] as const;

/** Panes, places, zoom, search. */
export function viewCommandHandlers(state: AppState): Readonly<Record<string, CommandHandler>> {
  const { frame, workspace, dialogs, settings } = state;
  const graph = () => workspace.store.getState().graph;
  const view = () => frame.getState().views[graph() ?? ''] ?? DEFAULT_VIEW;
  const show = (mode: ViewMode): CommandHandler => ({
    run: () => {
      frame.setState({ isSettingsOpen: false });
      const path = graph();
      if (path === undefined) return;
      if (widthClass(frame.getState().width) === 'single' && mode !== 'both') frame.setState({ narrowMode: mode });
      else keepView.write(state, path, { mode });
      requestAnimationFrame(() => focusPane(mode === 'text' ? 'text' : 'canvas'));
    },
    isEnabled: () => graph() !== undefined,
    isChecked: () => view().mode === mode,
  });
  const place = (side: SidePlace): CommandHandler => ({
    run: (how) => {
      const before = frame.getState();
      if (how === 'toggle' && before.side === side && !before.isSettingsOpen) {
        frame.setState({ side: undefined });
        return;
      }
      frame.setState({ side, isSettingsOpen: false });
      requestAnimationFrame(() => focusPane('side'));
    },
    isChecked: () => frame.getState().side === side,
  });
  const zoom = (by: number): CommandHandler => ({
    run: () => void settings.set('appearance.zoom', by === 0 ? 100 : Math.min(200, Math.max(80, settings.get('appearance.zoom') + by))),
    isEnabled: () => state.info.shell === 'electron',
  });
  return {
    'search.everything': { run: () => void dialogs.sheet('palette', { prefix: '' }) },
    'search.commands': { run: () => void dialogs.sheet('palette', { prefix: '>' }) },
    'search.jobs': { run: () => void dialogs.sheet('palette', { prefix: '@' }), isEnabled: () => graph() !== undefined },
    'help.shortcuts': { run: () => void dialogs.sheet('shortcuts') },
    'view.text': show('text'),
    'view.both': show('both'),
    'view.graph': show('graph'),
    'view.swap': {
      run: () => {
        const path = graph();
        if (path !== undefined) keepView.write(state, path, { isSwapped: !view().isSwapped });
      },
      isEnabled: () => graph() !== undefined && view().mode === 'both',
      isChecked: () => view().isSwapped,
    },
    'view.nextPane': { run: () => cyclePane(1) },
    'view.previousPane': { run: () => cyclePane(-1) },
    'view.sidePanel': {
      run: () => {
        const { side } = frame.getState();
        frame.setState({ side: side === undefined ? lastSide : undefined, isSettingsOpen: false });
        if (side !== undefined) lastSide = side;
      },
      isChecked: () => frame.getState().side !== undefined,
    },
    'view.bottomPanel': {
      run: () => frame.setState((before) => ({ isBottomOpen: !before.isBottomOpen })),
      isEnabled: () => workspace.store.getState().project !== undefined,
      isChecked: () => frame.getState().isBottomOpen,
    },
    'view.inspector': {
      run: () =>
        frame.setState((before) => (widthClass(before.width) === 'full' ? { isInspectorOpen: !before.isInspectorOpen } : { isSheetOpen: !before.isSheetOpen })),
      isEnabled: () => graph() !== undefined || isYamlPath(workspace.store.getState().active ?? ''),
      isChecked: () => (widthClass(frame.getState().width) === 'full' ? frame.getState().isInspectorOpen : frame.getState().isSheetOpen),
    },
    'graph.openInspector': {
      run: () => {
        frame.setState({ isInspectorOpen: true, isSheetOpen: true, isRunPanelOpen: false });
        requestAnimationFrame(() => focusPane('inspector'));
      },
      isEnabled: () => graph() !== undefined,
    },
    'view.files': place('files'),
    'view.outline': place('outline'),
    'view.components': place('components'),
    'view.runs': place('runs'),
    'view.zoomIn': zoom(10),
    'view.zoomOut': zoom(-10),
    'view.resetZoom': zoom(0),
    'view.theme': {
      run: () => {
        const at = THEMES.indexOf(settings.get('appearance.theme'));
        const next = THEMES[(at + 1) % THEMES.length] ?? 'system';
        void settings
          .set('appearance.theme', next)
          .then((failure) => state.announcer.announce(failure ?? `Colours: ${next}.`, failure === undefined ? 'note' : 'error'));
      },
    },
  };
}

let lastSide: SidePlace = 'files';
