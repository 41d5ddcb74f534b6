import type { ReactNode } from 'react';
import { OutlinePanel } from '#renderer/features/outline/outline-panel.tsx';
import { ComponentsPanel } from '#renderer/features/project/components-panel.tsx';
import { FilesPanel } from '#renderer/features/project/files-panel.tsx';
import { RunsPanel } from '#renderer/features/runs/runs-panel.tsx';
import { useAppState } from '#renderer/state/context.ts';
import { DocumentPathProvider, useWorkspaceValue } from '#renderer/state/hooks.ts';
import type { SidePlace } from '#renderer/state/window/frame.store.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import styles from './side-panel.module.css';

const TITLES: Readonly<Record<SidePlace, string>> = { files: 'Files', outline: 'Outline', components: 'Components', runs: 'Runs' };

/** Files, outline or components at the left. */
export function SidePanel({ place }: { readonly place: SidePlace }) {
  const { host } = useAppState();
  const graph = useWorkspaceValue((state) => state.graph);
  const content: Readonly<Record<SidePlace, ReactNode>> = {
    files: <FilesPanel />,
    outline: <OutlinePanel />,
    components: <ComponentsPanel />,
    runs: <RunsPanel />,
  };
  return (
    <aside className={`${styles.side} nokey`} aria-label={TITLES[place]} data-pane="side" data-place={place}>
      <ErrorBoundary what={`The panel ${TITLES[place]}`} resetKey={place} log={(message) => void host.log.write({ level: 'error', message })}>
        <DocumentPathProvider value={graph}>{content[place]}</DocumentPathProvider>
      </ErrorBoundary>
    </aside>
  );
}
