import { EdgeLabelRenderer } from '@xyflow/react';
import { Fragment, memo, useMemo } from 'react';
import type { Box } from '#shared/layout/graph-shape.ts';
import { useCanvasUi } from './canvas-context.ts';
import styles from './edge-layer.module.css';
import { backArrow, type EdgeGroup, groupEdges, wordPoint } from './edge-view-model.ts';
import type { GateFlow } from './gate-flow-view-model.ts';
import { type EdgeRun, edgeRunOf, type RunView } from './run-view-model.ts';
import { type Scene, type SceneEdge, sameItems, valueEdges } from './scene-view-model.ts';

/** All edges in view, below the nodes. Values are shown while their job is selected or hovered. */
export const EdgeLayer = memo(function EdgeLayer({ scene, view }: { readonly scene: Scene; readonly view: Box | undefined }) {
  const selected = useCanvasUi((ui) => ui.selected);
  const hover = useCanvasUi((ui) => ui.hover);
  const focus = useCanvasUi((ui) => (ui.hasKeys ? ui.focus : undefined));
  const found = useCanvasUi((ui) => ui.found);
  const isStale = useCanvasUi((ui) => ui.isStale);
  const flow = useCanvasUi((ui) => ui.flow);
  const run = useCanvasUi((ui) => ui.run);
  const focusedEdge = focus?.startsWith('edge:') ? focus : undefined;
  const lit = useMemo(() => scene.edges.filter((edge) => edge.id === focusedEdge || isLit(edge, selected)), [scene.edges, selected, focusedEdge]);
  const groups = useMemo(() => {
    const above = new Set(lit);
    return groupEdges(above.size === 0 ? scene.edges : scene.edges.filter((edge) => !above.has(edge)), view);
  }, [scene.edges, lit, view]);
  const shown = useMemo(() => valueEdges(scene, nodesNear(selected, hover)), [scene, selected, hover]);
  const words = useMemo(() => scene.edges.filter((edge) => edge.edge.branch === 'true' || edge.edge.branch === 'false'), [scene.edges]);
  return (
    <EdgeLabelRenderer>
      <svg className={styles.layer} aria-hidden="true">
        <defs>
          <marker id="canvas-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto" markerUnits="userSpaceOnUse">
            <path className={styles.arrow} d="M0 .8 7 4 0 7.2z" />
          </marker>
        </defs>
        {scene.nodes.map(
          (node) =>
            node.frame && (
              <rect key={node.id} className={styles.frame} x={node.frame.x} y={node.frame.y} width={node.frame.width} height={node.frame.height} rx={12} />
            ),
        )}
        {groups.map((group) => (
          <Group
            key={group.key}
            group={group}
            direction={scene.direction}
            found={found}
            isStale={isStale}
            flow={flow}
            run={run}
            states={statesOf(group, run)}
          />
        ))}
        {shown.map((edge) => (
          <Line
            key={edge.id}
            edge={edge}
            direction={scene.direction}
            className={`${styles.edge} ${styles.value} ${isLit(edge, selected) ? styles.selected : ''}`}
            hasHalo
          />
        ))}
        {lit.map((edge) => (
          <Fragment key={edge.id}>
            {!edge.shape.gated && <path className={styles.casing} d={edge.path} />}
            <Line
              edge={edge}
              direction={scene.direction}
              className={`${styles.edge} ${kindClass(edge)} ${edge.id === focusedEdge ? styles.focused : styles.selected}`}
              water={flow.paths.get(edge.id)}
              run={edgeRunOf(edge, run)}
            />
          </Fragment>
        ))}
      </svg>
      {words.map((edge) => {
        const at = wordPoint(edge.points, scene.direction);
        return (
          <span key={edge.id} className={styles.word} data-run={edgeRunOf(edge, run)} style={{ left: at.x, top: at.y }}>
            {edge.edge.branch}
          </span>
        );
      })}
    </EdgeLabelRenderer>
  );
});

interface GroupProps {
  readonly group: EdgeGroup;
  readonly direction: Scene['direction'];
  readonly found: ReadonlySet<string> | undefined;
  readonly isStale: boolean;
  readonly flow: GateFlow;
  readonly run: RunView | undefined;
  /** What the run says of its edges, in one word: only another one draws them again. */
  readonly states: string;
}

function statesOf(group: EdgeGroup, run: RunView | undefined): string {
  return run ? group.edges.map((edge) => edgeRunOf(edge, run) ?? '').join() : '';
}

const Group = memo(
  function Group({ group, direction, found, isStale, flow, run }: GroupProps) {
    return (
      <g>
        {group.edges.map((edge) => !edge.shape.gated && <path key={edge.id} className={styles.halo} d={edge.path} />)}
        {group.edges.map((edge) => {
          const water = flow.paths.get(edge.id);
          const isFound = found === undefined || (found.has(edge.shape.from.node) && found.has(edge.shape.to.node));
          // What leads to a job that waits has nothing to bring yet.
          const state = isStale || !isFound ? undefined : edgeRunOf(edge, run);
          const isWaiting = run ? state === 'dry' || state === 'not-taken' : flow.waiting.has(edge.shape.to.node);
          const isDim = isStale || !isFound || (water === undefined && isWaiting);
          return (
            <Line
              key={edge.id}
              edge={edge}
              direction={direction}
              className={`${styles.edge} ${kindClass(edge)} ${isDim ? styles.dim : ''}`}
              water={water}
              run={state}
            />
          );
        })}
      </g>
    );
  },
  (before, after) =>
    before.direction === after.direction &&
    before.found === after.found &&
    before.isStale === after.isStale &&
    before.flow === after.flow &&
    before.states === after.states &&
    sameItems(before.group.edges, after.group.edges),
);

function Line({
  edge,
  direction,
  className,
  hasHalo,
  water,
  run,
}: {
  readonly edge: SceneEdge;
  readonly direction: Scene['direction'];
  readonly className: string;
  readonly hasHalo?: boolean;
  /** Of a gated path with a verdict. */
  readonly water?: 'wet' | 'held' | undefined;
  readonly run?: EdgeRun | undefined;
}) {
  const arrow = edge.against ? backArrow(edge.points, direction) : undefined;
  return (
    <g
      className={className}
      data-edge={edge.id}
      data-edge-from={edge.edge.from}
      data-edge-to={edge.edge.to}
      data-edge-kind={edge.shape.gated ? 'gated' : edge.shape.kind}
      data-water={water}
      data-run={run}
    >
      {hasHalo && <path className={styles.halo} d={edge.path} />}
      {edge.shape.gated ? (
        <>
          <path className={styles.banks} d={edge.path} />
          <path className={styles.bed} d={edge.path} />
          {water === 'wet' && <path className={styles.flow} d={edge.path} />}
        </>
      ) : (
        <path className={styles.line} d={edge.path} markerEnd={edge.shape.kind === 'control' ? 'url(#canvas-arrow)' : undefined} />
      )}
      {arrow && <path className={styles.back} transform={`translate(${arrow.x} ${arrow.y}) rotate(${arrow.angle})`} d="M-4 -5 5 0-4 5z" />}
      <path className={styles.hit} d={edge.path} />
    </g>
  );
}

function kindClass(edge: SceneEdge): string {
  return (edge.shape.kind === 'control' ? styles.control : edge.shape.kind === 'setting' ? styles.value : '') ?? '';
}

/** An edge is lit with its job, its port or itself. */
function isLit(edge: SceneEdge, selected: ReadonlySet<string>): boolean {
  if (selected.size === 0) return false;
  const { from, to } = edge.edge;
  return (
    selected.has(edge.id) ||
    selected.has(from) ||
    selected.has(to) ||
    selected.has(`parent.${edge.shape.from.node}`) ||
    selected.has(`parent.${edge.shape.to.node}`)
  );
}

/** Ids of the nodes whose values are shown: selected, or under the pointer. */
export function nodesNear(selected: ReadonlySet<string>, hover: string | undefined): ReadonlySet<string> {
  const nodes = new Set<string>();
  for (const end of selected) if (!end.startsWith('edge:')) nodes.add(end.split('.').slice(1, 3).join('.'));
  if (hover !== undefined && !hover.startsWith('edge:')) nodes.add(hover);
  return nodes;
}
