import { EdgeLabelRenderer, ViewportPortal } from '@xyflow/react';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { handles } from '#shared/layout/handles.ts';
import type { Direction } from '#shared/layout/layout-file.ts';
import { pathOf } from '#shared/layout/path-of.ts';
import styles from './canvas.module.css';
import { nodeOfEnd, viewOfGhost } from './node-view-model.ts';
import { GateBody } from './nodes/gate-body.tsx';
import { JobCard } from './nodes/job-card.tsx';
import nodeStyles from './nodes/node.module.css';
import { routeBetween, type Scene, type SceneNode } from './scene-view-model.ts';
import { type DropGhostState, ghostOf } from './use-component-drop.ts';

/** The job that a drop would add, with the edges it would get. */
export function DropGhost({ ghost, scene }: { readonly ghost: DropGhostState; readonly scene: Scene }) {
  const found = ghostOf(ghost, scene);
  const job = ghost.plan?.pipeline.job(ghost.plan.name);
  if (!found || !job) return null;
  const { shape, box } = found;
  const view = viewOfGhost(shape, job);
  const node: SceneNode = {
    id: shape.id,
    shape,
    direction: scene.direction,
    box,
    view,
    handles: handles(shape, scene.direction),
    isPinned: false,
    frame: undefined,
  };
  const nodes = [...scene.nodes, node];
  const withGhost = { direction: scene.direction, nodes, byId: new Map(nodes.map((each) => [each.id, each])) };
  return (
    <>
      <EdgeLabelRenderer>
        <svg className={styles.overlay} aria-hidden="true">
          {edgesOfGate(ghost, shape.id).map(({ from, to }) => {
            const route = routeBetween(withGhost, from, to);
            return route && <path key={`${from} ${to}`} className={styles.proposed} d={pathOf(route.points)} />;
          })}
          {ghost.plan?.steps.map((step) => {
            if (step.kind !== 'connect' || (nodeOfEnd(step.args.from) !== shape.id && nodeOfEnd(step.args.to) !== shape.id)) return null;
            const route = routeBetween(withGhost, step.args.from, step.args.to);
            return route && <path key={`${step.args.from} ${step.args.to}`} className={styles.proposed} d={pathOf(route.points)} />;
          })}
        </svg>
      </EdgeLabelRenderer>
      <ViewportPortal>
        <GhostNode node={node} direction={scene.direction} />
        <span className={styles.label} data-kind="good" style={{ left: box.x + box.width / 2, top: box.y + box.height + 8 }}>
          <Icon name="plus" size={12} />
          {ghost.words}
        </span>
      </ViewportPortal>
    </>
  );
}

/** A gate comes with its edges: they are read from the pipeline as it will be. */
function edgesOfGate({ plan }: DropGhostState, id: string) {
  if (!plan?.steps.some((step) => step.kind === 'gate')) return [];
  return plan.pipeline.edges.filter((edge) => edge.kind === 'data' && (nodeOfEnd(edge.from) === id || nodeOfEnd(edge.to) === id));
}

/** A node that does not exist yet. */
export function GhostNode({ node, direction }: { readonly node: SceneNode; readonly direction: Direction }) {
  const { box, view } = node;
  return (
    <div className={styles.ghost} style={{ left: box.x, top: box.y, width: box.width, height: box.height }}>
      <div className={nodeStyles.node} data-ghost="true" data-silhouette={view.silhouette} data-direction={direction}>
        {view.silhouette === 'gate' ? (
          <GateBody view={view} width={box.width} height={box.height} direction={direction} isSelected={false} handles={node.handles} />
        ) : (
          <JobCard view={view} width={box.width} direction={direction} handles={node.handles} />
        )}
      </div>
    </div>
  );
}
