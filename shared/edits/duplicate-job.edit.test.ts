import { describe, test } from 'vitest';
import { expectEdit } from '#shared/testing/expect-edit.ts';
import { FORMATTINGS, inFormatting } from '#shared/testing/formattings.ts';
import { FILES, PIPELINE } from '#shared/testing/sample-pipeline.ts';
import { duplicateJob } from './duplicate-job.edit.ts';
import { removeJobs } from './remove-jobs.edit.ts';

const FLOW =
  'type: pipeline\noutputs:\n  o:\njobs: { a: { component: azureml:a:1, outputs: { x: "${{parent.outputs.o}}" } }, b: { component: azureml:b:1 } } # two\n';

describe('duplicate-job', () => {
  test('copies a job in braces as it is written', () => {
    expectEdit(duplicateJob, { job: 'b' })
      .on(FLOW)
      .gives(FLOW.replace('b: { component: azureml:b:1 }', 'b: { component: azureml:b:1 }, b_2: { component: azureml:b:1 }'))
      .undoes();
    expectEdit(duplicateJob, { job: 'a', name: 'c' }).on(FLOW).gives(FLOW.replace('" } }, b', '" } }, c: { component: azureml:a:1, outputs: { x: null } }, b'));
  });

  test('copies a job on lines of its own between braces', () => {
    const text = 'type: pipeline\njobs: {\n  a: {\n    component: azureml:a:1, # why\n    inputs: { n: 1 }\n  },\n  b: { component: azureml:b:1 }\n}\n';

    const there = expectEdit(duplicateJob, { job: 'a' }).on(text).undoes();

    there.gives(text.replace('  },\n', '  },\n  a_2: {\n    component: azureml:a:1, # why\n    inputs: { n: 1 }\n  },\n'));
    expectEdit(removeJobs, { jobs: ['a_2'] })
      .on(there.text())
      .gives(text);
  });

  for (const formatting of FORMATTINGS) {
    test(`leaves no trace once the copy is removed (${formatting})`, () => {
      for (const text of [FLOW, 'type: pipeline\njobs:\n  a:\n    command: >\n      run\n\n  # b\n  b:\n    command: |-\n      run this\n']) {
        const before = inFormatting(text, formatting);
        for (const job of ['a', 'b']) {
          const there = expectEdit(duplicateJob, { job, name: 'c' }).on(before).undoes().text();
          expectEdit(removeJobs, { jobs: ['c'] })
            .on(there)
            .gives(before);
        }
      }
    });
  }
});

describe('duplicate-job on lines of its own', () => {
  test('copies a job behind itself; outputs of the pipeline stay with the first', () => {
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
});
