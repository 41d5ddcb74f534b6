import { describe, expect, it } from 'vitest';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { flatten, outlineOf } from './outline-view-model.ts';

const files = { version: 1, read: () => 'missing' as const };
const read = (text: string) => readPipeline(readYaml(text), { path: 'pipeline.yml', components: files });

const PIPELINE = `type: pipeline
inputs:
  raw: {type: uri_file, path: ./a.csv}
jobs:
  split:
    type: command
    command: x
    inputs: {data: '\${{parent.inputs.raw}}'}
    outputs: {train: {type: uri_folder}}
  fit:
    type: command
    command: x
    inputs: {data: '\${{parent.jobs.split.outputs.train}}', rate: 0.1}
`;

describe('outlineOf', () => {
  it('lists inputs, then jobs with their ports, in the order of the text', () => {
    const ids = flatten(outlineOf(read(PIPELINE))).map((row) => row.id);

    expect(ids).toEqual([
      'inputs',
      'parent.inputs.raw',
      'jobs',
      'parent.jobs.split',
      'parent.jobs.split.inputs.data',
      'parent.jobs.split.outputs.train',
      'parent.jobs.fit',
      'parent.jobs.fit.inputs.data',
      'parent.jobs.fit.inputs.rate',
    ]);
  });

  it('says where each port reads from or goes to', () => {
    const notes = Object.fromEntries(flatten(outlineOf(read(PIPELINE))).map((row) => [row.id, row.note]));

    expect(notes).toMatchObject({
      'parent.jobs.split.inputs.data': 'from raw',
      'parent.jobs.split.outputs.train': 'to fit',
      'parent.jobs.fit.inputs.data': 'from split',
      'parent.jobs.fit.inputs.rate': '0.1',
    });
  });

  it('says anew who reads a job whose own lines did not change', () => {
    const doc = readYaml(PIPELINE);
    const before = readPipeline(doc, { path: 'pipeline.yml', components: files });
    outlineOf(before);
    const at = PIPELINE.indexOf('parent.jobs.split.outputs.train');

    doc.update([{ start: at, end: at + 'parent.jobs.split.outputs.train'.length, newText: 'parent.inputs.raw' }]);
    const after = readPipeline(doc, { path: 'pipeline.yml', components: files }, before);

    const row = flatten(outlineOf(after)).find((each) => each.id === 'parent.jobs.split.outputs.train');
    expect(row?.note).toBe('not connected');
  });

  it('starts the spoken name of a job with its id', () => {
    const job = flatten(outlineOf(read(PIPELINE))).find((row) => row.id === 'parent.jobs.fit');

    expect(job?.label.startsWith('fit, command job')).toBe(true);
  });
});
