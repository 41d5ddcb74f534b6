import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Random } from '#shared/testing/random.ts';
import { readYaml } from '#shared/yaml/read.ts';
import type { ComponentFiles, Pipeline } from './pipeline.ts';
import { readPipeline } from './read-pipeline.ts';

const SEED = Number(process.env.SLUICE_SEED ?? 20261121);
const ROUNDS = Number(process.env.SLUICE_ROUNDS ?? 60);

const COMPONENT = `type: command
name: c
version: 1
inputs:
  data: {type: uri_folder}
  rate: {type: number}
outputs:
  out: {type: mlflow_model}
command: echo
environment: e
`;

class Files implements ComponentFiles {
  version = 0;
  isThere = true;
  read(): { readonly text: string } | 'missing' {
    return this.isThere ? { text: COMPONENT } : 'missing';
  }
}

/** Everything that a reader of the graph can see, with the text of each entry. */
function view(pipeline: Pipeline, text: string): unknown {
  const ports = (list: Pipeline['jobs'][number]['inputs']) =>
    list.map((port) => [
      port.name,
      port.type,
      port.certain,
      port.missing,
      port.bound,
      port.literal,
      port.entry && text.slice(port.entry.start, port.entry.end),
    ]);
  return {
    document: pipeline.document,
    readable: pipeline.readable,
    inputs: pipeline.inputs.map((end) => [end.name, end.type, text.slice(end.entry.start, end.entry.end)]),
    outputs: pipeline.outputs.map((end) => [end.name, end.type]),
    jobs: pipeline.jobs.map((job) => [
      job.id,
      job.kind,
      job.role,
      job.isGate,
      job.resolved,
      job.note,
      text.slice(job.entry.start, job.entry.end),
      ports(job.inputs),
      ports(job.outputs),
    ]),
    edges: pipeline.edges,
    into: pipeline.jobs.map((job) => new Set(pipeline.edgesInto(job.id).map((edge) => edge.id))),
    outOf: pipeline.jobs.map((job) => new Set(pipeline.edgesOutOf(job.id).map((edge) => edge.id))),
  };
}

const SMALL = `type: pipeline
inputs:
  raw: {type: uri_file, path: x}
outputs:
  best: {type: mlflow_model}
jobs:
  a:
    component: ./c.yml
    inputs:
      data: \${{parent.inputs.raw}}
      rate: 1.5
  b:
    component: azureml:b:1
    inputs:
      x: \${{parent.jobs.a.outputs.out}}
      gate: \${{parent.jobs.d.outputs.verdict}}
    outputs:
      m: \${{parent.outputs.best}}
  c:
    component: ./c.yml
    inputs:
      data: \${{parent.jobs.b.outputs.tables}}
      rate: \${{parent.jobs.b.inputs.x}}
  d:
    type: command
    command: gate
    inputs:
      rules: |
        a > 1
      metrics: \${{parent.jobs.c.outputs.out}}
    outputs:
      verdict:
  e:
    type: if_else
    condition: \${{parent.jobs.d.outputs.verdict}}
    true_block: \${{parent.jobs.c}}
`;

const ANCHORED = `type: pipeline
inputs: {raw: {type: uri_file, path: x}}
x-base: &base
  type: command
  component: ./c.yml
  inputs: &in
    data: \${{parent.inputs.raw}}
jobs: &all
  a: *base
  b: &b
    <<: *base
    inputs:
      <<: *in
      rate: 2
  c:
    <<: [*b, *base]
    outputs: {out: "\${{parent.outputs.best}}"}
  d: *b
  d:
    component: azureml:d:1
    inputs: {x: "\${{parent.jobs.a.outputs.out}}", y: "\${{parent.jobs.c.outputs.out}}"}
outputs: {best: {}}
`;

function texts(): string[] {
  const folder = join('..', 'shared', 'corpus', 'cli', 'jobs', 'pipelines-with-components');
  if (!existsSync(folder)) return [SMALL, ANCHORED];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /pipeline[^/]*\.yml$/.test(name));
  return [SMALL, ANCHORED, ...names.slice(0, 12).map((name) => readFileSync(join(folder, name), 'utf8'))];
}

test.each([false, true])(
  'after any edit the pipeline is the one that reading anew gives (component files come and go: %s)',
  { timeout: 120_000 },
  (filesChange) => {
    const random = new Random(SEED);
    const pick = <T>(list: readonly T[]): T => random.pick(list);

    for (const original of texts()) {
      const files = new Files();
      const doc = readYaml(original);
      let pipeline = readPipeline(doc, { path: 'p.yml', components: files });
      for (let round = 0; round < ROUNDS; round++) {
        const lines = doc.text.split('\n');
        const line = random.below(lines.length);
        const start = lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0);
        const own = lines[line] ?? '';
        const edit = pick([
          () => ({ start, end: Math.min(start + own.length + 1, doc.text.length), newText: '' }),
          () => ({ start, end: start, newText: `${own}\n` }),
          () => ({ start, end: start + own.length, newText: own.replace(/[a-z](?=\w*[:}.])/, pick(['a', 'b', 'c', 'd'])) }),
          () => ({ start, end: start + own.length, newText: own.replace(/jobs\.\w+/, `jobs.${pick(['a', 'b', 'c', 'd', 'e'])}`) }),
          () => ({ start, end: start, newText: `${own.match(/^ */)?.[0] ?? ''}${pick(['a:', 'k: 1', '# note', 'data: ${{parent.jobs.b.outputs.t}}'])}\n` }),
          () => ({ start: 0, end: doc.text.length, newText: original }),
        ])();
        doc.update([edit]);
        if (filesChange && random.chance(0.2)) {
          files.isThere = !files.isThere;
          files.version++;
        }

        pipeline = readPipeline(doc, { path: 'p.yml', components: files }, pipeline);

        const anew = readPipeline(readYaml(doc.text), { path: 'p.yml', components: files });
        expect(view(pipeline, doc.text), `seed ${SEED}, round ${round}, ${JSON.stringify(edit)}`).toEqual(view(anew, doc.text));
      }
    }
  },
);

test('a job that nothing touched keeps its identity while another is typed in', () => {
  const files = new Files();
  const doc = readYaml(SMALL);
  const before = readPipeline(doc, { path: 'p.yml', components: files });
  const at = doc.text.indexOf('1.5');

  doc.update([{ start: at, end: at + 3, newText: '2.5' }]);
  const after = readPipeline(doc, { path: 'p.yml', components: files }, before);

  const kept = after.jobs.filter((job, index) => job === before.jobs[index]).map((job) => job.id);
  expect(kept).toEqual(['b', 'c', 'd', 'e']);
  expect(after.job('a')?.inputs.find((port) => port.name === 'rate')?.literal).toBe(2.5);
  expect(before.job('a')?.inputs.find((port) => port.name === 'rate')?.literal).toBe(1.5);
});

test('a pipeline that is read on from an older one is right, and the older one stays as it was', () => {
  const files = new Files();
  const doc = readYaml(SMALL);
  const first = readPipeline(doc, { path: 'p.yml', components: files });
  const edges = first.edgesOutOf('a').length;

  const other = readYaml(SMALL.replace('jobs.a.outputs.out', 'jobs.c.outputs.out'));
  const second = readPipeline(other, { path: 'p.yml', components: files }, first);
  const third = readPipeline(doc, { path: 'p.yml', components: files }, first);

  expect(first.edgesOutOf('a')).toHaveLength(edges);
  expect(second.edgesOutOf('a')).toHaveLength(0);
  expect(third.edgesOutOf('a')).toHaveLength(edges);
});
