import { describe, expect, it } from 'vitest';
import type { ComponentFiles } from '#shared/pipeline/pipeline.ts';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { complete } from './completion.ts';
import { definitionsAt } from './definition.ts';
import { endAt, rangeOfEnd } from './ends.ts';
import { hoverAt } from './hover.ts';
import type { LanguageContext } from './language-context.ts';
import { type OutlineItem, outline } from './outline.ts';
import { referencesAt } from './references.ts';
import { renameTargetAt } from './rename-target.ts';

const TRAIN = `$schema: https://azuremlschemas.azureedge.net/latest/commandComponent.schema.json
name: train
type: command
display_name: Train a model
description: Fits an estimator.
inputs:
  data:
    type: uri_folder
    description: Rows to learn from.
  estimator:
    type: string
    enum: [forest, linear]
    default: linear
  rounds:
    type: integer
    optional: true
outputs:
  model:
    type: mlflow_model
command: >-
  python train.py --data \${{inputs.data}} --model \${{outputs.model}}
`;
const SPLIT = `name: split
type: command
inputs:
  table: {type: uri_file}
outputs:
  train: {type: uri_folder}
  note: {type: uri_file}
command: python split.py
`;
const FILES: Record<string, string> = { 'components/train/component.yml': TRAIN, 'components/split/component.yml': SPLIT };

const PIPELINE = `type: pipeline
inputs:
  raw:
    type: uri_file
    path: ./raw.csv
jobs:
  split:
    type: command
    component: ./components/split/component.yml
    inputs:
      table: \${{parent.inputs.raw}}
  train:
    type: command
    component: ./components/train/component.yml
    compute: azureml:small
    inputs:
      data: \${{parent.jobs.split.outputs.train}}
      # \${{parent.jobs.split.outputs.train}}
`;

/** The services at the `^` of a text, which is taken out. */
function at(marked: string, path = 'pipeline.yml') {
  const offset = marked.indexOf('^');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const files: Record<string, string> = { ...FILES, [path]: text };
  const components: ComponentFiles = {
    version: 1,
    read: (file) => (files[file] === undefined ? 'missing' : { text: files[file] }),
  };
  const doc = readYaml(text);
  const context: LanguageContext = {
    path,
    doc,
    pipeline: readPipeline(doc, { path, components }),
    components,
    files: Object.keys(files).concat('components/train/train.py'),
  };
  return { context, offset, text };
}

/** Puts the caret behind the first `after`. */
function mark(text: string, after: string): string {
  const found = text.indexOf(after);
  if (found < 0) throw new Error(`'${after}' is not in the text`);
  return `${text.slice(0, found + after.length)}^${text.slice(found + after.length)}`;
}

function completions(marked: string, path?: string) {
  const { context, offset } = at(marked, path);
  return complete(context, offset)
    .slice()
    .sort((a, b) => (a.order < b.order ? -1 : 1));
}

function shown(ranges: readonly { path: string; start: number; end: number }[], texts: Record<string, string>): string[] {
  return ranges.map(
    ({ path, start, end }) =>
      `${path}:${(texts[path] ?? FILES[path] ?? '').slice(0, start).split('\n').length} ${(texts[path] ?? FILES[path] ?? '').slice(start, end)}`,
  );
}

describe('complete', () => {
  it('offers the inputs of the component that are not written yet, required ones first', () => {
    const found = completions(`${PIPELINE}      ^`);

    expect(found.map((each) => each.label)).toEqual(['estimator', 'rounds']);
    expect(found[0]).toMatchObject({ insert: 'estimator: $0', detail: 'string, default linear' });
    expect(completions(PIPELINE.replace('      data: ${{parent.jobs.split.outputs.train}}\n', '      ^\n'))[0]).toMatchObject({
      label: 'data',
      detail: 'uri_folder, required',
    });
  });

  it('offers the keys of a job that are missing', () => {
    const labels = completions(`${PIPELINE}    ^`).map((each) => each.label);

    expect(labels).toContain('environment');
    expect(labels).not.toContain('compute');
  });

  it('puts what fits the type first between the braces, and leaves out what would close a circle', () => {
    const found = completions(PIPELINE.replace('${{parent.jobs.split.outputs.train}}', '${{^}}'));

    expect(found.map((each) => each.label)).toEqual(['parent.jobs.split.outputs.train', 'parent.inputs.raw', 'parent.jobs.split.outputs.note']);
    expect(completions(PIPELINE.replace('${{parent.inputs.raw}}', '${{^}}')).map((each) => each.label)).toEqual(['parent.inputs.raw']);
  });

  it('closes the braces when they are open', () => {
    expect(completions(PIPELINE.replace('${{parent.inputs.raw}}', '${{par^'))[0]?.insert).toBe('parent.inputs.raw}}');
  });

  it('offers whole bindings for an empty input', () => {
    expect(completions(PIPELINE.replace('${{parent.jobs.split.outputs.train}}', '^'))[0]?.insert).toBe('${{parent.jobs.split.outputs.train}}');
  });

  it('offers them between quotes, too, and keeps the quotes', () => {
    expect(completions(PIPELINE.replace('${{parent.jobs.split.outputs.train}}', "'^'"))[0]?.insert).toBe("'${{parent.jobs.split.outputs.train}}'");
  });

  it('offers what an item of a list may be, as in brackets', () => {
    const schedule = (days: string) =>
      `$schema: https://azuremlschemas.azureedge.net/latest/schedule.schema.json\ntrigger:\n  type: recurrence\n  frequency: week\n  schedule:\n    week_days:${days}\n`;

    for (const days of [' [^]', '\n      - ^', '\r\n      - mon^']) expect(completions(schedule(days)).map((each) => each.label)).toContain('monday');
  });

  it('offers the inputs of the trial that a sweep may search over', () => {
    const found = completions(
      'type: pipeline\njobs:\n  tune:\n    type: sweep\n    trial: ./components/train/component.yml\n    search_space:\n      rounds: {}\n      ^\n',
    );

    expect(found.map((each) => each.label)).toEqual(['estimator']);
  });

  it('offers the types of all documents where nothing is known yet', () => {
    for (const text of ['type: ^\n', 'type: "pip^"\n'])
      expect(completions(text, 'new.yml').map((each) => each.label)).toEqual(expect.arrayContaining(['pipeline', 'command', 'uri_folder']));
  });

  it('knows names with colons in braces for keys', () => {
    expect(completions('compute: { azureml:gpu: ^ }\n', '.sluice/local.yml').map((each) => each.label)).toEqual(['refuse', 'here']);
  });

  it('offers the files of components', () => {
    const found = completions(PIPELINE.replace('./components/train/component.yml', '^'));

    expect(found.map((each) => each.label)).toEqual(expect.arrayContaining(['./components/split/component.yml', './components/train/component.yml']));
    expect(found.find((each) => each.label.includes('train'))?.detail).toBe('Train a model');
  });

  it('offers enums of the component with its default first', () => {
    const found = completions(`${PIPELINE}      estimator: ^`).filter((each) => each.kind === 'value');

    expect(found.map((each) => each.label)).toEqual(['linear', 'forest']);
  });

  it('offers job kinds, and computes that the file uses', () => {
    expect(completions(PIPELINE.replace('type: command', 'type: ^')).map((each) => each.label)).toEqual(expect.arrayContaining(['command', 'sweep']));
    expect(completions(PIPELINE.replace('    inputs:\n      table', '    compute: ^\n    inputs:\n      table')).map((each) => each.label)).toContain(
      'azureml:small',
    );
  });

  it('offers own inputs and outputs in a command', () => {
    const found = completions(TRAIN.replace('${{inputs.data}}', '${{^}}'), 'components/train/component.yml');

    expect(found.map((each) => each.label)).toEqual(['inputs.data', 'inputs.estimator', 'inputs.rounds', 'outputs.model']);
  });
});

describe('hoverAt', () => {
  it('tells a port with its description and where its value comes from', () => {
    const { context, offset } = at(mark(PIPELINE, '\n      dat'));

    expect(hoverAt(context, offset)?.text).toBe('**data**  uri_folder\n\nRows to learn from.\n\nInput of `train`\n\nFrom `parent.jobs.split.outputs.train`');
  });

  it('tells what an expression leads to, by the part under the caret', () => {
    const port = at(mark(PIPELINE, 'split.outputs.tr'));
    const job = at(mark(PIPELINE, '{{parent.jobs.sp'));

    expect(hoverAt(port.context, port.offset)?.text).toContain('Output of `split`');
    expect(hoverAt(job.context, job.offset)?.text).toContain('**split**  command job `split`');
  });

  it('sums a component up', () => {
    const { context, offset } = at(mark(PIPELINE, './components/tr'));

    expect(hoverAt(context, offset)?.text).toContain('**Train a model**\n\nFits an estimator.');
  });

  it('says what a key is for', () => {
    const { context, offset } = at(mark(PIPELINE, '    comp'));

    expect(hoverAt(context, offset)?.text).toContain('**component**');
  });

  it('says that something does not exist', () => {
    const { context, offset } = at(mark(PIPELINE.replace('split.outputs.train', 'spilt.outputs.train'), 'spi'));

    expect(hoverAt(context, offset)?.text).toBe('There is no job `spilt`.');
  });
});

describe('definitionsAt', () => {
  it('leads from a binding to its source and from a key to the component', () => {
    const go = (after: string) => {
      const { context, offset, text } = at(mark(PIPELINE, after));
      return shown(definitionsAt(context, offset), { 'pipeline.yml': text });
    };

    expect(go('parent.inputs.r')).toEqual(['pipeline.yml:3 raw']);
    expect(go('jobs.split.outputs.t')).toEqual(['pipeline.yml:7 split']);
    expect(go('\n      dat')).toEqual(['components/train/component.yml:7 data']);
    expect(go('./components/tr')).toEqual(['components/train/component.yml:1 ']);
  });
});

describe('referencesAt', () => {
  it('finds a job by its key and in expressions, not in comments', () => {
    const { context, offset, text } = at(mark(PIPELINE, '\n  spl'));

    expect(shown(referencesAt(context, offset), { 'pipeline.yml': text })).toEqual(['pipeline.yml:7 split', 'pipeline.yml:17 split']);
  });

  it('finds the uses of a component port in pipelines', () => {
    const { context, offset } = at(mark(TRAIN, '\n  dat'), 'components/train/component.yml');
    const components: ComponentFiles = { version: 1, read: (file) => (file === 'pipeline.yml' ? { text: PIPELINE } : context.components.read(file)) };

    const found = referencesAt({ ...context, components, files: [...context.files, 'pipeline.yml'] }, offset);

    expect(shown(found, { 'pipeline.yml': PIPELINE })).toEqual([
      'components/train/component.yml:7 data',
      'components/train/component.yml:21 data',
      'pipeline.yml:17 data',
    ]);
  });
});

describe('renameTargetAt', () => {
  it('knows jobs, pipeline inputs and ports of components', () => {
    const target = (after: string) => {
      const { context, offset } = at(mark(PIPELINE, after));
      const found = renameTargetAt(context, offset);
      return typeof found === 'string' ? found : `${found.kind} ${found.name}`;
    };

    expect(target('\n  spl')).toBe('job split');
    expect(target('parent.inputs.r')).toBe('pipeline-input raw');
    expect(target('\n      dat')).toBe('component-port data');
    expect(target('type: pip')).toContain('Nothing to rename');
  });
});

describe('ends', () => {
  it('finds the end of a line and the lines of an end', () => {
    const { context, offset, text } = at(mark(PIPELINE, '      data: ${{par'));

    expect(endAt(context.pipeline, text, offset)).toBe('parent.jobs.train.inputs.data');
    expect(endAt(context.pipeline, text, text.indexOf('  train:'))).toBe('parent.jobs.train');
    expect(endAt(context.pipeline, text, text.indexOf('    path:'))).toBe('parent.inputs.raw');
    expect(endAt(context.pipeline, text, text.indexOf('type: pipeline'))).toBeUndefined();
    const range = rangeOfEnd(context.pipeline, text, 'parent.jobs.split');
    expect(text.slice(range?.start, range?.end)).toMatch(/^ {2}split:[\s\S]*raw\}\}$/);
  });
});

describe('outline', () => {
  it('lists sections, jobs and ports', () => {
    const { context } = at(`${PIPELINE}^`);
    const rows = (items: readonly OutlineItem[]): unknown[] => items.map((item) => (item.children.length > 0 ? [item.name, rows(item.children)] : item.name));

    expect(rows(outline(context.doc))).toEqual([
      'type',
      ['inputs', ['raw']],
      [
        'jobs',
        [
          ['split', ['table']],
          ['train', ['data']],
        ],
      ],
    ]);
  });
});
