import { describe, test } from 'vitest';
import { FILES, PIPELINE } from '#shared/testing/commented-pipeline.ts';
import { expectEdit, expectInFormattings } from '#shared/testing/expect-edit.ts';
import { FORMATTINGS } from '#shared/testing/formattings.ts';
import { addJob } from './add-job.edit.ts';
import { removeJobs } from './remove-jobs.edit.ts';
import { set } from './set.edit.ts';

const FLOW = 'type: pipeline\njobs: { a: { component: azureml:a:1 } } # one\n';

describe('add-job between braces', () => {
  test('writes a component job on the same line', () => {
    const there = expectEdit(addJob, { name: 'b', component: 'azureml:b:1' }).on(FLOW).undoes();

    there.gives('type: pipeline\njobs: { a: { component: azureml:a:1 }, b: { type: command, component: azureml:b:1 } } # one\n');
    expectEdit(removeJobs, { jobs: ['b'] })
      .on(there.text())
      .gives(FLOW);
  });

  test('writes a snippet behind the job that is named', () => {
    expectEdit(addJob, { name: 'b', yaml: 'type: command\ninputs:\n  n: 1\n  s: "a, b"\n', after: 'a' })
      .on('type: pipeline\njobs: {\n  a: { component: azureml:a:1 },\n  z: { component: azureml:z:1 },\n}\n')
      .gives(
        'type: pipeline\njobs: {\n  a: { component: azureml:a:1 },\n  b: { type: command, inputs: { n: 1, s: "a, b" } },\n  z: { component: azureml:z:1 },\n}\n',
      )
      .undoes();
  });

  test('works where the whole file stands in braces, jobs or none', () => {
    expectEdit(addJob, { name: 'b', component: 'azureml:b:1' })
      .on('{ type: pipeline, jobs: {} }\n')
      .gives('{ type: pipeline, jobs: {b: { type: command, component: azureml:b:1 }} }\n')
      .undoes();
  });

  test('refuses a snippet with comments: they have no place there', () => {
    expectEdit(addJob, { name: 'b', yaml: 'type: command # why\n' }).on(FLOW).refuses('would-break-text', 'braces');
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

  test('begins the jobs of a pipeline that has none, and parts what it writes as one would by hand', () => {
    const one = '  a:\n    type: command\n    component: azureml:x:1\n';
    const add = (name: string) => expectEdit(addJob, { name, component: 'azureml:x:1' });
    add('a').on('type: pipeline\n').gives(`type: pipeline\n\njobs:\n${one}`).undoes();
    add('b')
      .on(`type: pipeline\n\njobs:\n${one}`)
      .gives(`type: pipeline\n\njobs:\n${one}\n${one.replace('a:', 'b:')}`);
    add('b')
      .on(`type: pipeline\njobs:\n${one}`)
      .gives(`type: pipeline\njobs:\n${one}${one.replace('a:', 'b:')}`);
    const schema = '$schema: https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json\n';
    add('a').on(schema).gives(`${schema}\njobs:\n${one}`);
    add('a').on('{type: pipeline}\n').gives('{type: pipeline, jobs: {a: { type: command, component: azureml:x:1 }}}\n');
    expectEdit(set, { path: ['type'], value: 'pipeline' })
      .on('')
      .gives('type: pipeline\n')
      .undoes();
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
