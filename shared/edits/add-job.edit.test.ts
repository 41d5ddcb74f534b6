import { describe, test } from 'vitest';
import { expectEdit } from '#shared/testing/expect-edit.ts';
import { addJob } from './add-job.edit.ts';
import { removeJobs } from './remove-jobs.edit.ts';

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
