import { EdgeLabelRenderer, ViewportPortal } from '@xyflow/react';
import { useMemo } from 'react';
import type { Proposal } from '#renderer/state/proposal.store.ts';
import type { ShapeNode } from '#shared/layout/graph-shape.ts';
import { handles } from '#shared/layout/handles.ts';
import { pathOf } from '#shared/layout/path-of.ts';
import { placeGraph } from '#shared/layout/place.ts';
import styles from './canvas.module.css';
import { GhostNode } from './drop-ghost.tsx';
import { viewOfGhost } from './node-view-model.ts';
import { routeBetween, type Scene, type SceneNode } from './scene-view-model.ts';

/** What a fix, a list or a panel would add: dashed edges and nodes. */
export function Proposed({ proposal, scene }: { readonly proposal: Proposal; readonly scene: Scene }) {
  const withGhosts = useMemo(() => addGhosts(scene, proposal.nodes ?? []), [scene, proposal.nodes]);
  const ghosts = (proposal.nodes ?? []).map((shape) => withGhosts.byId.get(shape.id)).filter((node): node is SceneNode => node !== undefined);
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
      </ViewportPortal>
    </>
  );
}

/** The scene with nodes that do not exist yet, where the layout would put them; nothing else moves. */
function addGhosts(scene: Scene, shapes: readonly ShapeNode[]): Scene {
  if (shapes.length === 0) return scene;
  const placement = placeGraph([...scene.memory.shapes, ...shapes], scene.memory.shape.edges, { direction: scene.direction, pinned: scene.memory.pinned });
  const ghosts = shapes.flatMap((shape): SceneNode[] => {
    const box = placement.boxes.get(shape.id);
    return box
      ? [
          {
            id: shape.id,
            shape,
            direction: scene.direction,
            box,
            view: viewOfGhost(shape),
            handles: handles(shape, scene.direction),
            isPinned: false,
            frame: undefined,
          },
        ]
      : [];
  });
  const nodes = [...scene.nodes, ...ghosts];
  return { ...scene, nodes, byId: new Map(nodes.map((node) => [node.id, node])) };
}
