import { ViewportPortal } from '@xyflow/react';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import type { Session } from '#shared/document/session-types.ts';
import { pathOf } from '#shared/layout/path-of.ts';
import { routeDragged } from '#shared/layout/route-dragged.ts';
import type { TextEdit } from '#shared/yaml/text-edit.ts';
import styles from './canvas.module.css';
import type { ConnectState } from './connect-gesture.ts';
import { type Candidate, portAt } from './connect-view-model.ts';
import { beforePort, besidePointer } from './label-place-view-model.ts';
import { shortEnd } from './node-view-model.ts';
import { routeBetween, type Scene } from './scene-view-model.ts';
import type { CanvasView } from './use-viewport.ts';
import { writtenLines, yamlParts } from './written-lines-view-model.ts';

/** The line that is drawn, the reasons of refused ports, and what will be written. */
export function ConnectOverlay({
  state,
  scene,
  view,
  session,
}: {
  readonly state: ConnectState;
  readonly scene: Scene;
  readonly view: CanvasView;
  readonly session: Session;
}) {
  const { snapped } = state;
  const isRefused = snapped?.candidate.state === 'refused';
  const at = snapped?.at ?? state.pointer;
  const foot = view.toPane({ x: at.x, y: at.y });
  const words = snapped ? snappedWords(snapped.candidate) : heldWords(state, scene);
  return (
    <>
      <ViewportPortal>
        <svg className={styles.overlay} aria-hidden="true">
          <path className={styles.dragLine} data-kind={isRefused ? 'refused' : snapped ? 'snapped' : 'loose'} d={lineOf(state, scene)} />
        </svg>
      </ViewportPortal>
      {state.reasons
        .filter((reason) => reason.candidate !== snapped?.candidate)
        .map(({ candidate, at: place }) => {
          const point = view.toPane(place);
          return (
            <span key={candidate.end} className={styles.label} data-kind="refused" style={beforePort(point, candidate.detail, view.pane, scene.direction)}>
              <Icon name="ban" size={12} />
              {candidate.detail}
            </span>
          );
        })}
      <span
        className={styles.label}
        data-kind={snapped ? (isRefused ? 'bad' : 'good') : undefined}
        data-pointer="true"
        style={besidePointer(foot, words, view.pane)}
      >
        {snapped && <Icon name={isRefused ? 'ban' : 'link'} size={12} />}
        <span className={styles.labelWords}>{words}</span>
      </span>
      <WriteBar
        text={session.text}
        edits={state.edits}
        idle={isRefused ? 'This cannot be connected.' : 'Drop on a port to connect, on the canvas to add a job.'}
      />
    </>
  );
}

/** The bar at the foot: the line that a gesture will write. */
export function WriteBar({ text, edits, idle }: { readonly text: string; readonly edits: readonly TextEdit[]; readonly idle: string }) {
  const lines = writtenLines(text, edits);
  const first = lines.find((line) => line.text.includes('${{')) ?? lines[0];
  return (
    <div className={styles.writes}>
      {first ? (
        <>
          Writes {lines.length === 1 ? '1 line' : `${lines.length} lines`}
          <span className={styles.diffLine}>
            <span className={styles.lineNumber}>{first.line}</span>
            <YamlLine line={first.text} />
          </span>
        </>
      ) : (
        idle
      )}
      <kbd className={styles.key}>Esc</kbd>cancels
    </div>
  );
}

function YamlLine({ line }: { readonly line: string }) {
  return yamlParts(line).map((part, k) => {
    const className = part.kind === 'key' ? styles.yamlKey : part.kind === 'punct' ? styles.yamlPunct : part.kind === 'expr' ? styles.yamlExpr : undefined;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one line are never reordered
      <span key={k} className={className}>
        {part.text}
      </span>
    );
  });
}

function lineOf(state: ConnectState, scene: Scene): string {
  const { snapped } = state;
  if (snapped && snapped.candidate.state !== 'refused') {
    const route = routeBetween(scene, snapped.candidate.from, snapped.candidate.to);
    if (route) return pathOf(route.points);
  }
  const end = snapped?.at ?? state.pointer;
  const dot = (point: { readonly x: number; readonly y: number }) => ({ x: point.x, y: point.y, width: 0, height: 0 });
  const [a, b] = state.way === 'from' ? [state.start, end] : [end, state.start];
  return pathOf(routeDragged(a, b, { direction: scene.direction, from: dot(a), to: dot(b), others: [] }).points);
}

function snappedWords(candidate: Candidate): string {
  if (candidate.state === 'refused') return candidate.detail;
  const name = shortEnd(candidate.end).split('.').pop();
  return `Connect to ${name}${candidate.state === 'replaces' ? `, ${candidate.detail}` : ''}`;
}

function heldWords(state: ConnectState, scene: Scene): string {
  const type = portAt(scene.pipeline, state.held)?.type;
  return `${shortEnd(state.held)}${type ? `, ${type}` : ''}`;
}
