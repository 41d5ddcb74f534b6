import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { expectEdit, expectInFormattings } from '#shared/testing/expect-edit.ts';
import { contextOf } from '#shared/testing/project-of.ts';
import { addInput } from './add-input.edit.ts';
import { addOutput } from './add-output.edit.ts';
import { clearInput } from './clear-input.edit.ts';
import { commentIn } from './comment-in.edit.ts';
import { commentOut } from './comment-out.edit.ts';
import { copyJobsAsYaml } from './copy-jobs.ts';
import { duplicateJob } from './duplicate-job.edit.ts';
import { edits } from './edits.ts';
import { extract } from './extract.edit.ts';
import { inlineComponent } from './inline-component.edit.ts';
import { moveJob } from './move-job.edit.ts';
import { paste } from './paste.edit.ts';
import { promoteInput } from './promote-input.edit.ts';
import { promoteOutput } from './promote-output.edit.ts';
import { reconnect } from './reconnect.edit.ts';
import { removeInput } from './remove-input.edit.ts';
import { removeOutput } from './remove-output.edit.ts';
import { renameInput } from './rename-input.edit.ts';
import { renameOutput } from './rename-output.edit.ts';
import { renamePort } from './rename-port.edit.ts';
import { replaceComponent } from './replace-component.edit.ts';
import { retypeInput } from './retype-input.edit.ts';
import { retypeOutput } from './retype-output.edit.ts';
import { setInput } from './set-input.edit.ts';
import { splitAlias } from './split-alias.edit.ts';

const PIPELINE = `type: pipeline # kind
inputs:
  raw:
    type: uri_file
    path: ./data/raw.csv
  rate: 0.1
outputs:
  model:
    type: mlflow_model
jobs:
  # Splits it.
  split:
    type: command
    component: ./components/split.yml
    inputs:
      data: \${{parent.inputs.raw}} # all
      ratio: 0.2

  train:
    type: command
    component: ./components/train.yml
    compute: azureml:gpu
    inputs:
      data:
        path: \${{parent.jobs.split.outputs.train}}
        mode: download
      rate: \${{parent.inputs.rate}}
    outputs:
      model: \${{parent.outputs.model}}

  # Scores it,
  # with care.
  score:
    type: command
    command: >-
      python score.py

      --model \${{inputs.model}}
    code: ./src
    environment: azureml:e:1
    inputs:
      model: \${{parent.jobs.train.outputs.model}}
      test: \${{parent.jobs.split.outputs.test}}
    outputs:
      scores:
`;

const component = (inputs: string, outputs: string, command = 'run') =>
  `type: command\nname: x\ninputs:\n${inputs}outputs:\n${outputs}command: ${command}\nenvironment: azureml:e:1\n`;
const FILES = {
  'components/split.yml': component(
    '  data: { type: uri_file }\n  ratio: { type: number, default: 0.5 }\n',
    '  train: { type: uri_folder } # for training\n  test: { type: uri_folder }\n',
    "split --in ${{inputs.data}} --out '${{outputs.train}}'",
  ),
  'components/train.yml': component(
    '  data: { type: uri_folder }\n  rate: { type: number }\n  epochs: { type: integer, default: 3 }\n',
    '  model: { type: mlflow_model }\n',
  ),
  'components/fit.yml': component('  data: { type: uri_folder }\n', '  fitted: { type: mlflow_model }\n'),
  'other/second.yml':
    'type: pipeline\njobs:\n  s: { type: command, component: ../components/split.yml }\n  t:\n    component: ../components/train.yml\n    inputs:\n      data: ${{parent.jobs.s.outputs.train}}\n',
};

describe('the list of edits', () => {
  test('gives every edit a schema and a sentence', () => {
    for (const edit of edits) {
      expect(edit.summary).toMatch(/\.$/);
      expect(z.toJSONSchema(edit.args, { unrepresentable: 'any' })).toMatchObject({ type: 'object', additionalProperties: false });
    }
    expect(new Set(edits.map((edit) => edit.id)).size).toBe(edits.length);
  });
});

describe('comment-out and comment-in', () => {
  const COMMENTED = PIPELINE.replace(/ {2}score:\n[\s\S]*$/, (block) =>
    block
      .split('\n')
      .map((line, k, all) => (line === '' ? (k === all.length - 1 ? '' : '  #') : `  # ${line.slice(2)}`))
      .join('\n'),
  );

  test('are exact inverses, in every formatting', () => {
    expectEdit(commentOut, { job: 'score' }).on(PIPELINE, FILES).gives(COMMENTED).undoes();
    expectEdit(commentIn, { job: 'score' }).on(COMMENTED, FILES).gives(PIPELINE).undoes();
    expectInFormattings(commentIn, { job: 'score' }, COMMENTED, PIPELINE, ['crlf', 'bom', 'no-final-newline'], FILES);
    for (const job of ['split', 'train', 'score']) {
      const out = expectEdit(commentOut, { job }).on(PIPELINE, FILES).text();
      expectEdit(commentIn, { job }).on(out, FILES).gives(PIPELINE);
    }
  });

  test('leave an empty mapping behind the only job, and take it back', () => {
    const one = 'type: pipeline\njobs: # all\n  a:\n    type: command\n    component: azureml:x:1\n# end\n';
    const out = 'type: pipeline\njobs: {} # all\n  # a:\n  #   type: command\n  #   component: azureml:x:1\n# end\n';
    expectEdit(commentOut, { job: 'a' }).on(one).gives(out);
    expectEdit(commentIn, { job: 'a' }).on(out).gives(one);
    expectEdit(commentIn, { job: 'b' }).on(out).refuses('not-commented-out');
  });
});

describe('jobs', () => {
  test('move with their comments', () => {
    const moved = expectEdit(moveJob, { job: 'score', before: 'split' }).on(PIPELINE, FILES).undoes().text();
    expect(moved.indexOf('# Scores it')).toBeLessThan(moved.indexOf('# Splits it'));
    expectEdit(moveJob, { job: 'score' }).on(moved, FILES).gives(PIPELINE);
    expectEdit(moveJob, { job: 'score' }).on(PIPELINE, FILES).refuses('nothing-to-do');
  });

  test('are duplicated behind themselves; outputs of the pipeline stay with the first', () => {
    expectEdit(duplicateJob, { job: 'train' })
      .on(PIPELINE, FILES)
      .gives(
        PIPELINE.replace(
          '\n  # Scores',
          `
  train_2:
    type: command
    component: ./components/train.yml
    compute: azureml:gpu
    inputs:
      data:
        path: \${{parent.jobs.split.outputs.train}}
        mode: download
      rate: \${{parent.inputs.rate}}

  # Scores`,
        ),
      )
      .undoes();
  });

  test('are copied and pasted with new names, rewired among themselves', () => {
    const yaml = copyJobsAsYaml(contextOf(PIPELINE, FILES), ['train', 'score']);
    expect(yaml.startsWith('train:\n  type: command\n')).toBe(true);
    expect(yaml).toContain('\n\n# Scores it,\n# with care.\nscore:\n');

    const text = expectEdit(paste, { yaml }).on(PIPELINE, FILES).undoes().text();
    expect(text.startsWith(PIPELINE)).toBe(true);
    const added = text.slice(PIPELINE.length);
    expect(added).toContain('  train_2:\n');
    expect(added).toContain('  score_2:\n');
    expect(added).toContain('model: ${{parent.jobs.train_2.outputs.model}}');
    expect(added).toContain('test: ${{parent.jobs.split.outputs.test}}');
    expect(added).not.toContain('parent.outputs.model');
  });

  test('are pasted elsewhere without bindings to what is not there, and say so', () => {
    const yaml = copyJobsAsYaml(contextOf(PIPELINE, FILES), ['train']);
    const expectation = expectEdit(paste, { yaml }).on('type: pipeline\njobs:\n    a:\n        type: command\n        component: azureml:x:1\n', FILES);

    expect(expectation.text()).toBe(
      'type: pipeline\njobs:\n    a:\n        type: command\n        component: azureml:x:1\n    train:\n        type: command\n        component: ./components/train.yml\n        compute: azureml:gpu\n',
    );
    expect(expectation.result().notes?.[0]).toMatch(/train\.model/);
    expectEdit(paste, { yaml: 'hello' }).on(PIPELINE, FILES).refuses('bad-snippet');
  });

  test('get another component and keep what fits', () => {
    const expectation = expectEdit(replaceComponent, { job: 'train', component: './components/fit.yml' }).on(PIPELINE, FILES);
    expectation.gives(
      PIPELINE.replace('./components/train.yml', './components/fit.yml')
        .replace('      rate: ${{parent.inputs.rate}}\n', '')
        .replace('    outputs:\n      model: ${{parent.outputs.model}}\n', '')
        .replace('      model: ${{parent.jobs.train.outputs.model}}\n', ''),
    );
    expect(expectation.result().notes?.[0]).toMatch(/rate/);
  });
});

describe('inputs of jobs', () => {
  const sets = (args: Parameters<typeof setInput.apply>[1], from: string, to: string) =>
    expectEdit(setInput, args).on(PIPELINE, FILES).gives(PIPELINE.replace(from, to)).undoes();

  test('take a literal, data or a binding', () => {
    sets({ job: 'split', input: 'ratio', value: 0.3 }, 'ratio: 0.2', 'ratio: 0.3');
    sets(
      { job: 'split', input: 'data', data: { type: 'uri_file', path: './x.csv' } },
      'data: ${{parent.inputs.raw}} # all',
      'data: # all\n        type: uri_file\n        path: ./x.csv',
    );
    sets({ job: 'train', input: 'data', binding: 'parent.jobs.split.outputs.test' }, 'split.outputs.train', 'split.outputs.test');
    sets({ job: 'train', input: 'data', mode: 'ro_mount' }, 'mode: download', 'mode: ro_mount');
    sets(
      { job: 'train', input: 'data', mode: null },
      'data:\n        path: ${{parent.jobs.split.outputs.train}}\n        mode: download',
      'data: ${{parent.jobs.split.outputs.train}}',
    );
    sets(
      { job: 'split', input: 'data', mode: 'download' },
      'data: ${{parent.inputs.raw}} # all',
      'data: # all\n        path: ${{parent.inputs.raw}}\n        mode: download',
    );
    sets({ job: 'train', input: 'epochs', value: 5 }, '      rate: ${{parent.inputs.rate}}\n', '      rate: ${{parent.inputs.rate}}\n      epochs: 5\n');
  });

  test('refuse what cannot fit', () => {
    expectEdit(setInput, { job: 'split', input: 'data', value: 3 }).on(PIPELINE, FILES).refuses('type-mismatch');
    expectEdit(setInput, { job: 'split', input: 'ratio', data: { path: './x' } })
      .on(PIPELINE, FILES)
      .refuses('type-mismatch');
    expectEdit(setInput, { job: 'split', input: 'nope', value: 3 }).on(PIPELINE, FILES).refuses('no-such-port');
    expectEdit(setInput, { job: 'split', input: 'ratio' }).on(PIPELINE, FILES).refuses('bad-arguments');
  });

  test('are cleared, and reconnected in one step', () => {
    expectEdit(clearInput, { job: 'split', input: 'ratio' }).on(PIPELINE, FILES).gives(PIPELINE.replace('      ratio: 0.2\n', ''));
    expectEdit(reconnect, { from: 'parent.jobs.split.outputs.test', to: 'parent.jobs.train.inputs.data', oldTo: 'parent.jobs.score.inputs.test' })
      .on(PIPELINE, FILES)
      .gives(PIPELINE.replace('split.outputs.train', 'split.outputs.test').replace('      test: ${{parent.jobs.split.outputs.test}}\n', ''))
      .undoes();
  });

  test('are promoted with their value', () => {
    expectEdit(promoteInput, { job: 'split', port: 'ratio' })
      .on(PIPELINE, FILES)
      .gives(PIPELINE.replace('  rate: 0.1\n', '  rate: 0.1\n  ratio: 0.2\n').replace('      ratio: 0.2', '      ratio: ${{parent.inputs.ratio}}'))
      .undoes();
    expectEdit(promoteInput, { job: 'train', port: 'epochs' })
      .on(PIPELINE, FILES)
      .gives(
        PIPELINE.replace('  rate: 0.1\n', '  rate: 0.1\n  epochs: 3\n').replace(
          '      rate: ${{parent.inputs.rate}}\n',
          '      rate: ${{parent.inputs.rate}}\n      epochs: ${{parent.inputs.epochs}}\n',
        ),
      );
    expectEdit(promoteInput, { job: 'split', port: 'data' }).on(PIPELINE, FILES).refuses('already-connected');
    expectEdit(promoteInput, { job: 'split', port: 'ratio', name: 'rate' }).on(PIPELINE, FILES).refuses('name-taken');
  });

  test('and outputs are promoted', () => {
    expectEdit(promoteOutput, { job: 'score', port: 'scores' })
      .on(PIPELINE, FILES)
      .gives(
        PIPELINE.replace('    type: mlflow_model\n', '    type: mlflow_model\n  scores:\n    type: uri_folder\n').replace(
          '      scores:\n',
          '      scores: ${{parent.outputs.scores}}\n',
        ),
      )
      .undoes();
  });
});

describe('inputs and outputs of the pipeline', () => {
  test('are renamed with everything that names them', () => {
    expectEdit(renameInput, { name: 'rate', to: 'speed' })
      .on(PIPELINE, FILES)
      .gives(PIPELINE.replace('  rate: 0.1', '  speed: 0.1').replace('parent.inputs.rate', 'parent.inputs.speed'))
      .undoes();
    expectEdit(renameOutput, { name: 'model', to: 'net' })
      .on(PIPELINE, FILES)
      .gives(PIPELINE.replace('outputs:\n  model:', 'outputs:\n  net:').replace('parent.outputs.model', 'parent.outputs.net'));
    expectEdit(renameInput, { name: 'rate', to: 'raw' }).on(PIPELINE, FILES).refuses('name-taken');
    expectEdit(renameInput, { name: 'nope', to: 'x' }).on(PIPELINE, FILES).refuses('no-such-input');
  });

  test('are renamed in the pipelines that use this one', () => {
    const inner =
      'type: pipeline\nversion: 1\ninputs:\n  x: { type: number }\njobs:\n  a:\n    component: azureml:c:1\n    inputs:\n      y: ${{parent.inputs.x}}\n';
    const outer = 'type: pipeline\njobs:\n  sub:\n    type: pipeline\n    component: ./inner.yml\n    inputs:\n      x: 3 # three\n';
    expectEdit(renameInput, { name: 'x', to: 'z' })
      .on(inner, { 'outer.yml': outer }, 'inner.yml')
      .gives(inner.replace('  x: {', '  z: {').replace('parent.inputs.x', 'parent.inputs.z'))
      .givesFile('outer.yml', outer.replace('x: 3', 'z: 3'));
  });

  test('are added, retyped and removed', () => {
    expectEdit(addInput, { name: 'seed', type: 'integer', value: 7 }).on(PIPELINE, FILES).gives(PIPELINE.replace('  rate: 0.1\n', '  rate: 0.1\n  seed: 7\n'));
    expectEdit(addInput, { name: 'x', type: 'uri_file' })
      .on('type: pipeline\njobs: {}\n')
      .gives('type: pipeline\ninputs:\n  x:\n    type: uri_file\njobs: {}\n');
    expectEdit(addOutput, { name: 'x', type: 'uri_file' })
      .on(PIPELINE, FILES)
      .gives(PIPELINE.replace('    type: mlflow_model\n', '    type: mlflow_model\n  x:\n    type: uri_file\n'));
    expectEdit(retypeInput, { name: 'raw', type: 'uri_folder' }).on(PIPELINE, FILES).gives(PIPELINE.replace('type: uri_file', 'type: uri_folder'));
    expectEdit(retypeInput, { name: 'rate', type: 'string' }).on(PIPELINE, FILES).gives(PIPELINE.replace('rate: 0.1', 'rate: "0.1"'));
    expectEdit(retypeOutput, { name: 'model', type: 'custom_model' }).on(PIPELINE, FILES).gives(PIPELINE.replace('type: mlflow_model', 'type: custom_model'));
    expectEdit(removeInput, { name: 'rate' })
      .on(PIPELINE, FILES)
      .gives(PIPELINE.replace('  rate: 0.1\n', '').replace('      rate: ${{parent.inputs.rate}}\n', ''))
      .undoes();
    expectEdit(removeOutput, { name: 'model' })
      .on(PIPELINE, FILES)
      .gives(PIPELINE.replace('outputs:\n  model:\n    type: mlflow_model\n', '').replace('    outputs:\n      model: ${{parent.outputs.model}}\n', ''))
      .undoes();
  });
});

describe('rename-port', () => {
  test('reaches the component and every pipeline that uses it', () => {
    const file = FILES['components/split.yml'];
    expectEdit(renamePort, { job: 'split', side: 'output', name: 'train', to: 'learn' })
      .on(PIPELINE, FILES)
      .gives(PIPELINE.replace('split.outputs.train', 'split.outputs.learn'))
      .givesFile('components/split.yml', file.replace('train: {', 'learn: {').replace('outputs.train', 'outputs.learn'))
      .givesFile('other/second.yml', FILES['other/second.yml'].replace('outputs.train', 'outputs.learn'));
    expectEdit(renamePort, { side: 'input', name: 'data', to: 'table' })
      .on(file, { ...FILES, 'pipeline.yml': PIPELINE }, 'components/split.yml')
      .gives(file.replace('  data: {', '  table: {').replace('inputs.data', 'inputs.table'))
      .givesFile('pipeline.yml', PIPELINE.replace('data: ${{parent.inputs.raw}}', 'table: ${{parent.inputs.raw}}'));
    expectEdit(renamePort, { job: 'score', side: 'input', name: 'model', to: 'net' })
      .on(PIPELINE, FILES)
      .gives(PIPELINE.replace('${{inputs.model}}', '${{inputs.net}}').replace('model: ${{parent.jobs.train', 'net: ${{parent.jobs.train'));
    expectEdit(renamePort, { job: 'split', side: 'output', name: 'train', to: 'test' }).on(PIPELINE, FILES).refuses('name-taken');
  });
});

describe('extract and inline-component', () => {
  const EXTRACTED = `$schema: https://azuremlschemas.azureedge.net/latest/pipelineComponent.schema.json
type: pipeline
name: fitting
inputs:
  rate:
    type: number
  train:
    type: uri_folder
outputs:
  model:
    type: mlflow_model
  scores:
    type: uri_folder

jobs:
  train:
    type: command
    component: ../components/train.yml
    compute: azureml:gpu
    inputs:
      data:
        path: \${{parent.inputs.train}}
        mode: download
      rate: \${{parent.inputs.rate}}
    outputs:
      model: \${{parent.outputs.model}}
`;

  test('move jobs into a file of their own', () => {
    expectEdit(extract, { jobs: ['train'], file: './parts/fitting.yml', name: 'fitting' })
      .on(PIPELINE, FILES)
      .gives(
        PIPELINE.replace(
          / {2}train:\n[\s\S]*?\n\n/,
          `  fitting:
    type: pipeline
    component: ./parts/fitting.yml
    inputs:
      rate: \${{parent.inputs.rate}}
      train: \${{parent.jobs.split.outputs.train}}
    outputs:
      model: \${{parent.outputs.model}}

`,
        ).replace('parent.jobs.train.outputs.model', 'parent.jobs.fitting.outputs.model'),
      )
      .givesFile('parts/fitting.yml', EXTRACTED.replace('  scores:\n    type: uri_folder\n', ''))
      .undoes();
    expectEdit(extract, { jobs: ['split', 'score'], file: './parts/x.yml', name: 'x' })
      .on(PIPELINE, FILES)
      .refuses('would-form-cycle', 'train');
    expectEdit(extract, { jobs: ['split'], file: './components/split.yml', name: 'x' })
      .on(PIPELINE, FILES)
      .refuses('file-exists');
  });

  test('and back', () => {
    const expectation = expectEdit(extract, { jobs: ['train'], file: './parts/fitting.yml', name: 'fitting' }).on(PIPELINE, FILES);
    const created = expectation.result().files?.[0];
    const part = created?.kind === 'create' ? created.text : '';

    expectEdit(inlineComponent, { job: 'fitting' })
      .on(expectation.text(), { ...FILES, 'parts/fitting.yml': part })
      .gives(PIPELINE)
      .undoes();
    expectEdit(inlineComponent, { job: 'train' }).on(PIPELINE, FILES).refuses('not-a-pipeline');
  });
});

describe('split-alias', () => {
  test('copies what an alias stands for', () => {
    expectEdit(splitAlias, { path: ['b'] })
      .on('a: &x\n  k: 1 # one\n  l: [1, 2]\nb: *x\n')
      .gives('a: &x\n  k: 1 # one\n  l: [1, 2]\nb:\n  k: 1 # one\n  l: [1, 2]\n')
      .undoes();
    expectEdit(splitAlias, { path: ['c', 'k'] })
      .on('a: &x\n  k: 1\n  m: 2\nc:\n  <<: *x\n  m: 3\n')
      .gives('a: &x\n  k: 1\n  m: 2\nc:\n  k: 1\n  m: 3\n');
    expectEdit(splitAlias, { path: ['b'] })
      .on('a: &x 5 # five\nb: *x # same\n')
      .gives('a: &x 5 # five\nb: 5 # same\n');
    expectEdit(splitAlias, { path: ['a'] })
      .on('a: 1\n')
      .refuses('nothing-to-do');
  });
});
