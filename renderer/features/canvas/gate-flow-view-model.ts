import { countingVerdict } from '#renderer/state/counting-verdict.ts';
import { jobsBehind } from '#renderer/state/jobs-behind.ts';
import { changesOf, changeWords } from '#renderer/state/rule-draft.ts';
import { type JudgedGate, keyOfGate, type VerdictsState } from '#renderer/state/verdicts.store.ts';
import type { IconName } from '#renderer/ui/icons/icon.tsx';
import type { Point } from '#shared/layout/graph-shape.ts';
import type { Pipeline } from '#shared/pipeline/pipeline.ts';
import type { Scene } from './scene-view-model.ts';

/** What is known of a gate's verdict. */
export interface GateView {
  readonly judged: JudgedGate;
}

/** Something said beside the path of a gate. */
export interface GateLabel {
  /** Id of the gate's node. */
  readonly gate: string;
  readonly kind: 'held' | 'plain' | 'draft';
  readonly icon: IconName;
  readonly text: string;
}

/** What verdicts mean for the graph. */
export interface GateFlow {
  /** By node id. */
  readonly gates: ReadonlyMap<string, GateView>;
  /** Gated paths by edge id: water runs, or none does. */
  readonly paths: ReadonlyMap<string, 'wet' | 'held'>;
  /** Nodes behind a gate that has not passed, and their word: "Waiting". */
  readonly waiting: ReadonlyMap<string, string>;
  readonly labels: readonly GateLabel[];
}

export const NO_FLOW: GateFlow = { gates: new Map(), paths: new Map(), waiting: new Map(), labels: [] };

/** What the verdicts and drafts that are known of a pipeline's gates mean for its graph. */
export function gateFlowOf(pipeline: Pipeline, path: string, known: Pick<VerdictsState, 'judged' | 'drafts'>): GateFlow {
  const gates = pipeline.jobs.filter((job) => job.isGate && (known.judged[keyOfGate(path, job.id)] ?? known.drafts[keyOfGate(path, job.id)]) !== undefined);
  if (gates.length === 0) return NO_FLOW;
  const views = new Map<string, GateView>();
  const paths = new Map<string, 'wet' | 'held'>();
  const waiting = new Map<string, string>();
  const labels: GateLabel[] = [];
  for (const job of gates) {
    const draft = known.drafts[keyOfGate(path, job.id)];
    const judged = countingVerdict(job, known.judged[keyOfGate(path, job.id)], draft);
    const gate = `jobs.${job.id}`;
    if (judged) {
      const { verdict } = judged.verdict;
      const isOpen = verdict === 'passed';
      views.set(gate, { judged });
      const behind = isOpen ? new Set<string>() : jobsBehind(pipeline, job.id);
      for (const edge of pipeline.edgesOutOf(job.id)) if (edge.gated) paths.set(edge.id, isOpen ? 'wet' : 'held');
      for (const name of behind)
        if (!waiting.has(`jobs.${name}`) || judged.source === 'run') waiting.set(`jobs.${name}`, judged.source === 'draft' ? 'Would wait' : 'Waiting');
      labels.push(...labelsOf(gate, judged, behind.size));
    }
    if (draft) {
      const words = changeWords(changesOf(draft));
      if (words !== '') labels.push({ gate, kind: 'draft', icon: 'pencil', text: `Draft: ${words}` });
    }
  }
  return { gates: views, paths, waiting, labels };
}

function labelsOf(gate: string, judged: JudgedGate, behind: number): GateLabel[] {
  const { verdict } = judged.verdict;
  const kind = verdict === 'held-back' ? 'held' : 'plain';
  const icon = verdict === 'asking' ? 'hourglass' : verdict === 'failed' ? 'circle-x' : verdict === 'passed' ? 'gate-open' : 'gate-closed';
  const jobs = `${behind} ${behind === 1 ? 'job' : 'jobs'}`;
  if (judged.source === 'draft') {
    const then = behind === 0 ? '' : `, ${jobs} would wait`;
    return [{ gate, kind, icon, text: `Tried on ${judged.on}${then}` }];
  }
  const labels: GateLabel[] = judged.source === 'file' ? [{ gate, kind: 'plain', icon: 'file-json', text: `Verdict of ${judged.on}` }] : [];
  if (behind > 0) {
    const text = `${jobs} ${behind === 1 ? 'waits' : 'wait'} ${verdict === 'asking' ? 'for the answer' : 'behind the gate'}`;
    labels.unshift({ gate, kind, icon, text });
  }
  return labels;
}

/** Where the labels of a gate stand: right of its path, below the gate; left to right below its tail. */
export function placeLabels(scene: Scene, labels: readonly GateLabel[]): readonly (GateLabel & { readonly at: Point })[] {
  const counts = new Map<string, number>();
  for (const { gate } of labels) counts.set(gate, (counts.get(gate) ?? 0) + 1);
  const used = new Map<string, number>();
  return labels.flatMap((label) => {
    const node = scene.byId.get(label.gate);
    if (!node) return [];
    const row = used.get(label.gate) ?? 0;
    used.set(label.gate, row + 1);
    const { box } = node;
    const verdict = node.view.outputs.find((port) => port.shape === 'bar') ?? node.view.outputs[0];
    const port = verdict && node.handles.get(verdict.end);
    const first = (counts.get(label.gate) ?? 1) === 1 ? 18 : 3;
    const at =
      scene.direction === 'tb'
        ? { x: box.x + (port?.x ?? box.width / 2) + 14, y: box.y + box.height + first + row * 22 }
        : { x: box.x + box.width - 176, y: box.y + box.height + 12 + row * 24 };
    return [{ ...label, at }];
  });
}
