import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectOf, runProject } from '../testing/run-project.ts';
import { forecastRun } from './forecast.ts';
import { planFile } from './plan-file.ts';

const SCRIPT = `import argparse, os, sys
from azureml_user.parallel_run import EntryScript

def init():
    global word, logger
    parser = argparse.ArgumentParser()
    parser.add_argument('--word')
    word = parser.parse_args().word
    logger = EntryScript().logger

def run(mini_batch, context):
    logger.info('batch %d of %d', context.minibatch_index, len(mini_batch))
    rows = []
    for path in mini_batch:
        name = os.path.basename(path)
        marker = os.path.join(os.environ['MARKS'], name)
        if name == 'flaky.txt' and not os.path.exists(marker):
            open(marker, 'w').close()
            raise RuntimeError('not the first time')
        if name == 'crash.txt':
            os._exit(3)
        if name == 'slow.txt':
            import time; time.sleep(60)
        rows.append(word + ' ' + name + ' ' + open(path).read())
    return rows

def shutdown():
    print('bye')
`;

function pipeline(marks: string, settings: string, script = 'score.py'): string {
  return `type: pipeline
jobs:
  score:
    type: parallel
    inputs: {files: {type: uri_folder, path: ./files}}
    outputs: {rows: {type: uri_file}}
    input_data: \${{inputs.files}}
    mini_batch_size: "2"
    max_concurrency_per_instance: 2
    environment_variables: {MARKS: ${marks}}
${settings}    task:
      type: run_function
      code: ./src
      entry_script: ${script}
      environment: {image: python:3.11}
      program_arguments: --word hello --error_threshold -1 --copy_logs_to_parent True
      append_row_to: \${{outputs.rows}}
`;
}

const hasPython = spawnSync('python3', ['--version']).status === 0;
const FILES = { 'src/score.py': SCRIPT, 'files/a.txt': '1', 'files/b.txt': '2', 'files/deep/c.txt': '3' };

test.skipIf(!hasPython)('a parallel job gives its script mini-batches, tries again what failed, and appends the rows in order', async () => {
  const root = projectOf('', { ...FILES, 'files/flaky.txt': '4', 'files/z.txt': '5', 'marks/x': '' });
  writeFileSync(join(root, 'pipeline.yml'), pipeline(join(root, 'marks'), ''));

  const done = await runProject(root, { python: 'python3' });
  const planned = planFile({ cwd: root, file: 'pipeline.yml', sets: new Map(), maps: new Map() });
  const forecast = planned.ok ? await forecastRun(planned.value.plan, root) : new Map();
  const again = await runProject(root, { python: 'python3' });

  expect(done.messageOf('score')).toBeUndefined();
  expect(done).toMatchObject({ result: 'passed', jobs: { score: 'passed' } });
  expect(readFileSync(done.outputs['score.rows'] ?? '', 'utf8')).toBe('hello a.txt 1\nhello b.txt 2\nhello c.txt 3\nhello flaky.txt 4\nhello z.txt 5\n');
  expect(done.events).toContainEqual(expect.objectContaining({ type: 'job-progress', job: 'score', done: 3, of: 3 }));
  const log = readFileSync(join(root, '.sluice', 'runs', done.run, 'logs', 'score.log'), 'utf8');
  expect(log).toContain('RuntimeError: not the first time');
  expect(log).toContain('bye');
  expect(again.jobs).toEqual({ score: 'reused' });
  expect(forecast.get('score')).toMatchObject({ will: 'reuse' });
});

test.skipIf(!hasPython)(
  'mini-batches that time out or crash count as failed, and too many of them fail the job; a script may be named as a module',
  async () => {
    const settings = '    retry_settings: {max_retries: 0, timeout: 1}\n';
    const files = { ...FILES, 'files/crash.txt': '', 'marks/x': '' };
    const named = { 'src/scoring/main.py': 'from .rows import init, run\n', 'src/scoring/rows.py': SCRIPT };
    const lenient = projectOf(pipeline('.', settings, 'scoring.main'), { ...files, ...named, 'files/deep/slow.txt': '' });
    const strict = projectOf(pipeline('.', `${settings}    mini_batch_error_threshold: 0\n`), files);

    const passed = await runProject(lenient, { python: 'python3' });
    const failed = await runProject(strict, { python: 'python3' });

    expect(passed.jobs).toEqual({ score: 'passed' });
    expect(readFileSync(passed.outputs['score.rows'] ?? '', 'utf8')).toBe('hello a.txt 1\nhello b.txt 2\n');
    expect(failed.jobs).toEqual({ score: 'failed' });
    expect(failed.messageOf('score')).toMatch(/mini-batches failed, and mini_batch_error_threshold allows 0\./);
  },
);
