import { EdgeLabelRenderer, ViewportPortal } from '@xyflow/react';
import { useEffect, useMemo } from 'react';
import type { Proposal } from '#renderer/state/proposal.store.ts';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import type { Box } from '#shared/layout/graph-shape.ts';
import { handles } from '#shared/layout/handles.ts';
import { pathOf } from '#shared/layout/path-of.ts';
import { placeGraph } from '#shared/layout/place.ts';
import styles from './canvas.module.css';
import { GhostNode } from './drop-ghost.tsx';
import { placeGhost } from './ghost-place-view-model.ts';
import { nodeOfEnd, viewOfGhost } from './node-view-model.ts';
import { routeBetween, type Scene, type SceneNode } from './scene-view-model.ts';
import type { CanvasView } from './use-viewport.ts';
import { revealView, type Viewport } from './zoom-view-model.ts';

/** What a fix, a list or a panel would add: dashed edges and nodes, brought into view. */
export function Proposed({ proposal, scene, view }: { readonly proposal: Proposal; readonly scene: Scene; readonly view: CanvasView }) {
  const withGhosts = useMemo(() => addGhosts(scene, proposal), [scene, proposal]);
  const ghosts = withGhosts.nodes.slice(scene.nodes.length);
  const last = ghosts.at(-1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each proposal; a pan of the user is not taken back
  useEffect(() => {
    const to = view.pane.width > 0 ? viewOfGhosts(view, withGhosts, ghosts, proposal) : undefined;
    if (to) view.move(to, true);
  }, [proposal]);
  return (
    <>
      <EdgeLabelRenderer>
        <svg className={styles.overlay} aria-hidden="true">
          {(proposal.edges ?? []).map(({ from, to }) => {
            const route = routeBetween(withGhosts, from, to);
            return route && <path key={`${from} ${to}`} className={styles.proposed} data-proposed-from={from} data-proposed-to={to} d={pathOf(route.points)} />;
          })}
        </svg>
      </EdgeLabelRenderer>
      <ViewportPortal>
        {ghosts.map((node) => (
          <GhostNode key={node.id} node={node} direction={scene.direction} />
        ))}
        {last && (
          <span className={styles.label} data-kind="good" style={{ left: last.box.x, top: last.box.y + last.box.height + 8 }}>
            <Icon name="lightbulb" size={12} />
            Preview of the fix
          </span>
        )}
      </ViewportPortal>
    </>
  );
}

/** The view with all ghosts and the jobs beside them, where these fit into the pane; else with the first ghost. */
function viewOfGhosts(view: CanvasView, scene: Scene, ghosts: readonly SceneNode[], proposal: Proposal): Viewport | undefined {
  const first = ghosts[0];
  if (!first) return undefined;
  const near = neighbours(scene, first.id, proposal);
  const all = boundsOf([...ghosts.map((node) => node.box), ...near.sources, ...near.targets]);
  const { zoom } = view.viewport();
  const fits = all.width * zoom < view.pane.width - 80 && all.height * zoom < view.pane.height - 80;
  return revealView(view.viewport(), fits ? all : first.box, view.pane);
}

function neighbours(scene: Scene, id: string, { edges = [] }: Proposal): { readonly sources: readonly Box[]; readonly targets: readonly Box[] } {
  const boxes = (ends: readonly string[]) => [...new Set(ends.map(nodeOfEnd))].flatMap((each) => scene.byId.get(each)?.box ?? []);
  return {
    sources: boxes(edges.filter((edge) => nodeOfEnd(edge.to) === id).map((edge) => edge.from)),
    targets: boxes(edges.filter((edge) => nodeOfEnd(edge.from) === id).map((edge) => edge.to)),
  };
}

function boundsOf(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return { x, y, width: Math.max(...boxes.map((box) => box.x + box.width)) - x, height: Math.max(...boxes.map((box) => box.y + box.height)) - y };
}

/** The scene with nodes that do not exist yet, near what they read and what reads them; nothing else moves. */
function addGhosts(scene: Scene, proposal: Proposal): Scene {
  const shapes = (proposal.nodes ?? []).map((node) => node.shape);
  if (shapes.length === 0) return scene;
  const placement = placeGraph([...scene.memory.shapes, ...shapes], scene.memory.shape.edges, { direction: scene.direction, pinned: scene.memory.pinned });
  const nodes = [...scene.nodes];
  for (const { shape, job } of proposal.nodes ?? []) {
    const fallback = placement.boxes.get(shape.id);
    if (!fallback) continue;
    const now = { ...scene, byId: new Map(nodes.map((node) => [node.id, node])) };
    const taken = nodes.map((node) => node.box);
    const box = placeGhost(fallback, neighbours(now, shape.id, proposal), taken, scene.direction, fallback);
    const { direction } = scene;
    nodes.push({ id: shape.id, shape, direction, box, view: viewOfGhost(shape, job), handles: handles(shape, direction), isPinned: false, frame: undefined });
  }
  return { ...scene, nodes, byId: new Map(nodes.map((node) => [node.id, node])) };
}
