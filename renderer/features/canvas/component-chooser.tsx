import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { type ComponentItem, projectComponents } from '#renderer/state/components/component-list.store.ts';
import { useAppState } from '#renderer/state/context.ts';
import { useWorkspaceValue } from '#renderer/state/hooks.ts';
import { iconOfRole } from '#renderer/state/job-look.ts';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import type { Session } from '#shared/document/session-types.ts';
import type { Point } from '#shared/layout/graph-shape.ts';
import { useCanvas } from './canvas-context.ts';
import { fittingComponents } from './component-fit-view-model.ts';
import styles from './connect-list.module.css';
import { type ConnectWay, portAt } from './connect-view-model.ts';
import { shortEnd } from './node-view-model.ts';
import type { CanvasView } from './use-viewport.ts';

export interface ChooseRequest {
  readonly held: string;
  readonly way: ConnectWay;
  /** Where it was dropped, in the graph. */
  readonly at: Point;
}

const WIDTH = 316;

/** After a drop on empty canvas: the components that fit what is held. */
export function ComponentChooser({
  request,
  session,
  view,
  onClose,
}: {
  readonly request: ChooseRequest;
  readonly session: Session;
  readonly view: CanvasView;
  readonly onClose: () => void;
}) {
  const { components, workspace, commands } = useAppState();
  const canvas = useCanvas();
  const entries = useWorkspaceValue((state) => state.entries);
  const library = useStore(components.store, (state) => state.library);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => void components.load(), [components]);
  const type = portAt(session.pipeline, request.held)?.type;
  const items = useMemo(() => {
    const all = [...projectComponents(entries, workspace.documents.components), ...library];
    return fittingComponents(all, type, request.way, query);
  }, [entries, library, query, request.way, type, workspace]);
  const current = items[Math.min(at, items.length - 1)];
  const choose = (item: ComponentItem | undefined) => {
    if (!item) return;
    onClose();
    const job = /^parent\.jobs\.([^.]+)/.exec(request.held)?.[1];
    const place = { x: Math.round(request.at.x / 4) * 4, y: Math.round(request.at.y / 4) * 4, direction: canvas.scene()?.direction };
    commands.run('pipeline.addComponent', {
      choice: item.choice,
      at: place,
      ...(request.way === 'from' ? { from: request.held, ...(job === undefined ? {} : { after: job }) } : { into: request.held }),
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else if (event.key === 'Enter') choose(current);
    else if (event.key === 'ArrowDown') setAt(Math.min(items.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else return;
    event.preventDefault();
    requestAnimationFrame(() => box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }));
  };
  const place = view.toPane(request.at);
  const words = request.way === 'from' ? 'Add a job that reads' : 'Add a job that gives';
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a click beside the list closes it */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Escape does the same */}
      <div className={styles.backdrop} onClick={onClose} onPointerDown={(event) => event.stopPropagation()} />
      <div
        ref={box}
        role="dialog"
        aria-label={`${words} ${shortEnd(request.held)}`}
        className={`${styles.list} nokey`}
        style={{ left: Math.max(8, Math.min(place.x, view.pane.width - WIDTH - 8)), top: Math.max(8, Math.min(place.y, view.pane.height - 360)), width: WIDTH }}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => event.stopPropagation()}
      >
        <div className={styles.head}>
          {words} <code>{shortEnd(request.held)}</code>
        </div>
        <div className={styles.field}>
          <Icon name="search" size={14} />
          <input
            // biome-ignore lint/a11y/noAutofocus: opened by a drop to type into
            autoFocus
            role="combobox"
            aria-label="Find a component"
            aria-expanded="true"
            aria-controls="component-chooser"
            aria-activedescendant={current ? `choose-${current.key}` : undefined}
            value={query}
            onChange={(event) => {
              setQuery(event.target.value);
              setAt(0);
            }}
          />
        </div>
        <div id="component-chooser" role="listbox" aria-label="Components" className={styles.rows}>
          {items.map((item, k) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
            <div
              key={item.key}
              id={`choose-${item.key}`}
              role="option"
              tabIndex={-1}
              aria-selected={item === current}
              className={styles.row}
              onClick={() => choose(item)}
              onPointerMove={() => k !== at && setAt(k)}
            >
              <Icon name={iconOfRole(item.role)} size={14} />
              <span className={styles.words}>{item.title}</span>
              <span className={styles.detail}>{item.name}</span>
            </div>
          ))}
          {items.length === 0 && (
            <p className={styles.none}>
              {query === '' ? `No component here ${request.way === 'from' ? 'takes' : 'gives'} ${type ?? 'this'}.` : 'No component of this name fits.'}
            </p>
          )}
        </div>
      </div>
    </>
  );
}
