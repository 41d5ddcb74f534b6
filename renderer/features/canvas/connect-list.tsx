import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { useEdit } from '#renderer/state/hooks.ts';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import type { Session } from '#shared/document/session-types.ts';
import { parseEnd } from '#shared/pipeline/end.ts';
import { useCanvas } from './canvas-context.ts';
import { canvasEdits } from './canvas-edits.ts';
import styles from './connect-list.module.css';
import { type Candidate, type ConnectWay, candidateFor, filterCandidates, oppositeEnds, sortCandidates } from './connect-view-model.ts';
import { nodeOfEnd, shortEnd } from './node-view-model.ts';
import { pointOfEnd, type Scene } from './scene-view-model.ts';
import type { CanvasView } from './use-viewport.ts';

export interface ConnectRequest {
  /** The ends that are held: one port, or all ports of a side of a job. */
  readonly held: readonly string[];
  readonly way: ConnectWay;
}

interface ListProps {
  readonly request: ConnectRequest;
  readonly session: Session;
  readonly scene: Scene;
  readonly view: CanvasView;
  readonly onClose: () => void;
}

type Row = { readonly kind: 'end'; readonly candidate: Candidate } | { readonly kind: 'output'; readonly from: string };

const WIDTH = 316;
/** Every row names its port too. */
const WIDE = 396;
const MOST_HEIGHT = 420;
const MOST_REFUSED = 60;

/** Connecting by keyboard: what can be connected, what would be replaced, and what cannot and why. Edge and text line are shown while choosing. */
export function ConnectList({ request, session, scene, view, onClose }: ListProps) {
  const { proposal, announcer } = useAppState();
  const canvas = useCanvas();
  const edit = useEdit();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const listId = useId();
  const box = useRef<HTMLDivElement>(null);
  const { possible, refused } = useMemo(() => candidatesOf(session, scene, request), [session, scene, request]);
  const rows = useMemo((): readonly Row[] => {
    const ends = filterCandidates(possible, query).map((candidate): Row => ({ kind: 'end', candidate }));
    const outputs =
      request.way === 'from' && query === ''
        ? request.held.filter((end) => parseEnd(end)?.kind === 'job-output').map((from): Row => ({ kind: 'output', from }))
        : [];
    return [...ends, ...outputs];
  }, [possible, query, request]);
  const not = useMemo(() => filterCandidates(refused, query).slice(0, MOST_REFUSED), [refused, query]);
  const current = rows[Math.min(at, rows.length - 1)];

  useEffect(() => {
    const shown = current?.kind === 'end' ? current.candidate : undefined;
    const preview = !current
      ? undefined
      : current.kind === 'end'
        ? session.preview(canvasEdits.connect, { from: current.candidate.from, to: current.candidate.to })
        : session.preview(canvasEdits.promoteOutput, promoteArgs(current.from));
    proposal.setState({
      proposal: preview?.ok
        ? { path: session.path, edits: preview.value.edits, label: 'Connect', ...(shown ? { edges: [{ from: shown.from, to: shown.to }] } : {}) }
        : undefined,
    });
  }, [current, proposal, session]);
  useEffect(() => () => proposal.setState({ proposal: undefined }), [proposal]);

  const choose = (row: Row | undefined) => {
    if (!row) return;
    onClose();
    proposal.setState({ proposal: undefined });
    if (row.kind === 'output') {
      edit.apply(canvasEdits.promoteOutput, promoteArgs(row.from));
      return;
    }
    const { from, to, state, refusal } = row.candidate;
    if (state === 'refused') announcer.announce(refusal?.message ?? '', 'refusal');
    else if (edit.apply(canvasEdits.connect, { from, to }).ok) canvas.select([to], true);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter') choose(current);
    else if (event.key === 'ArrowDown') setAt(Math.min(rows.length - 1, Math.min(at, rows.length - 1) + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, Math.min(at, rows.length - 1) - 1));
    else if (event.key === 'Tab') onClose();
    else return;
    event.preventDefault();
    requestAnimationFrame(() => box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }));
  };

  const title = request.held.length === 1 ? shortEnd(request.held[0] ?? '') : nodeOfEnd(request.held[0] ?? '').replace(/^jobs\./, '');
  const isMany = request.held.length > 1;
  const anchor = placeFor(request, scene, view);
  return (
    <>
      {anchor.port && <i className={styles.portFocus} style={{ left: anchor.port.x, top: anchor.port.y }} />}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a click beside the list closes it */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Escape does the same */}
      <div className={styles.backdrop} onClick={onClose} onPointerDown={(event) => event.stopPropagation()} />
      <div
        ref={box}
        role="dialog"
        aria-label={request.way === 'from' ? `Connect ${title} to` : `Connect into ${title}`}
        className={`${styles.list} nokey`}
        style={{ left: anchor.left, top: anchor.top, width: anchor.width }}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => event.stopPropagation()}
        onClick={(event) => event.stopPropagation()}
      >
        <div className={styles.head}>
          {request.way === 'from' ? (
            <>
              Connect <code>{title}</code> to
            </>
          ) : (
            <>
              Connect into <code>{title}</code>
            </>
          )}
        </div>
        <div className={styles.field}>
          <Icon name="search" size={14} />
          <input
            // biome-ignore lint/a11y/noAutofocus: opened by a key to type into
            autoFocus
            role="combobox"
            aria-label="Find a port"
            aria-expanded="true"
            aria-controls={listId}
            aria-activedescendant={current ? `${listId}-${rows.indexOf(current)}` : undefined}
            value={query}
            onChange={(event) => {
              setQuery(event.target.value);
              setAt(0);
            }}
          />
        </div>
        <div id={listId} role="listbox" aria-label="Ports" className={styles.rows}>
          {rows.map((row, k) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
            <div
              key={row.kind === 'end' ? `${row.candidate.from} ${row.candidate.to}` : `output ${row.from}`}
              id={`${listId}-${k}`}
              role="option"
              tabIndex={-1}
              aria-selected={row === current}
              className={styles.row}
              onClick={() => choose(row)}
              onPointerMove={() => k !== at && setAt(k)}
            >
              {row.kind === 'end' ? (
                <>
                  <i className={styles.dot} data-shape={shapeAt(scene, row.candidate.end)} />
                  <span className={styles.name}>{shortEnd(row.candidate.end)}</span>
                  <span className={styles.detail}>
                    {isMany
                      ? `${(request.way === 'from' ? shortEnd(row.candidate.from) : shortEnd(row.candidate.to)).split('.').pop()}: ${row.candidate.detail}`
                      : row.candidate.detail}
                  </span>
                </>
              ) : (
                <>
                  <Icon name="arrow-down-to-line" size={13} />
                  <span className={styles.words}>New pipeline output{isMany ? ` from ${shortEnd(row.from).split('.').pop()}` : ''}</span>
                </>
              )}
            </div>
          ))}
          {rows.length === 0 && <p className={styles.none}>{query === '' ? 'Nothing here can be connected.' : 'Nothing of this name can be connected.'}</p>}
          {not.length > 0 && (
            // biome-ignore lint/a11y/useSemanticElements: a group of options
            <div role="group" aria-label="Cannot be connected">
              <div className={styles.group} aria-hidden="true">
                Cannot be connected
              </div>
              {not.map((candidate) => (
                <div
                  key={`${candidate.from} ${candidate.to}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={false}
                  aria-disabled="true"
                  className={`${styles.row} ${styles.refused}`}
                  title={candidate.refusal?.message}
                >
                  <i className={styles.dot} data-shape={shapeAt(scene, candidate.end)} />
                  <span className={styles.name}>{shortEnd(candidate.end)}</span>
                  <span className={styles.detail}>{candidate.detail.replace(/^(would form a cycle):.*/, '$1')}</span>
                </div>
              ))}
            </div>
          )}
        </div>
        <div className={styles.foot}>
          <span>
            <kbd>↑</kbd>
            <kbd>↓</kbd>choose
          </span>
          <span>
            <kbd>Enter</kbd>connect
          </span>
          <span>
            <kbd>Esc</kbd>cancel
          </span>
        </div>
      </div>
    </>
  );
}

function candidatesOf(session: Session, scene: Scene, { held, way }: ConnectRequest) {
  const refuse = (from: string, to: string) => session.refuse(canvasEdits.connect, { from, to });
  const all = held.flatMap((each) => oppositeEnds(scene.pipeline, each, way).map((end) => candidateFor(scene.pipeline, each, way, end, refuse)));
  return sortCandidates(all);
}

function promoteArgs(end: string): { readonly job: string; readonly port: string } {
  const parts = parseEnd(end);
  return parts?.kind === 'job-output' ? { job: parts.job, port: parts.name } : { job: '', port: '' };
}

function shapeAt(scene: Scene, end: string): string | undefined {
  const view = scene.byId.get(nodeOfEnd(end))?.view;
  return [...(view?.inputs ?? []), ...(view?.outputs ?? [])].find((port) => port.end === end)?.shape ?? 'circle';
}

/** Beside the job: at its right while there is room, else at its left, never outside of the pane. */
function placeFor(request: ConnectRequest, scene: Scene, view: CanvasView) {
  const first = request.held[0] ?? '';
  const node = scene.byId.get(nodeOfEnd(first));
  const zoom = view.viewport().zoom;
  const corner = node ? view.toPane({ x: node.box.x, y: node.box.y }) : { x: 40, y: 40 };
  const width = request.held.length > 1 ? WIDE : WIDTH;
  const right = corner.x + (node?.box.width ?? 0) * zoom + 22;
  const left = right + width + 8 <= view.pane.width ? right : Math.max(8, corner.x - width - 22);
  const port = request.held.length === 1 ? pointOfEnd(scene, first, request.way === 'from' ? 'output' : 'input') : undefined;
  return {
    width,
    left: Math.max(8, Math.min(left, view.pane.width - width - 8)),
    top: Math.max(8, Math.min(corner.y - 8, view.pane.height - MOST_HEIGHT - 8)),
    port: port && view.toPane(port),
  };
}
