import { type DragEvent, useCallback, useEffect, useMemo, useRef } from 'react';
import { COMPONENT_DRAG_TYPE, type ComponentChoice } from '#renderer/state/components/component-list.store.ts';
import { addedWords } from '#renderer/state/components/library-use.store.ts';
import { useAppState } from '#renderer/state/context.ts';
import { useEdit } from '#renderer/state/hooks.ts';
import { ok } from '#shared/base/result.ts';
import type { Session } from '#shared/document/session-types.ts';
import type { ProjectTexts } from '#shared/edits/edit.ts';
import type { Point } from '#shared/layout/graph-shape.ts';
import { nodeSize } from '#shared/layout/node-size.ts';
import { shapeOf } from '#shared/layout/shape-of.ts';
import type { ComponentFiles } from '#shared/pipeline/pipeline.ts';
import type { TextEdit } from '#shared/yaml/text-edit.ts';
import { useCanvas } from './canvas-context.ts';
import { canvasEdits } from './canvas-edits.ts';
import { type DraggedComponent, type DropPlan, type DropStep, planDrop, readDragged } from './drop-view-model.ts';
import type { Scene } from './scene-view-model.ts';
import { type CanvasView, useLatest } from './use-viewport.ts';

export interface DropGhostState {
  readonly plan: DropPlan | undefined;
  readonly at: Point;
  readonly edits: readonly TextEdit[];
  /** "Drop to add after deploy". */
  readonly words: string;
}

const EDGE_REACH_PX = 14;

/** Components dragged from a list: a ghost that shows where the job and its edges would be, and the lines in the text. */
export function useComponentDrop({ session, scene, view }: { readonly session: Session; readonly scene: () => Scene; readonly view: CanvasView }) {
  const { proposal, announcer, workspace, libraryUse, components } = useAppState();
  const canvas = useCanvas();
  const edit = useEdit();
  const [ghost, setGhost, latest] = useLatest<DropGhostState | undefined>(undefined);
  const dragged = useRef<DraggedComponent | undefined>(undefined);
  const lastKey = useRef('');

  // What a drag carries may be read when it starts and when it ends, not in between.
  useEffect(() => {
    const start = (event: globalThis.DragEvent) => {
      dragged.current = readDragged(event.dataTransfer?.getData(COMPONENT_DRAG_TYPE) ?? '')?.component;
    };
    const end = () => {
      dragged.current = undefined;
    };
    document.addEventListener('dragstart', start);
    document.addEventListener('dragend', end);
    return () => {
      document.removeEventListener('dragstart', start);
      document.removeEventListener('dragend', end);
    };
  }, []);

  const clear = useCallback(() => {
    if (!latest()) return;
    setGhost(undefined);
    lastKey.current = '';
    proposal.setState({ proposal: undefined });
  }, [latest, proposal, setGhost]);

  const plan = useCallback(
    (component: DraggedComponent, at: Point) => {
      const { components } = workspace.documents;
      const context = { path: session.path, doc: session.doc, pipeline: session.pipeline, components, project: projectOf(components) };
      return planDrop({ context, scene: scene(), dragged: component, at, reach: EDGE_REACH_PX / view.viewport().zoom });
    },
    [scene, session, view, workspace],
  );

  const over = useCallback(
    (at: Point) => {
      const component = dragged.current;
      if (!component || !session.doc.readable) return;
      // Only another rank or column can change what would be written.
      const key = `${Math.round(at.x / 24)} ${Math.round(at.y / 12)}`;
      const before = latest();
      if (before && key === lastKey.current) {
        setGhost({ ...before, at });
        return;
      }
      lastKey.current = key;
      const planned = plan(component, at);
      if ('reason' in planned) {
        setGhost({ plan: undefined, at, edits: [], words: planned.message });
        proposal.setState({ proposal: undefined });
        return;
      }
      const words = planned.between ? 'Drop to put it between' : planned.after === undefined ? 'Drop to add' : `Drop to add after ${planned.after}`;
      setGhost({ plan: planned, at, edits: planned.edits, words });
      proposal.setState({ proposal: { path: session.path, edits: planned.edits, label: `Add job ${planned.name}` } });
    },
    [latest, plan, proposal, session, setGhost],
  );

  const drop = useCallback(
    async (choice: ComponentChoice, at: Point) => {
      clear();
      const placed = choice.library === undefined ? undefined : await libraryUse.pathFor(choice.library);
      if (choice.library !== undefined && placed === undefined) return;
      const path = placed?.path ?? choice.path;
      const planned = plan({ ...(path === undefined ? {} : { path }), ...(choice.ref === undefined ? {} : { ref: choice.ref }) }, at);
      if ('reason' in planned) {
        announcer.announce(planned.message, 'refusal');
        return;
      }
      const done = edit.group(`Add job ${planned.name}`, () => {
        for (const step of planned.steps) {
          const answer = applyStep(session, step);
          if (!answer.ok) return answer;
        }
        return ok(undefined);
      });
      if (!done.ok) return;
      components.use(choice);
      if (placed?.copied !== undefined) announcer.announce(addedWords(planned.name, placed.copied));
      canvas.select([`parent.jobs.${planned.name}`], true);
    },
    [announcer, canvas, clear, components, edit, libraryUse, plan, session],
  );

  const handlers = useMemo(
    () => ({
      onDragOver: (event: DragEvent) => {
        if (!event.dataTransfer.types.includes(COMPONENT_DRAG_TYPE)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        over(view.toGraph({ x: event.clientX, y: event.clientY }));
      },
      onDragLeave: (event: DragEvent) => {
        if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget)) clear();
      },
      onDrop: (event: DragEvent) => {
        const choice = readDragged(event.dataTransfer.getData(COMPONENT_DRAG_TYPE))?.choice;
        if (!choice) return;
        event.preventDefault();
        event.stopPropagation();
        void drop(choice, view.toGraph({ x: event.clientX, y: event.clientY }));
      },
    }),
    [clear, drop, over, view],
  );

  const cancel = useCallback(() => {
    if (!latest()) return false;
    clear();
    return true;
  }, [clear, latest]);

  return { ghost, handlers, cancel };
}

function applyStep(session: Session, step: DropStep) {
  if (step.kind === 'gate') return session.apply(canvasEdits.insertGate, step.args);
  return step.kind === 'add' ? session.apply(canvasEdits.addJob, step.args) : session.apply(canvasEdits.connect, step.args);
}

/** What an edit may read beside the pipeline while it is only tried. */
function projectOf(components: ComponentFiles): ProjectTexts {
  return {
    list: () => [],
    read: (path) => {
      const file = components.read(path);
      return typeof file === 'string' ? undefined : file.text;
    },
  };
}

/** The shape of the job that a plan adds, and where its ghost stands: under the pointer, on the grid. */
export function ghostOf(state: DropGhostState, scene: Scene) {
  const shape = state.plan && shapeOf(state.plan.pipeline).nodes.find((node) => node.id === `jobs.${state.plan?.name}`);
  if (!shape) return undefined;
  const { width, height } = nodeSize(shape, scene.direction);
  const snap = (value: number) => Math.round(value / 4) * 4;
  return { shape, box: { x: snap(state.at.x - width / 2), y: snap(state.at.y - height / 2), width, height } };
}
