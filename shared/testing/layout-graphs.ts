import type { Shape, ShapeEdge, ShapeNode, ShapePort, Silhouette } from '#shared/layout/graph-shape.ts';

/** A job of a made-up graph: inputs with what they read (`split.train_data`, `in.raw`), and outputs. */
export interface JobSpec {
  readonly silhouette?: Silhouette;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly outputs?: readonly string[];
  readonly rules?: number;
  readonly note?: string;
  readonly body?: string;
}

/** Nodes and edges as the layout wants them. */
export function graphOf(jobs: Readonly<Record<string, JobSpec>>, inputs: readonly string[] = []): Shape {
  const edges = Object.entries(jobs).flatMap(([job, spec]) =>
    Object.entries(spec.inputs ?? {}).map(([port, source]): ShapeEdge => {
      const [from = '', output = ''] = source.split('.');
      const start =
        from === 'in' ? { node: `inputs.${output}`, port: `parent.inputs.${output}` } : { node: `jobs.${from}`, port: `parent.jobs.${from}.outputs.${output}` };
      const end = { node: `jobs.${job}`, port: `parent.jobs.${job}.inputs.${port}` };
      return { id: `edge:${source}>${job}.${port}`, from: start, to: end, kind: 'data', ...(port === 'gate' ? { gated: true } : {}) };
    }),
  );
  const ends = inputs.map((name): ShapeNode => ({ ...blank(`inputs.${name}`, 'input', name), outputs: [port(`parent.inputs.${name}`, name)] }));
  const nodes = Object.entries(jobs).map(
    ([id, spec]): ShapeNode => ({
      ...blank(`jobs.${id}`, spec.silhouette ?? 'card', id),
      note: spec.note,
      rules: spec.rules ?? 0,
      body: spec.body === undefined ? undefined : `jobs.${spec.body}`,
      inputs: Object.keys(spec.inputs ?? {}).map((name) => port(`parent.jobs.${id}.inputs.${name}`, name)),
      outputs: (spec.outputs ?? []).map((name) => port(`parent.jobs.${id}.outputs.${name}`, name)),
    }),
  );
  return { nodes: [...ends, ...nodes], edges };
}

/** The pipeline of design.md's pictures. */
export const CHURN: Shape = graphOf(
  {
    prepare: { inputs: { raw_data: 'in.raw_data' }, outputs: ['clean_data'] },
    split: { inputs: { data: 'prepare.clean_data' }, outputs: ['train_data', 'test_data'] },
    train: { inputs: { train_data: 'split.train_data' }, outputs: ['model'] },
    tune: { silhouette: 'sweep', inputs: { train_data: 'split.train_data' }, outputs: ['model'] },
    evaluate: { inputs: { model: 'tune.model', test_data: 'split.test_data', baseline_model: 'train.model' }, outputs: ['metrics', 'report'] },
    quality_gate: { silhouette: 'gate', rules: 4, inputs: { metrics: 'evaluate.metrics', baseline: 'in.champion_metrics' }, outputs: ['verdict'] },
    register: { inputs: { model: 'tune.model', gate: 'quality_gate.verdict' }, outputs: ['registered'] },
    deploy: { inputs: { registered: 'register.registered' }, outputs: ['deployment'] },
    smoke_test: { inputs: { deployment: 'deploy.deployment' }, outputs: ['verdict'] },
  },
  ['raw_data', 'champion_metrics'],
);

/** A graph without cycles from a seed: gates, sweeps and loops among cards, long and short edges, some jobs joined to nothing. */
export function randomGraph(seed: number, size: number): Shape {
  const random = randomFrom(seed);
  const pick = (count: number): number => Math.floor(random() * count);
  const jobs: Record<string, JobSpec> = {};
  for (let index = 0; index < size; index++) {
    const inputs: Record<string, string> = {};
    const count = random() < 0.08 ? 0 : pick(4);
    for (let k = 0; k < count; k++) {
      const back = index - 1 - pick(random() < 0.2 ? index : Math.min(index, 5));
      inputs[random() < 0.1 ? 'gate' : `input_${k}${'x'.repeat(pick(12))}`] = back < 0 ? `in.data_${pick(3)}` : `job_${back}.out_${pick(2)}`;
    }
    const kind = random();
    const silhouette = kind < 0.1 ? 'gate' : kind < 0.2 ? 'sweep' : kind < 0.25 ? 'parallel' : 'card';
    jobs[`job_${index}`] = { silhouette, inputs, outputs: ['out_0', 'out_1'], rules: pick(10) };
    if (random() < 0.06) jobs[`loop_${index}`] = { silhouette: 'frame', note: `store in ${pick(20)}`, body: `job_${index}` };
  }
  return graphOf(jobs, ['data_0', 'data_1', 'data_2']);
}

/** Numbers in [0, 1) that are the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0;
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

function blank(id: string, silhouette: Silhouette, name: string): ShapeNode {
  return { id, silhouette, name, note: undefined, inputs: [], outputs: [], rules: 0, body: undefined };
}

function port(end: string, name: string): ShapePort {
  return { name, end, shape: 'circle', type: 'uri_folder' };
}
