import { any, dictionary, type FieldSchema, flag, integer, list, map, oneWord, path, required, text, words } from './key-schema.ts';
import { SPARK_MACHINES, TIME_ZONES } from './often-used.ts';
import { HEADER } from './resource-keys.ts';
import { ABOUT, LOOSE_PROPERTIES, SCHEMA_KEY, TIME } from './shared-objects.ts';

const STAGE = oneWord(['Development', 'Production', 'Archived'], 'How far it has come.', { caseSensitive: true });

const COLUMN_TYPES = ['string', 'integer', 'long', 'float', 'double', 'binary', 'datetime', 'boolean'];

const FEATURE_COLUMN = map(
  {
    name: text('Name of the column.'),
    type: text('Its type: string, integer, long, float, double, binary, datetime or boolean.', { suggests: words(COLUMN_TYPES) }),
    description: ABOUT.description,
    tags: ABOUT.tags,
  },
  'A column.',
);

const SPAN = (what: string) =>
  map({ days: integer('Days.', { min: 0 }), hours: integer('Hours.', { min: 0 }), minutes: integer('Minutes.', { min: 0 }) }, what);

/** Features that are computed together. */
export const FEATURE_SET: FieldSchema = map(
  {
    $schema: SCHEMA_KEY,
    name: text('Its name in the feature store.'),
    version: text('Its version, in quotes.'),
    description: ABOUT.description,
    tags: ABOUT.tags,
    stage: STAGE,
    entities: list(text('An entity: azureml:name:version.', { refTo: 'entity' }), 'The entities that the features are about.'),
    specification: map({ path: required(path('Folder of the specification.')) }, 'How the features are computed.'),
    materialization_settings: map(
      {
        schedule: map(
          {
            type: oneWord({ recurrence: 'Every so often.' }, 'How it recurs.'),
            frequency: required(oneWord(['minute', 'hour', 'day', 'week', 'month'], 'The unit in which the interval counts.')),
            interval: required(integer('It starts every so many units.', { min: 1 })),
            start_time: text('When it begins, in quotes.', TIME),
            end_time: text('When it ends, in quotes.', TIME),
            time_zone: text('A Windows name, as UTC.', { suggests: TIME_ZONES }),
            schedule: any('Hours, minutes and days.'),
          },
          'When features are computed.',
        ),
        notification: map(
          {
            email_on: required(
              list(oneWord(['JobCompleted', 'JobFailed', 'JobCancelled'], 'An event.', { caseSensitive: true }), 'Events of which an e-mail is sent.'),
            ),
            emails: required(list(text('An address.'), 'Addresses that get the e-mail.')),
          },
          'Who hears of what happens.',
        ),
        resource: map({ instance_type: text('Size of the Spark machines.', { suggests: SPARK_MACHINES }) }, 'The Spark machines that compute the features.'),
        spark_configuration: dictionary(any('A value.'), 'Settings of Spark, by their names.', { keyName: 'setting' }),
        offline_enabled: flag('Whether they are kept for training.'),
        online_enabled: flag('Whether they are kept for answering.'),
      },
      'Whether and when features are computed ahead.',
    ),
    source: map(
      {
        type: text('The format: parquet, csv, mltable, deltaTable, custom or featureset.', {
          suggests: words(['parquet', 'csv', 'mltable', 'deltaTable', 'custom', 'featureset']),
        }),
        path: path('Where the files are.'),
        timestamp_column: map({ name: text('The column.'), format: text('Its format.') }, 'The column that tells when a row was true.'),
        source_delay: any('How late rows come: days, hours, minutes.'),
      },
      'The data that the features are computed from.',
    ),
    feature_transformation_code: map(
      { path: path('Folder of the code.'), transformer_class: text('The class in it: module.Class.') },
      'The code that computes the features.',
    ),
    features: list(FEATURE_COLUMN, 'The features that the set holds.'),
    index_columns: list(FEATURE_COLUMN, 'Columns that tell entities apart.'),
    source_lookback: SPAN('How far the source is read back.'),
    temporal_join_lookback: SPAN('How old a value may be when it is joined to a row.'),
  },
  'A feature set.',
);

/** What features are about: a customer, an account. */
export const FEATURE_STORE_ENTITY: FieldSchema = map(
  {
    ...HEADER,
    version: required(text('Its version, in quotes.')),
    stage: STAGE,
    properties: LOOSE_PROPERTIES,
    index_columns: required(
      list(
        map(
          {
            name: required(text('Name of the column.')),
            type: required(oneWord(COLUMN_TYPES, 'Its type.', { caseSensitive: true })),
          },
          'A column.',
        ),
        'Columns that tell entities apart.',
      ),
    ),
  },
  'A feature store entity.',
);
