import type { JobKind } from '../kinds.ts';
import { AUTOML } from './automl.ts';
import {
  any,
  dictionary,
  expression,
  type FieldSchema,
  flag,
  integer,
  list,
  longText,
  map,
  oneOf,
  oneWord,
  path,
  preview,
  ref,
  required,
  text,
  typeIs,
  words,
} from './key-schema.ts';
import { SPARK_MACHINES } from './often-used.ts';
import {
  ABOUT,
  CODE,
  COMPUTE,
  DISTRIBUTION,
  ENVIRONMENT,
  ENVIRONMENT_VARIABLES,
  IDENTITY,
  INLINE_ENVIRONMENT,
  LOOSE_PROPERTIES,
  PROPERTIES,
  QUEUE_SETTINGS,
  RESOURCES,
  RETRY_SETTINGS,
  SCHEMA_KEY,
  SERVICES,
  TIMEOUT_LIMITS,
} from './shared-objects.ts';
import { SWEEP_KEYS } from './sweep.ts';
import { COMPONENT_INPUTS, COMPONENT_OUTPUTS, JOB_INPUTS, JOB_OUTPUTS } from './values.ts';

const bind = { mayBind: true } as const;

export const COMMAND: FieldSchema = longText(
  'What is run. Inputs and outputs stand in it as ${{inputs.x}} and ${{outputs.y}}; $[[…]] is left out when the optional input in it is not set.',
);

/** Keys of every node. */
const NODE: Readonly<Record<string, FieldSchema>> = {
  inputs: JOB_INPUTS,
  outputs: JOB_OUTPUTS,
  properties: PROPERTIES,
  comment: text('A remark that Azure ML keeps.'),
  name: text('Ignored: the key under jobs is the name.'),
  ...ABOUT,
  experiment_name: text('Ignored in a pipeline: its own experiment counts.'),
};

const component = (description: string) => required(ref('component', description));

const COMMAND_RUN: Readonly<Record<string, FieldSchema>> = {
  compute: COMPUTE,
  environment_variables: ENVIRONMENT_VARIABLES,
  resources: RESOURCES,
  distribution: DISTRIBUTION,
  limits: TIMEOUT_LIMITS,
  queue_settings: QUEUE_SETTINGS,
  services: SERVICES,
  identity: IDENTITY,
};

const COMMAND_WITH_COMPONENT = map(
  {
    type: typeIs('command', 'A job that runs one command.'),
    component: component('What it runs: a component file, or azureml:name:version.'),
    ...NODE,
    ...COMMAND_RUN,
    environment: { ...ENVIRONMENT, description: 'The environment, in place of the component’s own.' },
    code: CODE,
    command: COMMAND,
  },
  'Runs a command component.',
  { unknownKeys: 'kept' },
);

const COMMAND_INLINE = map(
  {
    type: typeIs('command', 'A job that runs one command.'),
    command: required(COMMAND),
    environment: required(ENVIRONMENT),
    code: CODE,
    ...NODE,
    ...COMMAND_RUN,
    parent_job_name: text('Name of the job that it belongs to.'),
  },
  'Runs a command written here.',
);

/** In a pipeline a trial that is written in place is a component. */
const TRIAL: FieldSchema = oneOf(
  [
    ref('component', 'A command component: its file, or azureml:name:version.'),
    map(
      {
        type: { ...typeIs('command', 'A component that runs a command.'), required: false },
        name: text('Its name.'),
        version: text('Its version, in quotes.', { anyScalar: true }),
        ...ABOUT,
        inputs: COMPONENT_INPUTS,
        outputs: COMPONENT_OUTPUTS,
        command: required(COMMAND),
        environment: required(ENVIRONMENT),
        code: CODE,
        environment_variables: ENVIRONMENT_VARIABLES,
        distribution: DISTRIBUTION,
        resources: RESOURCES,
        is_deterministic: flag('False when the same inputs may give other outputs.', { default: true }),
      },
      'A command component written here.',
      { unknownKeys: 'kept' },
    ),
  ],
  'What every trial runs: a command component, or one written here.',
);

/** A sweep that stands alone takes the command itself. */
const TRIAL_ALONE: FieldSchema = map(
  {
    command: required(COMMAND),
    environment: required(ENVIRONMENT),
    code: CODE,
    environment_variables: ENVIRONMENT_VARIABLES,
    distribution: DISTRIBUTION,
    resources: RESOURCES,
  },
  'The command that every trial runs.',
);

const SWEEP = map(
  {
    type: typeIs('sweep', 'A job that tries hyperparameters and keeps the best trial.'),
    trial: required(TRIAL),
    ...SWEEP_KEYS,
    ...NODE,
    compute: COMPUTE,
    resources: RESOURCES,
    queue_settings: QUEUE_SETTINGS,
    identity: IDENTITY,
  },
  'Tries hyperparameters and keeps the best trial.',
  { unknownKeys: 'kept' },
);

const SWEEP_ALONE: FieldSchema = { ...SWEEP, keys: { ...SWEEP.keys, trial: required(TRIAL_ALONE) } };

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
    { unknownKeys: 'kept' },
  ),
};

/** Here numbers and truth values need quotes. */
const TEXT_VARIABLES: FieldSchema = dictionary(text('The value.', bind), 'Variables that the process finds in its environment.', { keyName: 'variable' });

const PARALLEL = map(
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
  { unknownKeys: 'kept' },
);
const PARALLEL_INLINE = map(
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

const files = (what: string) => list(path('A file.'), what);

/** Keys that spark nodes and spark components share. */
export const SPARK_KEYS: Readonly<Record<string, FieldSchema>> = {
  code: CODE,
  entry: required(
    map({ file: path('The script in the code folder.'), class_name: text('A class. Read, but refused by Azure ML.') }, 'The script that Spark starts.'),
  ),
  py_files: files('Python files and archives that the script imports.'),
  jars: files('Java archives that are put on the class path.'),
  files: files('Files copied to the working folder.'),
  archives: files('Archives unpacked in the working folder.'),
  conf: map(
    {
      'spark.driver.cores': integer('How many cores the driver has.', { min: 1, lenient: true }),
      'spark.driver.memory': text('Memory of the driver, as 2g.', { anyScalar: true, lenient: true }),
      'spark.executor.cores': integer('How many cores each executor has.', { min: 1, lenient: true }),
      'spark.executor.memory': text('Memory of an executor, as 2g.', { anyScalar: true, lenient: true }),
      'spark.executor.instances': integer('How many executors there are.', { min: 1, lenient: true }),
      'spark.dynamicAllocation.enabled': flag('Whether executors come and go.'),
      'spark.dynamicAllocation.minExecutors': integer('Fewest executors, with dynamic allocation.', { min: 1 }),
      'spark.dynamicAllocation.maxExecutors': integer('Most executors, with dynamic allocation.', { min: 1 }),
    },
    'Settings of Spark: cores, memory and number of driver and executors.',
    { unknownKeys: 'kept', values: any('A setting.') },
  ),
  args: longText('Arguments of the script.'),
  environment: ENVIRONMENT,
};

const SPARK_RUN: Readonly<Record<string, FieldSchema>> = {
  compute: { ...COMPUTE, description: 'An attached Synapse Spark pool. Either this or resources.' },
  resources: map(
    {
      instance_type: required({ kind: 'enum', description: 'Size of the machines.', enum: SPARK_MACHINES }),
      runtime_version: required(
        text('Version of Spark, in quotes: "3.4".', { anyScalar: true, suggests: words(['"3.4"', '"3.3"']), pattern: '^[0-9]+(\\.[0-9]+)*$' }),
      ),
    },
    'Serverless Spark. Either this or compute.',
  ),
  identity: IDENTITY,
};

const SPARK = map(
  {
    type: typeIs('spark', 'A job that runs a script on Spark.'),
    component: component('A spark component.'),
    ...NODE,
    ...SPARK_RUN,
    ...SPARK_KEYS,
    entry: { ...SPARK_KEYS.entry, kind: 'map', required: false },
  },
  'Runs a component on Spark.',
  { unknownKeys: 'kept' },
);
const SPARK_INLINE = map(
  { type: typeIs('spark', 'A job that runs a script on Spark.'), ...SPARK_KEYS, ...NODE, properties: LOOSE_PROPERTIES, services: SERVICES, ...SPARK_RUN },
  'Runs a script on Spark.',
);

const PIPELINE = map(
  {
    type: typeIs('pipeline', 'Runs a pipeline.'),
    component: component('A pipeline component: its file, or azureml:name:version.'),
    ...NODE,
    compute: { ...COMPUTE, description: 'Ignored: the jobs inside have their own.' },
    settings: any('Ignored: the pipeline inside has its own.'),
  },
  'Runs a pipeline as one job.',
  { unknownKeys: 'kept' },
);

const DATABASE = map(
  {
    type: typeIs('database', 'The data is in a database.'),
    connection: required(text('The connection by which it is reached: azureml:name.', { refTo: 'connection' })),
    query: longText('The SQL query whose rows are read.'),
    table_name: text('The table that is written.'),
    stored_procedure: text('The stored procedure that is called in place of a query.'),
    stored_procedure_params: list(
      map({ name: text('Name of the parameter.'), value: text('Its value.', { anyScalar: true }), type: text('Its type in the database.') }, 'A parameter.', {
        unknownKeys: 'kept',
      }),
      'Parameters that the stored procedure is called with.',
    ),
  },
  'A database.',
);
const FILE_SYSTEM = map(
  {
    type: typeIs('file_system', 'The data is in a file system.'),
    connection: required(text('The connection by which it is reached: azureml:name.', { refTo: 'connection' })),
    path: path('The folder that is read or written.', bind),
  },
  'A file system.',
);
const ELSEWHERE = oneOf([FILE_SYSTEM, DATABASE], 'Where the data is.');

/** Keys that data transfer nodes and components share. */
export const DATA_TRANSFER_KEYS: Readonly<Record<string, FieldSchema>> = {
  task: required(oneWord({ copy_data: 'Copies inside Azure ML.', import_data: 'Brings data in.', export_data: 'Takes data out.' }, 'Which way the data goes.')),
  data_copy_mode: oneWord(
    { merge_with_overwrite: 'They are written over.', fail_if_conflict: 'The job fails.' },
    'What happens to files that are there already.',
  ),
  source: { ...ELSEWHERE, description: 'Where the data comes from, for import_data.' },
  sink: { ...ELSEWHERE, description: 'Where the data goes, for export_data.' },
};

const DATA_TRANSFER = preview(
  map(
    {
      type: typeIs('data_transfer', 'A job that moves data.'),
      ...DATA_TRANSFER_KEYS,
      component: ref('component', 'A data transfer component.'),
      compute: COMPUTE,
      identity: IDENTITY,
      services: SERVICES,
      ...NODE,
    },
    'Moves data.',
  ),
);

const IMPORT = preview(
  map(
    {
      type: typeIs('import', 'A job that brings data in from outside.'),
      component: ref('component', 'An import component that is run, in place of a source written here.'),
      source: oneOf(
        [
          map(
            {
              type: oneWord({ azuresqldb: 'Azure SQL.', azuresynapseanalytics: 'Synapse.', snowflake: 'Snowflake.' }, 'The kind of database.', {
                required: true,
              }),
              connection: required(text('The connection by which it is reached: azureml:name.', { refTo: 'connection' })),
              query: required(longText('The SQL query whose rows are read.')),
            },
            'A database.',
          ),
          map(
            {
              type: typeIs('s3', 'The data is in Amazon S3.'),
              connection: required(text('The connection by which it is reached: azureml:name.', { refTo: 'connection' })),
              path: required(path('The folder that is read.')),
            },
            'Amazon S3.',
          ),
        ],
        'Where the data comes from.',
      ),
      output: { ...(JOB_OUTPUTS.values ?? { kind: 'any' }), description: 'The data asset that the data is written to.' },
      identity: IDENTITY,
      services: SERVICES,
      ...NODE,
    },
    'Brings data in from outside (private preview).',
  ),
);

const JOB_BINDING = expression('A job: ${{parent.jobs.name}}.');
const BLOCK = (when: string) => oneOf([JOB_BINDING, list(JOB_BINDING, 'Jobs.')], `What runs when the condition is ${when}.`);

const IF_ELSE = preview(
  map(
    {
      type: typeIs('if_else', 'Chooses what runs.'),
      condition: required(oneOf([expression('An output that is true or false.'), flag('Always the same way.')], 'The output that decides.')),
      true_block: BLOCK('true'),
      false_block: BLOCK('false'),
      comment: text('A remark.'),
    },
    'Chooses what runs (private preview).',
    { unknownKeys: 'kept' },
  ),
);
const DO_WHILE = preview(
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
    { unknownKeys: 'kept' },
  ),
);
const PARALLEL_FOR = preview(
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
    { unknownKeys: 'kept' },
  ),
);

const UNKNOWN = map(
  {
    type: oneWord(
      {
        command: 'Runs a command.',
        sweep: 'Tries hyperparameters.',
        parallel: 'Runs over mini-batches.',
        pipeline: 'Runs a pipeline.',
        automl: 'Finds a model by itself.',
        spark: 'Runs on Spark.',
        data_transfer: 'Moves data.',
        if_else: 'Chooses what runs (private preview).',
        do_while: 'Repeats (private preview).',
        parallel_for: 'Runs once for each item (private preview).',
        import: 'Brings data in (private preview).',
      },
      'The kind of job: what it runs, and which other keys it may have.',
    ),
    component: ref('component', 'What it runs: a component file, or azureml:name:version.'),
    ...NODE,
  },
  'A job.',
  { unknownKeys: 'kept' },
);

/** All kinds of jobs, as values of `type`. */
export const JOB_TYPES = UNKNOWN.keys?.type?.enum ?? [];

/** What a job may hold. An inline job has more keys than one that uses a component. */
export function jobSchema(kind: JobKind, inline: boolean): FieldSchema {
  switch (kind) {
    case 'command':
      return withAllTypes(inline ? COMMAND_INLINE : COMMAND_WITH_COMPONENT);
    case 'sweep':
      return withAllTypes(SWEEP);
    case 'parallel':
      return withAllTypes(inline ? PARALLEL_INLINE : PARALLEL);
    case 'automl':
      return AUTOML;
    case 'spark':
      return withAllTypes(inline ? SPARK_INLINE : SPARK);
    case 'pipeline':
      return withAllTypes(PIPELINE);
    case 'data-transfer':
      return withAllTypes(DATA_TRANSFER);
    case 'import':
      return withAllTypes(IMPORT);
    case 'if-else':
      return withAllTypes(IF_ELSE);
    case 'do-while':
      return withAllTypes(DO_WHILE);
    case 'parallel-for':
      return withAllTypes(PARALLEL_FOR);
    case 'unknown':
      return UNKNOWN;
  }
}

const widened = new Map<FieldSchema, FieldSchema>();

/** Under `jobs` the type may be changed to any other, so all are offered; and it may be left out. */
function withAllTypes(schema: FieldSchema): FieldSchema {
  let wide = widened.get(schema);
  if (!wide) {
    wide = { ...schema, keys: { ...schema.keys, type: oneOfTypes } };
    widened.set(schema, wide);
  }
  return wide;
}

const oneOfTypes: FieldSchema = { kind: 'enum', description: 'The kind of job: what it runs, and which other keys it may have.', enum: JOB_TYPES };

/** A command, sweep, … job as a document of its own. */
export function standaloneJob(kind: 'command' | 'sweep' | 'parallel' | 'spark' | 'automl' | 'import'): FieldSchema {
  const inline = kind === 'automl' ? AUTOML : kind === 'sweep' ? SWEEP_ALONE : jobSchemaInline(kind);
  const extra: Readonly<Record<string, FieldSchema>> = {
    $schema: SCHEMA_KEY,
    name: text('Its name, unique in the workspace; made up when left out.'),
    experiment_name: text('The experiment that runs are listed under.'),
  };
  if (inline.options) return { ...inline, options: inline.options.map((one) => ({ ...one, keys: { ...extra, ...one.keys } })) };
  // A job file without a type is a command job.
  const type: Readonly<Record<string, FieldSchema>> =
    kind === 'command' ? { type: { ...typeIs('command', 'A job that runs one command.'), required: false } } : {};
  return { ...inline, keys: { ...extra, ...inline.keys, ...extra, ...type }, unknownKeys: 'error' };
}

function jobSchemaInline(kind: 'command' | 'parallel' | 'spark' | 'import'): FieldSchema {
  switch (kind) {
    case 'command':
      return COMMAND_INLINE;
    case 'parallel':
      return PARALLEL_INLINE;
    case 'spark':
      return SPARK_INLINE;
    case 'import':
      return IMPORT;
  }
}
