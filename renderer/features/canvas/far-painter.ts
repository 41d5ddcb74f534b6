import type { VerdictWord } from '#renderer/state/gates/gate-verdict.ts';
import type { JobStatus } from '#renderer/state/runs/job-run.ts';
import type { Box } from '#shared/layout/graph-shape.ts';
import { MEASURES } from '#shared/layout/measures.ts';
import type { CanvasUi } from './canvas-context.ts';
import { overlaps } from './edge-view-model.ts';
import { isFlatStatus } from './run-view-model.ts';
import type { Scene, SceneNode } from './scene-view-model.ts';
import { ADVANCE } from './text-fit.ts';
import { type Viewport, visibleBox } from './zoom-view-model.ts';

/** The colours that the painted graph needs, read from the tokens of the present theme. */
export interface FarColours {
  readonly canvas: string;
  readonly node: string;
  readonly line: string;
  readonly text: string;
  readonly dim: string;
  readonly edge: string;
  readonly edgeDim: string;
  readonly steel: string;
  readonly steelSoft: string;
  readonly accent: string;
  readonly failed: string;
  readonly heldFill: string;
  readonly heldLine: string;
  readonly onHeldFill: string;
  readonly passedSoft: string;
  readonly passedLine: string;
  readonly waterSoft: string;
  readonly water: string;
  readonly failedSoft: string;
  readonly runningSoft: string;
  readonly note: string;
  readonly font: string;
}

/** Reads the colours where `element` stands. */
export function readFarColours(element: Element): FarColours {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    canvas: token('--bg-canvas'),
    node: token('--bg-node'),
    line: token('--line-3'),
    text: token('--fg-1'),
    dim: token('--fg-3'),
    edge: token('--edge'),
    edgeDim: token('--edge-dim'),
    steel: token('--steel'),
    steelSoft: token('--steel-soft'),
    accent: token('--accent-line'),
    failed: token('--failed-line'),
    heldFill: token('--held-fill'),
    heldLine: token('--held-line'),
    onHeldFill: token('--on-held-fill'),
    passedSoft: token('--passed-soft'),
    passedLine: token('--passed-line'),
    waterSoft: token('--water-soft'),
    water: token('--water'),
    failedSoft: token('--failed-soft'),
    runningSoft: token('--running-soft'),
    note: token('--note'),
    font: token('--font-code'),
  };
}

type Pen = CanvasRenderingContext2D;
type Lit = Pick<CanvasUi, 'selected' | 'found' | 'isStale' | 'focus' | 'hasKeys' | 'flow' | 'run'>;

/** Paints the whole graph on one canvas element: below 45 % boxes with names, below 15 % bars (design.md §8). */
export function paintFar(
  pen: Pen,
  scene: Scene,
  view: Viewport,
  pane: { readonly width: number; readonly height: number },
  colours: FarColours,
  lit: Lit,
  scale: number,
): void {
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, pane.width, pane.height);
  pen.setTransform(scale * view.zoom, 0, 0, scale * view.zoom, scale * view.x, scale * view.y);
  const seen = visibleBox(view, pane);
  const isBars = view.zoom < 0.15;
  paintEdges(pen, scene, seen, view.zoom, colours, lit, isBars);
  for (const note of scene.notes) {
    if (!overlaps(note, seen)) continue;
    pen.fillStyle = colours.note;
    pen.fillRect(note.x, note.y, note.width, note.height);
  }
  for (const node of scene.nodes) {
    if (node.shape.quiet || !overlaps(node.box, seen)) continue;
    paintNode(pen, node, scene, view.zoom, colours, lit, isBars);
  }
}

function paintEdges(pen: Pen, scene: Scene, seen: Box, zoom: number, colours: FarColours, lit: Lit, isBars: boolean): void {
  for (const pass of ['plain', 'gated', 'wet', 'lit'] as const) {
    pen.beginPath();
    for (const edge of scene.edges) {
      const isLit =
        lit.selected.size > 0 &&
        (lit.selected.has(`parent.${edge.shape.from.node}`) || lit.selected.has(`parent.${edge.shape.to.node}`) || lit.selected.has(edge.id));
      const own = isLit ? 'lit' : edge.shape.gated ? (lit.flow.paths.get(edge.id) === 'wet' ? 'wet' : 'gated') : 'plain';
      if (own !== pass || !overlaps(edge.box, seen)) continue;
      edge.points.forEach((point, k) => {
        if (k === 0) pen.moveTo(point.x, point.y);
        else pen.lineTo(point.x, point.y);
      });
    }
    pen.lineWidth = (isBars ? 0.5 : pass === 'gated' || pass === 'wet' ? 3 : pass === 'lit' ? 1.5 : 1) / zoom;
    pen.strokeStyle =
      pass === 'lit'
        ? colours.accent
        : isBars || lit.isStale || lit.found
          ? colours.edgeDim
          : pass === 'gated'
            ? colours.steel
            : pass === 'wet'
              ? colours.water
              : colours.edge;
    pen.stroke();
  }
}

function paintNode(pen: Pen, node: SceneNode, scene: Scene, zoom: number, colours: FarColours, lit: Lit, isBars: boolean): void {
  const { view, box } = node;
  const isSelected = lit.selected.has(view.end);
  const isDimmed = lit.isStale || (lit.found !== undefined && !lit.found.has(node.id));
  const status = isDimmed || view.what !== 'job' ? undefined : lit.run?.jobs.get(view.name)?.status;
  const isFlat = isDimmed || (status ? isFlatStatus(status) : lit.flow.waiting.has(node.id));
  const verdict = isFlat ? undefined : lit.flow.gates.get(node.id)?.judged.verdict.verdict;
  const isEnd = view.what === 'input' || view.what === 'output';
  if (isBars) {
    pen.fillStyle = barColour(view, verdict, status, isSelected, isEnd || isFlat, colours);
    pen.fillRect(box.x, box.y, box.width, box.height);
    return;
  }
  const isGate = view.silhouette === 'gate';
  const pool = isGate && scene.direction === 'lr' ? box.width - MEASURES.gateWidth - MEASURES.tail : 0;
  const width = isGate ? MEASURES.gateWidth : box.width;
  const x = box.x + pool;
  pen.lineWidth = (isSelected ? 2 : 1) / zoom;
  pen.strokeStyle = isSelected
    ? colours.accent
    : view.errors > 0 && !isFlat
      ? colours.failed
      : isGate
        ? verdict === 'held-back'
          ? colours.heldLine
          : colours.steel
        : colours.line;
  pen.fillStyle = isGate ? gateFill(verdict, colours) : isFlat || isEnd ? colours.canvas : (boxFill(status, colours) ?? colours.node);
  if (!isSelected && !isGate) pen.strokeStyle = statusColour(status, colours) ?? pen.strokeStyle;
  if (pool > 0) {
    const before = pen.fillStyle;
    pen.fillStyle = verdict === 'held-back' || verdict === 'asking' ? colours.waterSoft : colours.steelSoft;
    pen.fillRect(box.x, box.y + 14, pool, box.height - 14);
    pen.strokeRect(box.x, box.y + 14, pool, box.height - 14);
    pen.fillStyle = before;
  }
  pen.beginPath();
  roundRect(pen, x, box.y, width, box.height, isEnd ? 14 : isGate ? 2 : view.silhouette === 'capsule' || view.silhouette === 'frame' ? 18 : 8);
  pen.setLineDash(
    view.what === 'off' || view.silhouette === 'capsule' || view.silhouette === 'frame' || view.silhouette === 'unknown' ? [4 / zoom, 3 / zoom] : [],
  );
  pen.fill();
  pen.stroke();
  pen.setLineDash([]);
  if (node.frame) {
    pen.setLineDash([4 / zoom, 3 / zoom]);
    pen.strokeRect(node.frame.x, node.frame.y, node.frame.width, node.frame.height);
    pen.setLineDash([]);
  }
  if (isGate) {
    pen.strokeStyle = isSelected ? colours.accent : colours.steel;
    pen.lineWidth = Math.max(5, 3 / zoom);
    pen.beginPath();
    for (const post of [x, x + width]) {
      pen.moveTo(post, box.y - 10);
      pen.lineTo(post, box.y + box.height + 10);
    }
    pen.stroke();
  }
  if (lit.hasKeys && lit.focus === view.end) {
    pen.lineWidth = 2 / zoom;
    pen.strokeStyle = colours.accent;
    pen.strokeRect(box.x - 4 / zoom, box.y - 4 / zoom, box.width + 8 / zoom, box.height + 8 / zoom);
  }
  if (isEnd || width * zoom < view.name.length * ADVANCE.code11 + 8) return;
  pen.font = `600 ${11 / zoom}px ${colours.font}`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillStyle = isFlat ? colours.dim : isGate && verdict === 'held-back' ? colours.onHeldFill : colours.text;
  pen.fillText(view.name, x + width / 2, box.y + box.height / 2);
}

/** A bar by its state: what a gate has said counts more than what is selected. */
function barColour(
  view: SceneNode['view'],
  verdict: VerdictWord | undefined,
  status: JobStatus | undefined,
  isSelected: boolean,
  isDim: boolean,
  colours: FarColours,
): string {
  if (verdict === 'held-back') return colours.heldLine;
  if (verdict === 'passed') return colours.passedLine;
  const own = statusColour(status, colours);
  if (own !== undefined) return own;
  if (isSelected) return colours.accent;
  if (verdict === 'failed' || view.errors > 0) return colours.failed;
  if (view.silhouette === 'gate') return colours.steel;
  return isDim ? colours.edgeDim : colours.edge;
}

/** The colour of a job's status where there is room for nothing else: passed, failed and running have one. */
export function statusColour(status: JobStatus | undefined, colours: FarColours): string | undefined {
  switch (status) {
    case 'passed':
      return colours.passedLine;
    case 'failed':
      return colours.failed;
    case 'held-back':
      return colours.heldLine;
    case 'running':
      return colours.accent;
    default:
      return undefined;
  }
}

function boxFill(status: JobStatus | undefined, colours: FarColours): string | undefined {
  return status === 'passed' ? colours.passedSoft : status === 'failed' ? colours.failedSoft : status === 'running' ? colours.runningSoft : undefined;
}

/** A gate from afar: amber when it held back, green once it has passed. */
function gateFill(verdict: VerdictWord | undefined, colours: FarColours): string {
  return verdict === 'held-back' ? colours.heldFill : verdict === 'passed' ? colours.passedSoft : colours.steelSoft;
}

function roundRect(pen: Pen, x: number, y: number, width: number, height: number, radius: number): void {
  const r = Math.min(radius, width / 2, height / 2);
  pen.moveTo(x + r, y);
  pen.arcTo(x + width, y, x + width, y + height, r);
  pen.arcTo(x + width, y + height, x, y + height, r);
  pen.arcTo(x, y + height, x, y, r);
  pen.arcTo(x, y, x + width, y, r);
  pen.closePath();
}
