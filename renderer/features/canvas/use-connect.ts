import { type PointerEvent as ReactPointerEvent, useCallback, useEffect, useRef } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { useAppState } from '#renderer/state/context.ts';
import { useEdit } from '#renderer/state/hooks.ts';
import type { Session } from '#shared/document/session-types.ts';
import { type CanvasUi, useCanvas } from './canvas-context.ts';
import { canvasEdits } from './canvas-edits.ts';
import type { ChooseRequest } from './component-chooser.tsx';
import { ConnectGesture, type ConnectState } from './connect-gesture.ts';
import { controlPoint } from './control-ends-view-model.ts';
import { endNear } from './edge-view-model.ts';
import { pointOfEnd, type Scene, type SceneEdge } from './scene-view-model.ts';
import { type CanvasView, useLatest } from './use-viewport.ts';
import { visibleBox } from './zoom-view-model.ts';

const DRAG_PX = 4;
const EDGE_END_PX = 28;

interface Press {
  readonly x: number;
  readonly y: number;
  readonly gesture: ConnectGesture;
  isMoving: boolean;
}

interface ConnectParts {
  readonly session: Session;
  readonly scene: () => Scene;
  readonly view: CanvasView;
  readonly ui: StoreApi<CanvasUi>;
  /** A drop on empty canvas: what could be added there. */
  readonly choose: (request: ChooseRequest) => void;
}

/** Connecting by pointer: press on a port, or near the end of an edge, and drag. */
export function useConnect({ session, scene, view, ui, choose }: ConnectParts): {
  readonly state: ConnectState | undefined;
  readonly onPress: (event: ReactPointerEvent) => boolean;
  readonly cancel: () => boolean;
} {
  const { proposal, announcer } = useAppState();
  const canvas = useCanvas();
  const edit = useEdit();
  const [state, setState, latest] = useLatest<ConnectState | undefined>(undefined);
  const press = useRef<Press | undefined>(undefined);
  const stop = useRef<() => void>(() => undefined);

  const end = useCallback(() => {
    stop.current();
    press.current = undefined;
    setState(undefined);
    ui.setState({ targets: undefined });
    if (proposal.getState().proposal?.path === session.path) proposal.setState({ proposal: undefined });
  }, [proposal, session, setState, ui]);

  const drop = useCallback(() => {
    const now = latest();
    end();
    if (!now) return;
    const candidate = now.snapped?.candidate;
    if (candidate?.state === 'refused') {
      announcer.announce(candidate.refusal?.message ?? candidate.detail, 'refusal');
      return;
    }
    if (candidate) {
      const done = edit.apply(canvasEdits.connect, { from: candidate.from, to: candidate.to });
      if (done.ok) canvas.select([candidate.to]);
      return;
    }
    choose({ held: now.held, way: now.way, at: now.pointer });
  }, [announcer, canvas, choose, edit, end, latest]);

  const step = useCallback(
    (event: PointerEvent) => {
      const held = press.current;
      if (!held) return;
      if (!held.isMoving && Math.hypot(event.clientX - held.x, event.clientY - held.y) < DRAG_PX) return;
      held.isMoving = true;
      const viewport = view.viewport();
      const seen = seenKey(view);
      const next = held.gesture.at(view.toGraph({ x: event.clientX, y: event.clientY }), seen, viewport.zoom);
      const before = latest();
      if (before?.targets === undefined || before.snapped?.candidate !== next.snapped?.candidate) {
        ui.setState({ targets: next.targets });
        const { snapped, edits } = next;
        proposal.setState({
          proposal:
            snapped && edits.length > 0
              ? { path: session.path, edits, label: canvasEdits.connect.label({ from: snapped.candidate.from, to: snapped.candidate.to }) }
              : undefined,
        });
      }
      setState(next);
    },
    [latest, proposal, session, setState, ui, view],
  );

  const onPress = useCallback(
    (event: ReactPointerEvent): boolean => {
      if (event.button !== 0 || press.current || !(event.target instanceof Element)) return false;
      const gesture = gestureFor(event.target, view.toGraph({ x: event.clientX, y: event.clientY }), session, scene, view.viewport().zoom);
      if (!gesture) return false;
      press.current = { x: event.clientX, y: event.clientY, gesture, isMoving: false };
      const release = () => {
        const wasMoving = press.current?.isMoving;
        if (wasMoving) {
          drop();
          // The click that follows the drop belongs to the gesture.
          window.addEventListener('click', (click) => click.stopPropagation(), { capture: true, once: true });
        } else end();
      };
      const onEscape = (key: KeyboardEvent) => {
        if (key.key !== 'Escape') return;
        key.preventDefault();
        key.stopPropagation();
        end();
      };
      window.addEventListener('pointermove', step);
      window.addEventListener('pointerup', release);
      window.addEventListener('pointercancel', end);
      window.addEventListener('keydown', onEscape, true);
      stop.current = () => {
        window.removeEventListener('pointermove', step);
        window.removeEventListener('pointerup', release);
        window.removeEventListener('pointercancel', end);
        window.removeEventListener('keydown', onEscape, true);
      };
      return true;
    },
    [drop, end, scene, session, step, view],
  );

  const cancel = useCallback(() => {
    if (!press.current) return false;
    end();
    announcer.announce('Cancelled.');
    return true;
  }, [announcer, end]);

  useEffect(() => () => stop.current(), []);
  return { state, onPress, cancel };
}

// The gesture asks again for the ports in view when this object changes, so it is kept while the view stands still.
const keys = new WeakMap<CanvasView, { readonly key: string; readonly box: ReturnType<typeof visibleBox> }>();

function seenKey(view: CanvasView): ReturnType<typeof visibleBox> {
  const viewport = view.viewport();
  const key = `${viewport.x} ${viewport.y} ${viewport.zoom}`;
  const known = keys.get(view);
  if (known?.key === key) return known.box;
  const box = visibleBox(viewport, view.pane);
  keys.set(view, { key, box });
  return box;
}

function gestureFor(
  target: Element,
  point: { readonly x: number; readonly y: number },
  session: Session,
  scene: () => Scene,
  zoom: number,
): ConnectGesture | undefined {
  const port = target.closest<HTMLElement>('[data-port]');
  const end = port?.dataset.port;
  if (port && end && !end.startsWith('more.')) {
    const side = port.dataset.side === 'output' ? 'output' : 'input';
    const start = pointOfEnd(scene(), end, side) ?? controlPoint(scene(), end);
    return start && new ConnectGesture(session, scene, end, side === 'output' ? 'from' : 'into', start);
  }
  const id = target.closest<SVGGElement>('[data-edge]')?.dataset.edge;
  const edge = id === undefined ? undefined : scene().edges.find((each) => each.id === id);
  return edge && edge.shape.kind === 'data' ? gestureForEdge(edge, point, session, scene, zoom) : undefined;
}

function gestureForEdge(
  edge: SceneEdge,
  point: { readonly x: number; readonly y: number },
  session: Session,
  scene: () => Scene,
  zoom: number,
): ConnectGesture | undefined {
  const near = endNear(edge, point, EDGE_END_PX / zoom);
  if (!near) return undefined;
  const [held, side] = near === 'to' ? ([edge.edge.from, 'output'] as const) : ([edge.edge.to, 'input'] as const);
  const start = pointOfEnd(scene(), held, side);
  return start && new ConnectGesture(session, scene, held, side === 'output' ? 'from' : 'into', start);
}
