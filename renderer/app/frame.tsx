import { Suspense, useEffect } from 'react';
import { ReplayBar } from '#renderer/features/runs/replay-bar.tsx';
import { SettingsPage } from '#renderer/features/settings/settings-page.tsx';
import { StartPage } from '#renderer/features/start/start-page.tsx';
import { useAppState } from '#renderer/state/context.ts';
import { useFrameValue, useWorkspaceValue } from '#renderer/state/hooks.ts';
import { type PaneSpec, Panes } from '#renderer/ui/panels.tsx';
import { BottomStrip } from './bottom-strip.tsx';
import { DialogHost } from './dialog-host.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import styles from './frame.module.css';
import { LiveRegion } from './live-region.tsx';
import { ComparePane } from './pane-slots.tsx';
import { Rail } from './rail.tsx';
import { RecoveryBar } from './recovery-bar.tsx';
import { SidePanel } from './side-panel.tsx';
import { useFrameSizes } from './sizes.ts';
import { StatusBar } from './status-bar.tsx';
import { TitleBar } from './title-bar.tsx';
import { WorkPanes } from './work-panes.tsx';

/** The window: title, rail, work area, status. */
export function Frame() {
  const { frame, host, workspace } = useAppState();
  const hasProject = useWorkspaceValue((state) => state.project !== undefined);
  const isSettingsOpen = useFrameValue((state) => state.isSettingsOpen);
  const isComparing = useFrameValue((state) => state.compared !== undefined && !state.isSettingsOpen);
  const title = useWorkspaceValue((state) => state.active ?? state.project?.name ?? 'Sluice');
  useEffect(() => {
    const measure = () => frame.setState({ width: window.innerWidth });
    const leave = () => workspace.left();
    window.addEventListener('resize', measure);
    window.addEventListener('blur', leave);
    return () => {
      window.removeEventListener('resize', measure);
      window.removeEventListener('blur', leave);
    };
  }, [frame, workspace]);
  const log = (message: string) => void host.log.write({ level: 'error', message });
  return (
    <div className={styles.app}>
      <TitleBar />
      <Rail />
      <main className={styles.work}>
        <ErrorBoundary what="The work area" log={log}>
          <div className={styles.area} inert={isSettingsOpen || isComparing}>
            {hasProject ? (
              <>
                <h1 className="visually-hidden">{title}</h1>
                <RecoveryBar />
                <ProjectArea />
              </>
            ) : (
              <StartArea />
            )}
          </div>
          {isSettingsOpen ? (
            <div className={styles.over}>
              <SettingsPage />
            </div>
          ) : null}
          {isComparing && ComparePane ? (
            <div className={styles.over}>
              <Suspense fallback={null}>
                <ComparePane />
              </Suspense>
            </div>
          ) : null}
        </ErrorBoundary>
      </main>
      <StatusBar />
      <LiveRegion />
      <DialogHost />
    </div>
  );
}

function StartArea() {
  const side = useFrameValue((state) => state.side);
  const { sizes, save } = useFrameSizes();
  const panes: PaneSpec[] = [{ id: 'start', size: undefined, min: 360, content: <StartPage /> }];
  if (side)
    panes.unshift({
      id: 'side',
      size: sizes.side,
      min: 200,
      max: 400,
      isFixed: true,
      splitter: 'Width of the side panel',
      content: <SidePanel place={side} />,
    });
  return <Panes id="start-area" panes={panes} onResized={(id, size) => id === 'side' && save('side', size.px)} className={styles.fill} />;
}

function ProjectArea() {
  const side = useFrameValue((state) => state.side);
  const isBottomOpen = useFrameValue((state) => state.isBottomOpen);
  const { sizes, save } = useFrameSizes();
  const across: PaneSpec[] = [{ id: 'panes', size: undefined, min: 320, content: <WorkPanes /> }];
  if (side)
    across.unshift({
      id: 'side',
      size: sizes.side,
      min: 200,
      max: 400,
      isFixed: true,
      splitter: 'Width of the side panel',
      content: <SidePanel place={side} />,
    });
  const down: PaneSpec[] = [
    {
      id: 'top',
      size: undefined,
      min: 160,
      content: <Panes id="across" panes={across} onResized={(id, size) => id === 'side' && save('side', size.px)} className={styles.fill} />,
    },
  ];
  if (isBottomOpen)
    down.push({ id: 'bottom', size: sizes.bottom, min: 160, max: '60%', isFixed: true, splitter: 'Height of the bottom panel', content: <BottomStrip /> });
  return (
    <div className={styles.column}>
      <Panes id="down" orientation="vertical" className={styles.fill} onResized={(id, size) => id === 'bottom' && save('bottom', size.px)} panes={down} />
      <ReplayBar />
      {isBottomOpen ? null : <BottomStrip />}
    </div>
  );
}
