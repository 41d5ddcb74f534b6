import { any, dictionary, expression, flag, integer, kept, list, map, oneOf, preview, required, text, typeIs } from '../key-schema.ts';
import { JOB_OUTPUTS } from '../values.ts';

const JOB_BINDING = expression('A job: ${{parent.jobs.name}}.');

const BLOCK = (when: string) => oneOf([JOB_BINDING, list(JOB_BINDING, 'Jobs.')], `What runs when the condition is ${when}.`);

/** Chooses what runs. */
export const IF_ELSE = preview(
  map(
    {
      type: typeIs('if_else', 'Chooses what runs.'),
      condition: required(oneOf([expression('An output that is true or false.'), flag('Always the same way.')], 'The output that decides.')),
      true_block: BLOCK('true'),
      false_block: BLOCK('false'),
      comment: text('A remark.'),
    },
    'Chooses what runs (private preview).',
    kept,
  ),
);

/** Repeats a job. */
export const DO_WHILE = preview(
  map(
    {
      type: typeIs('do_while', 'Repeats.'),
      body: required({ ...JOB_BINDING, description: 'The job that is repeated, as ${{parent.jobs.name}}.' }),
      condition: oneOf([expression('An output of the body.'), text('Name of an output of the body.')], 'Goes on while this output of the body is true.'),
      mapping: required(
        dictionary(
          oneOf([text('An input of the body.'), list(text('An input.'), 'Inputs.')], 'Inputs of the body.'),
          'Outputs of the body that feed its inputs in the next round.',
          { keyName: 'output' },
        ),
      ),
      limits: required(map({ max_iteration_count: required(integer('Most rounds.', { min: 1, max: 1000 })) }, 'How often.')),
      comment: text('A remark.'),
    },
    'Repeats a job (private preview).',
    kept,
  ),
);

/** Runs a job for each item. */
export const PARALLEL_FOR = preview(
  map(
    {
      type: typeIs('parallel_for', 'Runs once for each item.'),
      body: required({ ...JOB_BINDING, description: 'The job that runs for each item.' }),
      items: required(
        oneOf(
          [list(any('Values by input of the body.'), 'A list.'), any('A mapping of items.'), expression('An output with items.'), text('Items as JSON.')],
          'What it runs for: keys are inputs of the body.',
        ),
      ),
      max_concurrency: integer('Runs at the same time.', { min: 1 }),
      outputs: JOB_OUTPUTS,
      comment: text('A remark.'),
    },
    'Runs a job once for each item (private preview).',
    kept,
  ),
);
