import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Random } from '#shared/testing/random.ts';
import { yamlFilesIn } from '../testing/yaml-corpus.ts';
import { readYaml } from './read.ts';
import { outline } from './testing/outline.ts';
import { fragments, randomYaml } from './testing/random-yaml.ts';
import type { TextEdit } from './text-edit.ts';
import type { YamlEntry, YamlMapping } from './tree.ts';

function pipeline(jobs: number): string {
  let text = '$schema: x\ntype: pipeline\n\nsettings:\n  default_compute: azureml:cpu\njobs:\n';
  for (let k = 0; k < jobs; k++) {
    text += `  job_${k}:\n    # number ${k}\n    type: command\n    command: >-\n      python x.py\n      --out \${{outputs.o}}\n\n    inputs: {a: '1', b: [x, "y"]}\n    outputs:\n      o:\n`;
  }
  return `${text}outputs:\n  model:\n`;
}

function jobsOf(doc: { map: YamlMapping | undefined }): readonly YamlEntry[] {
  const jobs = doc.map?.get('jobs');
  return jobs?.kind === 'mapping' ? jobs.entries : [];
}

describe('updating a document', () => {
  it('keeps the nodes of the jobs that an edit does not touch, and moves them', () => {
    const doc = readYaml(pipeline(5));
    const before = jobsOf(doc);
    const at = doc.text.indexOf('number 2');

    doc.update([{ start: at, end: at, newText: 'new ' }]);

    const after = jobsOf(doc);
    expect(after.map((entry, k) => entry === before[k])).toEqual([true, true, false, true, true]);
    expect(doc.text.slice(after[4]?.start, after[4]?.key.end)).toBe('job_4');
  });

  it('keeps the jobs between two edits, and reads what stands above the jobs with them', () => {
    const doc = readYaml(pipeline(5));
    const before = jobsOf(doc);
    const places = ['azureml:cpu', 'number 0', 'number 4', 'model:'].map((word) => doc.text.indexOf(word));

    doc.update(places.map((at) => ({ start: at, end: at, newText: 'new_' })));

    expect(jobsOf(doc).map((entry, k) => entry === before[k])).toEqual([false, true, true, true, false]);
    expect(doc.length).toBe(doc.text.length);
    expect(outline(doc.root)).toEqual(outline(readYaml(doc.text).root));
  });

  it('keeps the jobs that stay when some go', () => {
    const doc = readYaml(pipeline(6));
    const before = jobsOf(doc);
    const start = (name: string) => doc.text.indexOf(`  ${name}:`);

    doc.update([
      { start: start('job_1'), end: start('job_2'), newText: '' },
      { start: start('job_4'), end: start('job_5'), newText: '' },
    ]);

    expect(jobsOf(doc).map((entry) => before.indexOf(entry))).toEqual([0, -1, 3, -1]);
  });

  it('keeps untouched jobs while a quote is open, and when it is closed again', () => {
    const doc = readYaml(pipeline(5));
    const before = jobsOf(doc);
    const at = doc.text.indexOf('type: command', doc.text.indexOf('job_2')) + 6;

    doc.update([{ start: at, end: at, newText: '"' }]);
    const broken = jobsOf(doc);
    const wasReadable = doc.readable;
    doc.update([{ start: at, end: at + 1, newText: '' }]);

    expect(wasReadable).toBe(false);
    expect(broken.map((entry, k) => entry === before[k])).toEqual([true, true, false, true, true]);
    expect(jobsOf(doc).map((entry, k) => entry === before[k])).toEqual([true, true, false, true, true]);
    expect(doc.readable).toBe(true);
  });

  it('keeps all jobs while the mistake stands outside of them', () => {
    const doc = readYaml(pipeline(5));
    const before = jobsOf(doc);
    const at = doc.text.indexOf('azureml:cpu');

    doc.update([{ start: at, end: at, newText: "'" }]);

    expect(doc.problems.map(({ code }) => code)).toEqual(['unclosed-quote']);
    expect(jobsOf(doc).map((entry, k) => entry === before[k])).toEqual([true, true, true, true, true]);
  });

  it('notices a duplicate job at once, and when it is gone', () => {
    const doc = readYaml(pipeline(30));
    const at = doc.text.indexOf('job_7:');

    doc.update([{ start: at, end: at + 5, newText: 'job_3' }]);
    const codes = doc.problems.map(({ code }) => code);
    doc.update([{ start: at, end: at + 5, newText: 'job_x' }]);

    expect(codes).toEqual(['duplicate-key']);
    expect(doc.problems).toEqual([]);
  });

  it('reads after any row of edits what reading the text anew gives', () => {
    const seed = Number(process.env.SLUICE_FUZZ_SEED ?? 20261121);
    const random = new Random(seed);
    const corpus = yamlFilesIn(fileURLToPath(new URL('../../../shared/corpus', import.meta.url))).filter((text) => text.length < 8000);
    const synthetic = [pipeline(2), pipeline(3), pipeline(3).replaceAll('\n', '\r\n'), `\ufeff${pipeline(2)}`, pipeline(2).replaceAll('  ', '    ')];
    const runs = Number(process.env.SLUICE_FUZZ_CASES ?? 2000) / 10;

    for (let run = 0; run < runs; run++) {
      const source = random.next();
      const doc = readYaml(source < 0.2 ? randomYaml(random) : source < 0.6 || corpus.length === 0 ? random.pick(synthetic) : random.pick(corpus));
      for (let step = 0; step < 5; step++) {
        const edits = randomEdits(doc.text, random);
        doc.update(edits);
        const anew = readYaml(doc.text);
        const offset = random.below(doc.text.length + 1);
        const where = `seed ${seed}, run ${run}, step ${step}, ${JSON.stringify(edits)}`;
        expect(outline(doc.root), where).toEqual(outline(anew.root));
        expect(doc.problems, where).toEqual(anew.problems);
        expect([doc.readable, doc.lineEnd, doc.positionAt(offset)], where).toEqual([anew.readable, anew.lineEnd, plainPosition(doc.text, offset)]);
        expect(doc.lineStart(doc.positionAt(offset).line) + doc.positionAt(offset).column - 1).toBe(offset);
      }
    }
  });
});

function plainPosition(text: string, offset: number): { line: number; column: number } {
  const lines = text.slice(0, offset).split(text.charAt(offset - 1) === '\r' && text.charAt(offset) === '\n' ? /\r\n|\n|\r(?!$)/ : /\r\n|\n|\r/);
  return { line: lines.length, column: (lines[lines.length - 1] ?? '').length + 1 };
}

function randomEdits(text: string, random: Random): TextEdit[] {
  let start = random.below(text.length + 1);
  if (random.next() < 0.3) start = text.lastIndexOf('\n', start) + 1;
  const end = random.next() < 0.6 ? start : Math.min(text.length, start + random.below(random.next() < 0.5 ? 4 : 120));
  const newText =
    random.next() < 0.3
      ? ''
      : random.next() < 0.4
        ? random.pick(['x', ' ', 'e: f\n', '\n  job_x:\n    type: command\n', '  job_9:\n    a: b\n', '    # c\n', '- x\n'])
        : random.pick(fragments);
  const edits = [{ start, end, newText }];
  if (random.next() < 0.3) {
    const second = Math.min(text.length, end + random.below(random.next() < 0.5 ? 40 : text.length - end + 1));
    edits.push({ start: second, end: second, newText: random.pick(fragments) });
  }
  return edits;
}
