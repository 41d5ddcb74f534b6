import type { Place } from '../check.ts';
import { defineCheck } from '../check.ts';
import { valuePlace } from '../common/inputs.ts';
import { fieldsIn } from '../common/walk.ts';
import { dataInputs, namesTest, namesTraining, sourceOf } from './data-inputs.ts';

/** What is called training data and what is called test data are not the same rows. */
export const sameTrainAndTestData = defineCheck({
  code: 'same-train-and-test-data',
  rule: 'trap',
  severity: 'warning',
  title: 'The same data as training data and as test data',
  run({ pipeline }, report) {
    const say = (at: Place, field: readonly string[], test: string, train: string, of: string, related: Place): void =>
      report({
        at,
        field,
        message: `\`${test}\` and \`${train}\` of ${of} are the same data, so the model is tested with rows that it has seen: split the data, or name the test set.`,
        related: [{ message: `\`${train}\` stands here.`, at: related }],
      });
    for (const test of pipeline.inputs.filter((input) => namesTest(input.name))) {
      const train = pipeline.inputs.find((input) => namesTraining(input.name) && input.path !== undefined && input.path === test.path);
      if (train)
        say(
          fieldsIn(test.entry.value).get('path')?.value ?? test.entry.key,
          ['inputs', test.name, 'path'],
          test.name,
          train.name,
          'the pipeline',
          train.entry.key,
        );
    }
    for (const job of pipeline.jobs) {
      const ports = dataInputs(job);
      for (const test of ports.filter((port) => namesTest(port.name))) {
        const source = sourceOf(pipeline, test);
        const train = ports.find((port) => namesTraining(port.name) && source !== undefined && sourceOf(pipeline, port) === source);
        // Two inputs of the pipeline with one path were said above.
        if (!train || test.bound !== train.bound) continue;
        say(valuePlace(job, test), ['jobs', job.id, 'inputs', test.name], test.name, train.name, `job \`${job.id}\``, valuePlace(job, train));
      }
    }
  },
});
