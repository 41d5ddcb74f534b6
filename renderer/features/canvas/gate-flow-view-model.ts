import { countingVerdict } from '#renderer/state/gates/counting-verdict.ts';
import { changesOf, changeWords } from '#renderer/state/gates/rule-draft.ts';
import { type JudgedGate, keyOfGate, type VerdictsState } from '#renderer/state/gates/verdicts.store.ts';
import { jobsBehind } from '#renderer/state/jobs-behind.ts';
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
    let behindOf = 0;
    if (judged) {
      const { verdict } = judged.verdict;
      const isOpen = verdict === 'passed';
      views.set(gate, { judged });
      const behind = isOpen ? new Set<string>() : jobsBehind(pipeline, job.id);
      for (const edge of pipeline.edgesOutOf(job.id)) if (edge.gated) paths.set(edge.id, isOpen ? 'wet' : 'held');
      for (const name of behind)
        if (!waiting.has(`jobs.${name}`) || judged.source === 'run') waiting.set(`jobs.${name}`, judged.source === 'draft' ? 'Would wait' : 'Waiting');
      behindOf = behind.size;
    }
    const label = labelOf(gate, judged, behindOf, draft ? changeWords(changesOf(draft)) : '');
    if (label) labels.push(label);
  }
  return { gates: views, paths, waiting, labels };
}

/** The one label of a gate: that its rules are a draft, what it was judged on, who waits. */
function labelOf(gate: string, judged: JudgedGate | undefined, behind: number, changes: string): GateLabel | undefined {
  const draft = changes === '' ? '' : `Draft: ${changes}`;
  if (!judged) return draft === '' ? undefined : { gate, kind: 'draft', icon: 'pencil', text: draft };
  const { verdict } = judged.verdict;
  const jobs = behind === 0 ? '' : `${behind} ${behind === 1 ? 'job' : 'jobs'}`;
  const icon = verdict === 'asking' ? 'hourglass' : verdict === 'failed' ? 'circle-x' : verdict === 'passed' ? 'gate-open' : 'gate-closed';
  const label = (text: string): GateLabel => ({ gate, kind: verdict === 'held-back' ? 'held' : draft === '' ? 'plain' : 'draft', icon, text });
  if (judged.source === 'draft') return label(`${draft === '' ? '' : `${draft}. `}Tried on ${judged.on}${jobs === '' ? '' : `, ${jobs} would wait`}`);
  const waits = jobs === '' ? '' : `${jobs} ${behind === 1 ? 'waits' : 'wait'} ${verdict === 'asking' ? 'for the answer' : 'behind the gate'}`;
  const origin = judged.source === 'file' ? `Verdict of ${judged.on}` : '';
  const text = [draft, origin, waits].filter((part) => part !== '').join(', ');
  return text === '' ? undefined : label(text);
}

/** Where the label of a gate stands: right of its path, below the gate; left to right below its tail. */
export function placeLabels(scene: Scene, labels: readonly GateLabel[]): readonly (GateLabel & { readonly at: Point })[] {
  return labels.flatMap((label) => {
    const node = scene.byId.get(label.gate);
    if (!node) return [];
    const { box } = node;
    const verdict = node.view.outputs.find((port) => port.shape === 'bar') ?? node.view.outputs[0];
    const port = verdict && node.handles.get(verdict.end);
    const at =
      scene.direction === 'tb'
        ? { x: box.x + (port?.x ?? box.width / 2) + 14, y: box.y + box.height + 18 }
        : { x: box.x + box.width - 176, y: box.y + box.height + 14 };
    return [{ ...label, at }];
  });
}
