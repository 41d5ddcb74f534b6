import { type KeyboardEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { useSelection, useSessionValue } from '#renderer/state/hooks.ts';
import { showLog } from '#renderer/state/runs/log-place.store.ts';
import { useShownRun } from '#renderer/state/runs/run-hooks.ts';
import { durationText, notRunText } from '#renderer/state/runs/run-words.ts';
import type { ShownRun } from '#renderer/state/runs/shown-run.ts';
import { selectedJobs } from '#renderer/state/window/selection.store.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { MadeUp, PaneBar, PaneNone } from '#renderer/ui/pane-bar.tsx';
import { RunPicker } from './run-picker.tsx';
import { TimelineFacts } from './timeline-facts.tsx';
import styles from './timeline-pane.module.css';
import { Rows, TimeAxis } from './timeline-rows.tsx';
import { useTimeline } from './use-timeline.ts';

const NAMES = 262;
const MAX_ZOOM = 32;

/** When everything in the run that is shown happened. */
export function TimelinePane() {
  const shown = useShownRun();
  const jobCount = useSessionValue((session) => session.pipeline.jobs.length);
  if (!shown) return <PaneNone>{notRunText(jobCount)}</PaneNone>;
  return <ShownTimeline shown={shown} />;
}

function ShownTimeline({ shown }: { readonly shown: ShownRun }) {
  const state = useAppState();
  const { selection } = state;
  const selected = selectedJobs(useSelection())[0];
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const [zoom, setZoom] = useState(1);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [scrollTop, setScrollTop] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const width = Math.max(320, size.width - NAMES) * zoom;
  const { timeline, view, leftText } = useTimeline(shown, width, unfolded);
  const canFold = timeline.rows.some((row) => row.parts.length > 0);
  const owners = useMemo(() => timeline.rows.filter((row) => row.parts.length > 0).map((row) => row.id), [timeline]);
  const isAllUnfolded = owners.length > 0 && owners.every((id) => unfolded.has(id));
  const toggle = (id: string, isOn: boolean) => {
    const next = new Set(unfolded);
    if (isOn) next.add(id);
    else next.delete(id);
    setUnfolded(next);
  };
  const choose = (job: string) => selection.select([`parent.jobs.${job}`], 'command', { reveal: true, path: shown.path });
  const openLog = (job: string, task?: string) => {
    choose(job);
    showLog(state, shown.path, { job, ...(task === undefined ? {} : { task }) });
  };
  const active = view.rows.find((row) => row.kind === 'task' && row.job === selected);
  const onKeyDown = (event: KeyboardEvent) => {
    const tasks = view.rows.filter((row) => row.kind === 'task');
    const at = active ? tasks.indexOf(active) : -1;
    const next =
      event.key === 'ArrowDown'
        ? tasks[Math.min(tasks.length - 1, at + 1)]
        : event.key === 'ArrowUp'
          ? tasks[Math.max(0, at - 1)]
          : event.key === 'Home'
            ? tasks[0]
            : event.key === 'End'
              ? tasks[tasks.length - 1]
              : undefined;
    if (next) {
      choose(next.job);
      const element = box.current;
      if (element && next.y < element.scrollTop) element.scrollTop = next.y;
      else if (element && next.y + next.height + 28 > element.scrollTop + element.clientHeight)
        element.scrollTop = next.y + next.height + 28 - element.clientHeight;
    } else if (event.key === 'Enter' && active) openLog(active.job);
    else if (event.key === 'ArrowRight' && active?.isUnfolded === false) toggle(active.id, true);
    else if (event.key === 'ArrowLeft' && active?.isUnfolded === true) toggle(active.id, false);
    else if (event.key === '+' || event.key === '=') setZoom(Math.min(MAX_ZOOM, zoom * 2));
    else if (event.key === '-') setZoom(Math.max(1, zoom / 2));
    else return;
    event.preventDefault();
  };
  const firstY = scrollTop - 200;
  const lastY = scrollTop + size.height + 200;
  const rows = view.rows.filter((row) => row.y + row.height > firstY && row.y < lastY);
  const sentence = `${timeline.rows.length} jobs in ${durationText(timeline.totalMs)}${timeline.criticalPath.length > 0 ? `; critical path: ${timeline.criticalPath.map((one) => one.task).join(', ')}` : ''}`;
  return (
    <div className={styles.pane}>
      <div className={styles.main}>
        <PaneBar
          end={
            <>
              {leftText === undefined ? null : <span className={styles.left}>{leftText}</span>}
              <Legend isLive={shown.isLive} />
              <IconButton icon="zoom-in" label="Zoom in" isSmall iconSize={14} isDisabled={zoom >= MAX_ZOOM} onPress={() => setZoom(zoom * 2)} />
              <IconButton icon="maximize" label="Fit the run" isSmall iconSize={14} isDisabled={zoom === 1} onPress={() => setZoom(1)} />
            </>
          }
        >
          <RunPicker shown={shown} />
          {canFold ? (
            <Button
              look="quiet"
              isSmall
              icon={isAllUnfolded ? 'fold-vertical' : 'unfold-vertical'}
              onPress={() => setUnfolded(new Set(isAllUnfolded ? [] : owners))}
            >
              {isAllUnfolded ? 'Fold trials' : 'Unfold trials'}
            </Button>
          ) : null}
          {shown.source === 'run' ? null : <MadeUp word={shown.source} />}
        </PaneBar>
        <div ref={box} className={styles.scroll} onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}>
          <div className={styles.head} style={{ width: NAMES + width }}>
            <div className={styles.columns}>
              <span>Job</span>
              <span>took</span>
            </div>
            <TimeAxis view={view} />
          </div>
          <div
            className={styles.tree}
            style={{ width: NAMES + width, height: view.height }}
            role="tree"
            aria-label={`Timeline of run ${shown.number}: ${sentence}`}
            tabIndex={0}
            data-initial-focus=""
            aria-activedescendant={active && rows.includes(active) ? rowId(active.key) : undefined}
            onKeyDown={onKeyDown}
          >
            <Rows view={view} rows={rows} selected={selected} rowId={rowId} onChoose={choose} onOpen={openLog} onToggle={toggle} />
          </div>
        </div>
      </div>
      {shown.isLive || timeline.criticalPath.length === 0 ? null : (
        <TimelineFacts timeline={timeline} onChoose={(task) => choose(task.replace(/[.[].*$/, ''))} />
      )}
    </div>
  );
}

function rowId(key: string): string {
  return `timeline-${key.replace(/[^\w-]/g, '_')}`;
}

function Legend({ isLive }: { readonly isLive: boolean }) {
  return (
    <span className={styles.legend} aria-hidden="true">
      <span>
        <svg width="18" height="8" aria-hidden="true">
          <path d="M0 5h18" className={styles.critical} />
        </svg>
        critical path
      </span>
      <span>
        <svg width="18" height="8" aria-hidden="true">
          <path d="M1 4h17" className={styles.slack} />
        </svg>
        could end later
      </span>
      <span>
        <svg width="18" height="10" aria-hidden="true">
          <rect x=".5" y=".5" width="17" height="9" rx="2" className={styles.reused} />
        </svg>
        {isLive ? 'reused, expected' : 'reused'}
      </span>
    </span>
  );
}
