import { describe, expect, test } from 'vitest';
import { expectEdit, expectInFormattings } from '#shared/testing/expect-edit.ts';
import { FORMATTINGS } from '#shared/testing/formattings.ts';
import { addJob } from './add-job.edit.ts';
import { connect } from './connect.edit.ts';
import { disconnect } from './disconnect.edit.ts';
import { removeJobs } from './remove-jobs.edit.ts';
import { renameJob } from './rename-job.edit.ts';
import { set } from './set.edit.ts';
import { unset } from './unset.edit.ts';

const PIPELINE = `# Churn
$schema: https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json
type: pipeline
inputs:
  raw: # where it comes from
    type: uri_file
    path: ./data/raw.csv
outputs:
  model:
    type: mlflow_model
settings:
  default_compute: azureml:cpu # cheap

jobs:
  # Cleans the table.
  prepare:
    type: command
    component: ./prepare.yml
    inputs:
      raw: \${{parent.inputs.raw}}

  # Splits it.
  split:
    type: command
    component: ./split.yml
    inputs:
      data: \${{parent.jobs.prepare.outputs.clean}} # all rows
      ratio: 0.2

  train:
    type: command
    component: ./train.yml
    inputs:
      data: \${{parent.jobs.split.outputs.train}}
      # rate was 0.1 before
      rate: 0.05
    outputs:
      model: \${{parent.outputs.model}}
# the end
`;

const component = (inputs: string, outputs: string) => `type: command\nname: x\ninputs:\n${inputs}outputs:\n${outputs}command: run\nenvironment: azureml:e:1\n`;
const FILES = {
  'prepare.yml': component('  raw: { type: uri_file }\n', '  clean: { type: uri_folder }\n  report: { type: uri_file }\n'),
  'split.yml': component(
    '  data: { type: uri_folder }\n  extra: { type: uri_folder, optional: true }\n  ratio: { type: number }\n',
    '  train: { type: uri_folder }\n  test: { type: uri_folder }\n',
  ),
  'train.yml': component(
    '  data: { type: uri_folder }\n  extra: { type: uri_folder, optional: true }\n  rate: { type: number }\n  table: { type: mltable, optional: true }\n',
    '  model: { type: mlflow_model }\n',
  ),
};

describe('connect', () => {
  test('adds one line in the order of the component', () => {
    const after = PIPELINE.replace('      # rate was', '      extra: ${{parent.jobs.split.outputs.test}}\n      # rate was');
    const args = { from: 'parent.jobs.split.outputs.test', to: 'parent.jobs.train.inputs.extra' };

    expectEdit(connect, args).on(PIPELINE, FILES).gives(after).undoes();
    expectInFormattings(connect, args, PIPELINE, after, FORMATTINGS, FILES);
  });

  test('changes the one line of an input that is bound already, its comment kept', () => {
    expectEdit(connect, { from: 'parent.jobs.prepare.outputs.clean', to: 'parent.jobs.train.inputs.data' })
      .on(PIPELINE, FILES)
      .gives(PIPELINE.replace('data: ${{parent.jobs.split.outputs.train}}', 'data: ${{parent.jobs.prepare.outputs.clean}}'))
      .touches(34);
  });

  test('refuses what would form a cycle and says how', () => {
    expectEdit(connect, { from: 'parent.jobs.train.outputs.model', to: 'parent.jobs.split.inputs.extra' })
      .on(PIPELINE, FILES)
      .refuses('would-form-cycle', 'train reads from split');
    expectEdit(connect, { from: 'parent.jobs.train.outputs.model', to: 'parent.jobs.train.inputs.extra' }).on(PIPELINE, FILES).refuses('reads-itself');
  });

  test('refuses types that can never fit, names that do not exist, and what is connected already', () => {
    const on = (from: string, to: string) => expectEdit(connect, { from, to }).on(PIPELINE, FILES);

    on('parent.jobs.prepare.outputs.clean', 'parent.jobs.train.inputs.rate').refuses('type-mismatch', 'takes number');
    on('parent.jobs.prepare.outputs.nope', 'parent.jobs.train.inputs.data').refuses('no-such-port', 'clean and report');
    on('parent.jobs.prepare.outputs.clean', 'parent.jobs.nope.inputs.data').refuses('no-such-job');
    on('parent.inputs.nope', 'parent.jobs.train.inputs.data').refuses('no-such-input');
    on('parent.jobs.split.outputs.train', 'parent.jobs.train.inputs.data').refuses('already-connected');
    on('parent.inputs.raw', 'parent.outputs.model').refuses('bad-arguments');
  });

  test('creates what is missing on the way', () => {
    const before = 'type: pipeline\njobs:\n  a:\n    type: command\n    component: ./prepare.yml\n  b:\n    type: command\n    component: ./split.yml\n';
    expectEdit(connect, { from: 'parent.jobs.a.outputs.clean', to: 'parent.jobs.b.inputs.data' })
      .on(before, FILES)
      .gives(`${before}    inputs:\n      data: \${{parent.jobs.a.outputs.clean}}\n`);
  });

  test('works inside braces', () => {
    const before = 'type: pipeline\njobs:\n  a: { type: command, component: ./prepare.yml }\n  b: { type: command, component: ./split.yml, inputs: {} } # b\n';
    expectEdit(connect, { from: 'parent.jobs.a.outputs.clean', to: 'parent.jobs.b.inputs.data' })
      .on(before, FILES)
      .gives(before.replace('inputs: {}', 'inputs: {data: "${{parent.jobs.a.outputs.clean}}"}'));
  });

  test('fills empty braces as braces, and disconnect gives them back', () => {
    for (const braces of ['{}', '{ }']) {
      const before = `type: pipeline\njobs:\n  a:\n    component: ./prepare.yml\n  b:\n    component: ./split.yml\n    inputs: ${braces} # none\n    compute: x\n`;
      const blank = braces.slice(1, -1);
      const there = expectEdit(connect, { from: 'parent.jobs.a.outputs.clean', to: 'parent.jobs.b.inputs.data' }).on(before, FILES);
      there.gives(before.replace(braces, `{${blank}data: "\${{parent.jobs.a.outputs.clean}}"${blank}}`)).undoes();

      expectEdit(disconnect, { to: 'parent.jobs.b.inputs.data' }).on(there.text(), FILES).gives(before);
    }
  });

  test('writes below an inputs without a value; disconnect takes that key away, which Azure ML would not have read', () => {
    const before = 'type: pipeline\njobs:\n  a:\n    component: ./prepare.yml\n  b:\n    component: ./split.yml\n    inputs:\n    compute: x\n';
    const there = expectEdit(connect, { from: 'parent.jobs.a.outputs.clean', to: 'parent.jobs.b.inputs.data' }).on(before, FILES).undoes();
    there.gives(before.replace('inputs:\n', 'inputs:\n      data: ${{parent.jobs.a.outputs.clean}}\n'));

    expectEdit(disconnect, { to: 'parent.jobs.b.inputs.data' }).on(there.text(), FILES).gives(before.replace('    inputs:\n', ''));
  });
});

describe('disconnect', () => {
  test('takes the line away and leaves no trace of a connection', () => {
    const args = { from: 'parent.jobs.split.outputs.test', to: 'parent.jobs.train.inputs.extra' };
    const connected = expectEdit(connect, args).on(PIPELINE, FILES).text();

    expectEdit(disconnect, { to: args.to }).on(connected, FILES).gives(PIPELINE).undoes();
  });

  test('takes an inputs that is left empty with it', () => {
    expectEdit(disconnect, { to: 'parent.jobs.prepare.inputs.raw' })
      .on(PIPELINE, FILES)
      .gives(PIPELINE.replace('    inputs:\n      raw: ${{parent.inputs.raw}}\n', ''));
  });

  test('frees an output of the pipeline', () => {
    expectEdit(disconnect, { to: 'parent.outputs.model' })
      .on(PIPELINE, FILES)
      .gives(PIPELINE.replace('    outputs:\n      model: ${{parent.outputs.model}}\n', ''));
    expectEdit(disconnect, { to: 'parent.jobs.split.inputs.ratio' }).on(PIPELINE, FILES).refuses('not-connected');
  });
});

describe('rename-job', () => {
  test('changes exactly the lines that name it', () => {
    const after = PIPELINE.replace('  split:\n', '  divide:\n').replace('parent.jobs.split.', 'parent.jobs.divide.');

    expectEdit(renameJob, { job: 'split', to: 'divide' }).on(PIPELINE, FILES).gives(after).touches(23, 34).undoes();
    expectInFormattings(renameJob, { job: 'split', to: 'divide' }, PIPELINE, after, FORMATTINGS, FILES);
  });

  test('refuses names that are taken or not allowed', () => {
    expectEdit(renameJob, { job: 'split', to: 'train' }).on(PIPELINE, FILES).refuses('name-taken');
    expectEdit(renameJob, { job: 'split', to: 'Split it' }).on(PIPELINE, FILES).refuses('bad-name');
    expectEdit(renameJob, { job: 'nope', to: 'x' }).on(PIPELINE, FILES).refuses('no-such-job', 'prepare, split and train');
  });
});

describe('remove-jobs', () => {
  test('takes the job, its comment and one blank line, and unbinds its readers', () => {
    const after = PIPELINE.replace(/ {2}# Splits it\.\n[\s\S]*?\n\n/, '').replace('      data: ${{parent.jobs.split.outputs.train}}\n', '');

    expectEdit(removeJobs, { jobs: ['split'] })
      .on(PIPELINE, FILES)
      .gives(after)
      .undoes();
    expectInFormattings(removeJobs, { jobs: ['split'] }, PIPELINE, after, FORMATTINGS, FILES);
  });

  test('leaves an empty mapping behind the last job', () => {
    const text = expectEdit(removeJobs, { jobs: ['prepare', 'split', 'train'] })
      .on(PIPELINE, FILES)
      .text();
    expect(text.endsWith('\njobs: {}\n# the end\n')).toBe(true);
  });
});

describe('add-job', () => {
  test('writes a component job behind the last, spaced as its neighbours', () => {
    const after = PIPELINE.replace('# the end', '\n  score:\n    type: command\n    component: ./train.yml\n# the end');
    expectEdit(addJob, { name: 'score', component: './train.yml' }).on(PIPELINE, FILES).gives(after).undoes();
    expectInFormattings(addJob, { name: 'score', component: './train.yml' }, PIPELINE, after, FORMATTINGS, FILES);
  });

  test('takes a snippet as it is written', () => {
    expectEdit(addJob, { name: 'score', yaml: 'type: command # mine\ncommand: >-\n  echo\n  hi\nenvironment: azureml:e:1\n', after: 'prepare' })
      .on(PIPELINE, FILES)
      .gives(
        PIPELINE.replace(
          '\n  # Splits',
          '\n  score:\n    type: command # mine\n    command: >-\n      echo\n      hi\n    environment: azureml:e:1\n\n  # Splits',
        ),
      );
  });

  test('fills an empty jobs', () => {
    expectEdit(addJob, { name: 'a', component: 'azureml:x:1' })
      .on('type: pipeline\njobs: {}\n')
      .gives('type: pipeline\njobs:\n  a:\n    type: command\n    component: azureml:x:1\n');
    expectEdit(addJob, { name: 'a', component: 'azureml:x:1' })
      .on('type: pipeline\njobs:')
      .gives('type: pipeline\njobs:\n  a:\n    type: command\n    component: azureml:x:1');
    expectEdit(addJob, { name: 'a', component: './nope.yml' }).on(PIPELINE, FILES).refuses('no-such-file');
  });
});

describe('set and unset', () => {
  const gives = (path: (string | number)[], value: Parameters<typeof set.apply>[1]['value'], before: string, after: string) => {
    expectEdit(set, { path, value }).on(before).gives(after).undoes();
  };

  test('keeps quotes, comments and everything else', () => {
    gives(['a'], 'y', "a: 'x' # c\n", "a: 'y' # c\n");
    gives(['a'], "it's", 'a: x # c\n', "a: it's # c\n");
    gives(['a'], 5, 'a: "x"\n', 'a: 5\n');
    gives(['a'], 'yes', 'a: x\n', 'a: "yes"\n');
    gives(['a'], 'x', 'a:\nb: 1\n', 'a: x\nb: 1\n');
    gives(['a'], 'x', 'a: # c\nb: 1\n', 'a: x # c\nb: 1\n');
    gives(['a'], 'y', 'a:\n  x # c\nb: 1\n', 'a:\n  y # c\nb: 1\n');
    gives(['a'], 'y', 'a: &n x\nb: 1\n', 'a: &n y\nb: 1\n');
    gives(['a'], 2, 'a: !!str 1\n', 'a: 2\n');
  });

  test('writes collections in the style at hand', () => {
    gives(['b', 'c', 'd'], 1, 'a: 1\n', 'a: 1\nb:\n  c:\n    d: 1\n');
    gives(['b'], [1, { x: 1, y: 'z' }], 'a: 1\n', 'a: 1\nb:\n  - 1\n  - x: 1\n    y: z\n');
    gives(['a'], { x: 1 }, 'a: 1 # c\nb: 2\n', 'a: # c\n  x: 1\nb: 2\n');
    gives(['a'], 1, 'a: # c\n  x: 1\nb: 2\n', 'a: 1 # c\nb: 2\n');
    gives(['a', 'y'], 2, 'a: { x: 1 }\n', 'a: { x: 1, y: 2 }\n');
    gives(['a', 'y'], 2, 'a: {\n  x: 1 # c\n}\n', 'a: {\n  x: 1, # c\n  y: 2\n}\n');
    gives(['a', 2], 'c', 'a:\n- a\n- b # c\nd: 1\n', 'a:\n- a\n- b # c\n- c\nd: 1\n');
    gives(['a'], ['a', 'x', 'b'], 'a: [a, b]\n', 'a: [a, x, b]\n');
    gives(['a'], { x: 1, z: 3 }, 'a:\n  x: 1 # c\n  y: 2\n', 'a:\n  x: 1 # c\n  z: 3\n');
    gives(['a', 'b'], 1, 'a:\n', 'a:\n  b: 1\n');
    gives(['a', 'b'], 1, 'a: {}', 'a:\n  b: 1');
  });

  test('writes text of several lines as a block', () => {
    gives(['a'], 'x\ny\n', 'a: 1 # c\nb: 2\n', 'a: | # c\n  x\n  y\nb: 2\n');
    gives(['a'], 'x\nz', 'a: |\n    x\n    y\n\nb: 2\n', 'a: |-\n    x\n    z\n\nb: 2\n');
    gives(['a'], 'x z', 'a: >-\n  x\n  y\nb: 2\n', 'a: >-\n  x z\nb: 2\n');
    gives(['a'], 5, 'a: |\n  x\n  y\n\nb: 2\n', 'a: 5\n\nb: 2\n');
  });

  test('quotes text of several lines where a block would swallow what follows, or lose its last line break', () => {
    gives(['a', 'b'], 'x\ny\n', 'a:\n  b: 1\n      # deeper\n  c: 2\n', 'a:\n  b: "x\\ny\\n"\n      # deeper\n  c: 2\n');
    gives(['b'], 'x\ny\n', 'a: 1', 'a: 1\nb: "x\\ny\\n"');
    gives(['b'], 'x\ny', 'a: 1', 'a: 1\nb: |-\n  x\n  y');
  });

  test('comes back to the same bytes at the end of a text without a last line break, and where a text holds a number sign', () => {
    const yaml = 'a: x\nb: >-\n  one\n  two ';
    const longer = expectEdit(set, { path: ['c'], value: 1 })
      .on(yaml)
      .text();
    expectEdit(unset, { path: ['c'] })
      .on(longer)
      .gives(yaml);

    const flow = 'a: { b: 1 }\n';
    const more = expectEdit(set, { path: ['a', 'c', 'd'], value: '# no comment' })
      .on(flow)
      .text();
    expectEdit(unset, { path: ['a', 'c', 'd'] })
      .on(more)
      .gives(flow);
  });

  test('leaves no blank line behind between keys that stand close together', () => {
    const yaml = 'type: pipeline\ndescription: x\n\njobs: {}\n';
    gives(['inputs'], { x: 1 }, yaml, 'type: pipeline\ndescription: x\n\ninputs:\n  x: 1\n\njobs: {}\n');
    gives(
      ['tags'],
      { x: 'y' },
      'type: pipeline\n\nname: a\nsettings:\n  force_rerun: true\n\njobs: {}\n',
      'type: pipeline\n\nname: a\ntags:\n  x: y\nsettings:\n  force_rerun: true\n\njobs: {}\n',
    );
  });

  test('takes away with what is left empty', () => {
    expectEdit(unset, { path: ['a', 'b', 'c'] })
      .on('a:\n  b:\n    c: 1\nd: 1\n')
      .gives('d: 1\n')
      .undoes();
    expectEdit(unset, { path: ['a', 'x'] })
      .on('a: { x: 1, y: 2 }\n')
      .gives('a: { y: 2 }\n');
    expectEdit(unset, { path: ['a', 'y'] })
      .on('a: { x: 1, y: 2 }\n')
      .gives('a: { x: 1 }\n');
    expectEdit(unset, { path: ['a', 0] })
      .on('a:\n  - x: 1\n    y: 2\n  - z\n')
      .gives('a:\n  - z\n');
    expectEdit(unset, { path: ['a', 'nope'] })
      .on('a: { x: 1, y: 2 }\n')
      .refuses('no-such-path');
    expectEdit(unset, { path: ['b'] })
      .on('a: 1\nb: 2')
      .gives('a: 1');
  });

  test('asks before it writes into shared text', () => {
    const yaml = 'a: &s\n  x: 1\n  y: 2 # two\nb: *s\n';
    expectEdit(set, { path: ['b', 'x'], value: 5 })
      .on(yaml)
      .refuses('shared-by-alias');
    expectEdit(set, { path: ['a', 'x'], value: 5 })
      .on(yaml)
      .refuses('shared-by-alias');
    expectEdit(set, { path: ['b', 'x'], value: 5, shared: 'edit' as const })
      .on(yaml)
      .gives('a: &s\n  x: 5\n  y: 2 # two\nb: *s\n')
      .undoes();
    expectEdit(set, { path: ['b', 'x'], value: 5, shared: 'copy' as const })
      .on(yaml)
      .gives('a: &s\n  x: 1\n  y: 2 # two\nb:\n  x: 5\n  y: 2 # two\n')
      .undoes();
    expectEdit(set, { path: ['a', 'x'], value: 5, shared: 'copy' as const })
      .on(yaml)
      .gives('a:\n  x: 5\n  y: 2 # two\nb: &s\n  x: 1\n  y: 2 # two\n')
      .undoes();
  });
});
