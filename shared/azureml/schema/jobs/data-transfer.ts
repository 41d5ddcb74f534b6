import { type FieldSchema, list, longText, map, oneOf, oneWord, path, preview, ref, required, text, typeIs } from '../key-schema.ts';
import { COMPUTE, IDENTITY, SERVICES } from '../shared-objects.ts';
import { JOB_OUTPUTS } from '../values.ts';
import { bind, NODE } from './node-keys.ts';

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
const DATA_TRANSFER_KEYS: Readonly<Record<string, FieldSchema>> = {
  task: required(oneWord({ copy_data: 'Copies inside Azure ML.', import_data: 'Brings data in.', export_data: 'Takes data out.' }, 'Which way the data goes.')),
  data_copy_mode: oneWord(
    { merge_with_overwrite: 'They are written over.', fail_if_conflict: 'The job fails.' },
    'What happens to files that are there already.',
  ),
  source: { ...ELSEWHERE, description: 'Where the data comes from, for import_data.' },
  sink: { ...ELSEWHERE, description: 'Where the data goes, for export_data.' },
};

const END: FieldSchema = map(
  { type: oneWord({ database: 'A database.', file_system: 'A file system.' }, 'What kind of place it is.', { required: true }) },
  'What kind of place it is; the job that uses the component names the place itself.',
);

/** The same keys in a component, which leaves the connection to the job. */
export const DATA_TRANSFER_COMPONENT_KEYS: Readonly<Record<string, FieldSchema>> = {
  ...DATA_TRANSFER_KEYS,
  source: { ...END, description: 'Where the data comes from, for import_data: a database or a file system.' },
  sink: { ...END, description: 'Where the data goes, for export_data: a database or a file system.' },
};

/** Moves data; of private preview. */
export const DATA_TRANSFER = preview(
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

/** Brings data in; of private preview. */
export const IMPORT = preview(
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
