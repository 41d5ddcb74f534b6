import { describe, expect, test } from 'vitest';
import { planOf } from '#shared/testing/plan-of.ts';
import type { EachTask, LoopTask, RunPlan } from './run-plan.ts';
import { nameInRound, roundOf } from './task-round.ts';

const BODY = `type: command
inputs: {n: {type: integer}, d: {type: uri_file, optional: true}}
outputs: {o: {type: uri_file}, again: {type: boolean}}
command: go \${{inputs.n}} $[[\${{inputs.d}}]] \${{outputs.o}}
environment: {image: ubuntu}
`;
const JOBS = 'type: pipeline\njobs:\n  body: {type: command, component: ./c.yml, inputs: {n: 1}}\n';

function messages(plan: RunPlan): readonly string[] {
  return plan.obstacles.map((one) => one.message);
}

describe('if_else', () => {
  const fork = (more: string) =>
    planOf({
      'c.yml': BODY,
      'pipeline.yml': `${JOBS}  a: {type: command, component: ./c.yml, inputs: {n: 2}}\n  b: {type: command, component: ./c.yml, inputs: {n: 2}}\n  fork: {type: if_else, ${more}}\n`,
    });

  test('its blocks wait for it, and it for its condition', () => {
    const plan = fork(`condition: '\${{parent.jobs.body.outputs.again}}', true_block: ['\${{parent.jobs.a}}', '\${{parent.jobs.b}}']`);

    expect(plan.obstacles).toEqual([]);
    expect(plan.tasks.map((task) => [task.id, task.waitsFor])).toEqual([
      ['body', []],
      ['fork', ['body']],
      ['a', ['fork']],
      ['b', ['fork']],
    ]);
  });

  test('what it cannot decide by is said before the run', () => {
    expect(messages(fork(`condition: '\${{parent.jobs.gone.outputs.x}}', true_block: '\${{parent.jobs.a}}'`))[0]).toContain('which there is not');
    expect(messages(fork(`condition: maybe, true_block: '\${{parent.jobs.a}}'`))).toEqual([
      'The condition of `fork` is maybe, which is neither true nor false.',
    ]);
    expect(messages(fork('condition: true'))).toEqual(['`fork` has neither a true_block nor a false_block, so it decides nothing.']);
    expect(messages(fork(`condition: true, true_block: '\${{parent.jobs.a}}', false_block: '\${{parent.jobs.a}}'`))).toEqual([
      '`a` stands in both blocks of `fork`. Leave it in one.',
    ]);
  });
});

describe('do_while', () => {
  const loop = (more: string, jobs = '') =>
    planOf({
      'c.yml': BODY,
      'pipeline.yml': `${JOBS}  loop: {type: do_while, body: '\${{parent.jobs.body}}', ${more}}\n  after: {type: command, component: ./c.yml, inputs: {n: 3, d: '\${{parent.jobs.body.outputs.o}}'}}\n${jobs}`,
    });

  test('its body is within it, and whoever reads the body waits for the last round', () => {
    const plan = loop(`condition: '\${{parent.jobs.body.outputs.again}}', mapping: {o: d}, limits: {max_iteration_count: 5}`);
    const task = plan.tasks[0] as LoopTask;

    expect(plan.obstacles).toEqual([]);
    expect(plan.tasks.map((one) => [one.id, one.waitsFor])).toEqual([
      ['loop', []],
      ['after', ['loop']],
    ]);
    expect(task).toMatchObject({ bodyId: 'body', maxIterations: 5, condition: { task: 'body', port: 'again' }, mapping: { o: ['d'] } });
    expect(roundOf(task, 2, () => ({ from: 'task', task: 'body[1]', port: 'o', type: undefined, mode: undefined }))[0]).toMatchObject({
      id: 'body[2]',
      inputs: { n: { value: 1 }, d: { from: 'task', task: 'body[1]', port: 'o' } },
    });
    expect(nameInRound(task, 3, 'body.train')).toBe('body[3].train');
  });

  test('what is wrong with it is said before the run', () => {
    expect(messages(loop('condition: true'))[0]).toContain('needs a limit from 1 to 1000');
    expect(messages(loop('condition: true, mapping: {zz: d}, limits: {max_iteration_count: 2}'))).toEqual([
      '`loop` maps the output `zz`, which its body has not.',
    ]);
    expect(messages(loop(`condition: '\${{parent.jobs.body.outputs.no}}', limits: {max_iteration_count: 2}`))[0]).toContain('no output of its body');
    expect(
      messages(
        loop(
          'condition: true, limits: {max_iteration_count: 2}',
          "  second: {type: do_while, body: '${{parent.jobs.body}}', condition: true, limits: {max_iteration_count: 2}}\n",
        ),
      ),
    ).toEqual(['`body` is the body of two loops. Give each its own.']);
  });
});

describe('parallel_for', () => {
  const each = (items: string, inputs = '') =>
    planOf({
      'c.yml': BODY,
      'x.csv': '1',
      'pipeline.yml': `type: pipeline\n${inputs}${JOBS.slice('type: pipeline\n'.length)}  loop:\n    type: parallel_for\n    body: \${{parent.jobs.body}}\n    items: ${items}\n`,
    });

  test('items come as a list, a mapping, a JSON text or an input with one; an item may name a file', () => {
    const items = (plan: RunPlan) => {
      expect(plan.obstacles).toEqual([]);
      const task = plan.tasks[0] as EachTask;
      return Array.isArray(task.items) ? task.items.map((item) => item.n?.text) : task.items;
    };

    expect(items(each('[{n: 1}, {n: 2}]'))).toEqual(['1', '2']);
    expect(items(each('{a: {n: 1}, b: {n: 2}}'))).toEqual(['1', '2']);
    expect(items(each(`'[{"n":1},{"n":2}]'`))).toEqual(['1', '2']);
    expect(items(each('${{parent.inputs.its}}', `inputs: {its: '[{"n": 1}]'}\n`))).toEqual(['1']);
    expect((each('[{n: 1, d: {path: ./x.csv}}]').tasks[0] as EachTask).items).toMatchObject([{ d: { from: 'path', path: 'x.csv', type: 'uri_file' } }]);
    expect(each('[{n: 1}]').tasks[0]?.outputs).toMatchObject({ o: { type: 'mltable' }, again: { type: 'string' } });
  });

  test('items that do not fit are said before the run', () => {
    expect(messages(each('[]'))).toEqual(['`loop` has no items, so its body would never run.']);
    expect(messages(each('[{n: 1}, {zz: 2}]'))).toEqual(['Item 2 of `loop` gives `zz`, which is no input of `body`.']);
    expect(messages(each('not json'))[0]).toContain('are no JSON list');
  });
});

describe('parallel', () => {
  const parallel = (more: string, task = '') =>
    planOf({
      'src/score.py': '',
      'data/a.txt': '',
      'pipeline.yml': `type: pipeline\njobs:\n  score:\n    type: parallel\n    inputs: {files: {type: uri_folder, path: ./data}}\n    outputs: {rows: {type: uri_file}}\n${more}    task: {type: run_function, code: ./src, entry_script: score.py, environment: {image: python:3.11}${task}}\n`,
    });

  test('its settings have the defaults of Azure ML', () => {
    const plan = parallel('    input_data: ${{inputs.files}}\n', ", append_row_to: '${{outputs.rows}}'");

    expect(plan.obstacles).toEqual([]);
    expect(plan.tasks).toMatchObject([
      {
        kind: 'parallel',
        data: 'files',
        appendRowTo: 'rows',
        maxConcurrency: 1,
        errorThreshold: -1,
        miniBatchErrorThreshold: -1,
        loggingLevel: 'INFO',
        retries: { maxRetries: 2, timeoutMs: 60_000 },
        entry: { code: 'src', script: 'score.py' },
      },
    ]);
  });

  test('what is missing is said before the run', () => {
    expect(messages(parallel(''))).toEqual(['`score` does not say which of its inputs is cut into mini-batches. Write input_data: ${{inputs.NAME}}.']);
    expect(messages(parallel('    input_data: ${{inputs.files}}\n    mini_batch_size: "10 kb"\n'))[0]).toContain('mini_batch_size 10 kb');
  });
});

describe('a job in a file of its own', () => {
  const job = (text: string, sets: Readonly<Record<string, string>> = {}) =>
    planOf({ 'jobs/train-model.yml': text, 'jobs/src/a.py': '', 'x.csv': '' }, { path: 'jobs/train-model.yml', sets });

  test('a command job is planned as the one job of a pipeline, and --set gives its inputs', () => {
    const text = `---\n# A job.\ncommand: >-\n  python a.py\n  --rate \${{inputs.rate}}\ncode: ./src\nenvironment: {image: python}\ninputs:\n  rate: 0.5\n  data: {type: uri_file, path: ../x.csv}\ndisplay_name: My job\n`;

    const plan = job(text);
    const other = job(text, { rate: '0.7' });

    expect(plan.obstacles).toEqual([]);
    expect(plan).toMatchObject({ name: 'My job', file: 'jobs/train-model.yml' });
    expect(plan.tasks).toMatchObject([
      {
        id: 'train_model',
        kind: 'command',
        command: 'python a.py --rate ${{inputs.rate}}',
        code: 'jobs/src',
        inputs: { rate: { text: '0.5' }, data: { path: 'x.csv' } },
      },
    ]);
    expect(other.tasks[0]?.inputs).toMatchObject({ rate: { text: '0.7' }, data: { path: 'x.csv' } });
    expect(messages(job(text, { rat: '1' }))).toEqual(['The pipeline has no input `rat` to set. It has rate, data.']);
  });

  test('a sweep job has its own inputs in its trial', () => {
    const text =
      'type: sweep\ntrial:\n  command: go ${{inputs.A}} ${{search_space.B}}\n  environment: {image: ubuntu}\ninputs: {A: 0.5}\nsearch_space: {B: {type: choice, values: [1, 2]}}\nobjective: {goal: minimize, primary_metric: loss}\nlimits: {max_total_trials: 4}\n';

    const plan = job(text);

    expect(plan.obstacles).toEqual([]);
    expect(plan.tasks).toMatchObject([{ kind: 'sweep', inputs: { A: { text: '0.5' } }, limits: { maxTrials: 4 } }]);
  });

  test('a component runs with what --set gives it; what it still needs is named', () => {
    expect(messages(job(BODY))).toEqual(['The input `n` of the pipeline has no value, and a job needs one. Give it in the file, or with --set n=VALUE.']);
    expect(job(BODY, { n: '3', d: 'x.csv' }).tasks).toMatchObject([{ id: 'train_model', inputs: { n: { text: '3' }, d: { path: 'x.csv' } } }]);
  });

  test('what is no job is said to be none', () => {
    expect(messages(job('name: x\ndependencies: [python=3.10]\n'))[0]).toContain('is no pipeline, job or component');
  });
});

describe('sweep', () => {
  const sweep = (sampling: string, space: string, more = '') =>
    planOf({
      'c.yml': BODY,
      'pipeline.yml': `type: pipeline\njobs:\n  tune:\n    type: sweep\n    trial: ./c.yml\n    sampling_algorithm: ${sampling}\n    search_space: {n: ${space}}\n    objective: {goal: maximize, primary_metric: acc}\n    limits: {max_total_trials: 3}\n${more}`,
    });

  test('policies and samplings are planned as written; what Azure ML would refuse is noted', () => {
    const plan = sweep(
      'bayesian',
      '{type: uniform, min_value: 0, max_value: 1}',
      '    early_termination: {type: bandit, slack_factor: 0.1, delay_evaluation: 2}\n',
    );

    expect(plan.obstacles).toEqual([]);
    expect(plan.notes).toEqual([]);
    expect(plan.tasks).toMatchObject([{ sampling: 'bayesian', earlyTermination: { type: 'bandit', slack_factor: 0.1, delay_evaluation: 2 } }]);
    expect(sweep('bayesian', '{type: lognormal, mu: 0, sigma: 1}').notes[0]).toContain('Azure ML does so for choice, uniform and quniform only');
  });

  test('a seed, a Sobol rule and values with a search of their own are planned; without a limit all trials may run at once', () => {
    const plan = sweep(
      '{type: random, seed: 42, rule: sobol}',
      '{type: choice, values: [none, {rate: {type: uniform, min_value: 0, max_value: 1}, name: conv}]}',
    );
    const odd = sweep('grid', '{type: choice, values: [{rate: {type: triangle}}, {n: {type: uniform, min_value: 0, max_value: 1}}]}');

    expect(plan.obstacles).toEqual([]);
    expect(plan.notes).toEqual([]);
    expect(plan.tasks).toMatchObject([
      {
        sampling: 'sobol',
        seed: 42,
        limits: { maxTrials: 3, maxConcurrent: 3 },
        space: { n: { values: ['none', { rate: { type: 'uniform' }, name: { type: 'choice', values: ['conv'] } }] } },
      },
    ]);
    expect(messages(odd)).toEqual([
      expect.stringContaining('by triangle, which is no distribution'),
      expect.stringContaining('on a grid, which `n` (choice) has none of'),
    ]);
  });

  test('a grid needs values that can be counted; a policy has to be one', () => {
    expect(messages(sweep('grid', '{type: qnormal, mu: 0, sigma: 1, q: 1}'))[0]).toContain('which `n` (qnormal) has none of');
    expect(messages(sweep('random', '{type: triangle}'))[0]).toContain('which is no distribution');
    expect(messages(sweep('random', '{type: randint, upper: 3}', '    early_termination: {type: luck}\n'))[0]).toContain('ends trials early by luck');
  });
});

describe('code from elsewhere', () => {
  const CODE = 'git+https://github.com/team/train.git@v2#subdirectory=src';
  const files = {
    'here/train.py': '',
    'pipeline.yml': `type: pipeline\njobs:\n  train: {type: command, command: echo, code: "${CODE}", environment: {image: ubuntu}}\n`,
  };

  test('is named with how to get it, and may be mapped to a folder', () => {
    expect(messages(planOf(files))).toEqual([
      `The code of \`train\` is ${CODE}, which is not on this computer. Get it with git clone https://github.com/team/train.git and name its folder under code, or map it in .sluice/local.yml under data; for this call: --map ${CODE}=FOLDER.`,
    ]);
    expect(planOf(files, { local: `data: {"${CODE}": ./here}\n` })).toMatchObject({ obstacles: [], tasks: [{ code: 'here' }] });
  });
});

describe('a job that cannot run here', () => {
  const FILES = {
    'c.yml': BODY,
    'kept/model/x': '',
    'sub.yml': `type: pipeline\noutputs: {model: {type: uri_folder}}\njobs:\n  best: {type: automl, task: classification, target_column_name: y, primary_metric: accuracy, training_data: {type: mltable, path: ./kept/model}, outputs: {best_model: '\${{parent.outputs.model}}'}}\n`,
    'pipeline.yml': `type: pipeline
jobs:
  wash: {type: spark, entry: {file: a.py}, code: ./src, outputs: {table: {type: uri_folder}, count: {type: integer}}}
  find: {type: pipeline, component: ./sub.yml}
  use:
    type: command
    command: go \${{inputs.table}} \${{inputs.count}} \${{inputs.model}}
    environment: {image: ubuntu}
    inputs: {table: '\${{parent.jobs.wash.outputs.table}}', count: '\${{parent.jobs.wash.outputs.count}}', model: '\${{parent.jobs.find.outputs.model}}'}
`,
  };

  test('is named with its reason and what one can do', () => {
    expect(messages(planOf(FILES))).toEqual([
      '`wash` needs Azure ML: it is a Spark job. To run the rest here, record its result under outputs in .sluice/local.yml (wash.table: ./path), or comment it out.',
      '`find.best` needs Azure ML: it is an AutoML job. To run the rest here, record its result under outputs in .sluice/local.yml (find.best.best_model: ./path), or comment it out.',
    ]);
  });

  test('is skipped when what it would write is recorded, also within a pipeline', () => {
    const plan = planOf(FILES, { local: 'outputs:\n  wash.table: ./kept\n  wash.count: 7\n  find.best.best_model: ./kept/model\n' });

    expect(plan.obstacles).toEqual([]);
    expect(plan.recorded).toEqual([
      { id: 'wash', job: 'wash', outputs: { table: './kept', count: '7' } },
      { id: 'find.best', job: 'find', outputs: { best_model: './kept/model' } },
    ]);
    expect(plan.tasks).toMatchObject([
      {
        id: 'use',
        waitsFor: [],
        inputs: { table: { from: 'path', path: 'kept' }, count: { from: 'literal', text: '7' }, model: { from: 'path', path: 'kept/model' } },
      },
    ]);
    expect(plan.notes).toHaveLength(2);
  });

  test('needs a record of every output that others read', () => {
    const plan = planOf(FILES, { local: 'outputs:\n  wash.table: ./kept\n  find.model: ./gone\n' });

    expect(messages(plan)).toEqual([
      '`wash` is not run, and its output `count` is not recorded. Add wash.count: ./path under outputs in .sluice/local.yml.',
      'There is no file or folder gone. Create it, or correct the path.',
    ]);
  });
});
