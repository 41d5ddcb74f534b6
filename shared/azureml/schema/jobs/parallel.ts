import { any, dictionary, type FieldSchema, integer, kept, list, longText, map, oneOf, oneWord, path, ref, required, text, typeIs } from '../key-schema.ts';
import { CODE, COMPUTE, ENVIRONMENT, IDENTITY, INLINE_ENVIRONMENT, RESOURCES, RETRY_SETTINGS } from '../shared-objects.ts';
import { bind, component, NODE } from './node-keys.ts';

/** Keys that parallel nodes and parallel components share. */
export const PARALLEL_KEYS: Readonly<Record<string, FieldSchema>> = {
  input_data: text('The input that is cut into mini-batches: ${{inputs.data}}.', bind),
  mini_batch_size: text('Files in a mini-batch, or its size as 10kb, in quotes.', { pattern: '^\\d+([kKmMgG][bB])*$' }),
  partition_keys: list(text('A column.', bind), 'Columns by which a table is cut; wins over the size.'),
  mini_batch_error_threshold: integer('Mini-batches that may fail; -1: any number.', { default: -1, min: -1 }),
  error_threshold: integer('Files or rows that may fail; -1: any number.', { default: -1, min: -1 }),
  logging_level: oneWord({ DEBUG: 'Everything.', INFO: 'What is done.', WARNING: 'What went wrong.' }, 'How much is logged.', {
    default: 'INFO',
    caseSensitive: true,
  }),
  max_concurrency_per_instance: integer('Processes on each machine.', { default: 1, min: 1 }),
  retry_settings: RETRY_SETTINGS,
  resources: RESOURCES,
  task: map(
    {
      type: oneWord({ run_function: 'A Python script with init() and run().', model: 'A model.', function: 'A function.' }, 'What handles a mini-batch.', {
        required: true,
      }),
      code: CODE,
      entry_script: path('The script in that folder.'),
      program_arguments: longText('Arguments of the script.'),
      environment: required(oneOf([ref('environment', 'A registered environment.'), INLINE_ENVIRONMENT], 'What the script runs in.')),
      model: ref('model', 'The model that handles a mini-batch, for type model.'),
      append_row_to: text('The output that all rows are appended to: ${{outputs.x}}.', bind),
    },
    'What handles a mini-batch.',
    kept,
  ),
};

/** Here numbers and truth values need quotes. */
const TEXT_VARIABLES: FieldSchema = dictionary(text('The value.', bind), 'Variables that the process finds in its environment.', { keyName: 'variable' });

/** A node that runs a parallel component. */
export const PARALLEL = map(
  {
    type: typeIs('parallel', 'A job that cuts its input into mini-batches and runs over them.'),
    component: component('A parallel component or a prompt flow.'),
    ...PARALLEL_KEYS,
    ...NODE,
    compute: COMPUTE,
    environment_variables: TEXT_VARIABLES,
    identity: IDENTITY,
  },
  'Runs a component over mini-batches.',
  kept,
);

/** A parallel job that is written in place. */
export const PARALLEL_INLINE = map(
  {
    type: typeIs('parallel', 'A job that cuts its input into mini-batches and runs over them.'),
    ...PARALLEL_KEYS,
    task: required(PARALLEL_KEYS.task ?? any('What handles a mini-batch.')),
    ...NODE,
    compute: COMPUTE,
    environment: ENVIRONMENT,
    environment_variables: TEXT_VARIABLES,
    identity: IDENTITY,
  },
  'Runs a script over mini-batches.',
);
