import { SETTINGS } from './documents.ts';
import { SPARK_KEYS } from './jobs/spark.ts';
import { type FieldSchema, integer, kept, list, map, oneOf, oneWord, path, preview, ref, required, text, typeIs, words } from './key-schema.ts';
import { CREATE_MONITOR } from './monitors.ts';
import { TIME_ZONES } from './often-used.ts';
import {
  ABOUT,
  DISTRIBUTION,
  ENVIRONMENT,
  ENVIRONMENT_VARIABLES,
  IDENTITY,
  LOOSE_PROPERTIES,
  LOOSE_TAGS,
  PROPERTIES,
  QUEUE_SETTINGS,
  RESOURCES,
  SCHEMA_KEY,
  SERVICES,
  TIME,
  TIMEOUT_LIMITS,
} from './shared-objects.ts';
import { JOB_INPUTS, JOB_OUTPUTS } from './values.ts';

const TIMES = {
  start_time: text('When it begins, in quotes: "2026-01-31T08:00:00".', TIME),
  end_time: text('When it ends, in quotes.', TIME),
  time_zone: text('A Windows name: "W. Europe Standard Time".', { default: 'UTC', suggests: TIME_ZONES }),
} satisfies Record<string, FieldSchema>;

const DAYS = oneWord(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'], 'A day of the week.');

const many = (one: FieldSchema, description: string) => oneOf([one, list(one, 'Several.')], description);

const TRIGGER: FieldSchema = oneOf(
  [
    map(
      {
        type: typeIs('recurrence', 'Starts every so often.'),
        frequency: required(
          oneWord(
            {
              minute: 'Every so many minutes.',
              hour: 'Every so many hours.',
              day: 'Every so many days.',
              week: 'Every so many weeks.',
              month: 'Every so many months.',
            },
            'The unit in which the interval counts.',
          ),
        ),
        interval: required(integer('It starts every so many minutes, hours, days, weeks or months.', { min: 1 })),
        schedule: map(
          {
            hours: required(many(integer('An hour.', { min: 0, max: 23 }), 'At these hours of the day, from 0 to 23.')),
            minutes: required(many(integer('A minute.', { min: 0, max: 59 }), 'At these minutes of the hour, from 0 to 59.')),
            week_days: many(DAYS, 'On these days of the week.'),
            month_days: many(integer('A day.', { min: 1, max: 31 }), 'On these days of the month.'),
          },
          'At which hours, minutes and days it starts.',
        ),
        ...TIMES,
      },
      'Every so often.',
    ),
    map(
      {
        type: typeIs('cron', 'Starts by a cron expression.'),
        expression: required(
          text('Five fields in quotes: minute, hour, day, month, day of the week.', {
            suggests: words({
              '"0 6 * * *"': 'Every day at 6.',
              '"0 6 * * 1"': 'Every Monday at 6.',
              '"0 * * * *"': 'Every hour.',
              '"0 6 1 * *"': 'On the first of every month at 6.',
            }),
          }),
        ),
        ...TIMES,
      },
      'By a cron expression.',
    ),
  ],
  'When it starts: every so often, or by a cron expression.',
);

/** Keys that a schedule may set anew for a job of any kind. */
const OF_ANY_JOB: Readonly<Record<string, FieldSchema>> = {
  job: required(ref('job', 'A job file, or azureml:name of a job that ran.')),
  experiment_name: text('The experiment that runs are listed under.'),
  display_name: ABOUT.display_name,
  description: ABOUT.description,
  tags: ABOUT.tags,
  properties: PROPERTIES,
  compute: ref('compute', 'Where it runs, in place of the compute of the job.'),
  identity: IDENTITY,
};

const jobType = (kind: string) => oneWord([kind], 'The kind of job. Required when the job is not a file.');

const CREATE_JOB: FieldSchema = oneOf(
  [
    ref('job', 'A job file, or azureml:name of a job that ran.'),
    map(
      {
        type: jobType('pipeline'),
        ...OF_ANY_JOB,
        inputs: JOB_INPUTS,
        outputs: JOB_OUTPUTS,
        settings: { ...SETTINGS, description: 'Settings, in place of those of the job.' },
      },
      'A pipeline, with values in place of its own.',
    ),
    map(
      {
        type: jobType('command'),
        ...OF_ANY_JOB,
        inputs: JOB_INPUTS,
        outputs: JOB_OUTPUTS,
        environment: ENVIRONMENT,
        environment_variables: ENVIRONMENT_VARIABLES,
        resources: RESOURCES,
        distribution: DISTRIBUTION,
        limits: TIMEOUT_LIMITS,
        queue_settings: QUEUE_SETTINGS,
        services: SERVICES,
        parent_job_name: text('Name of the job that it belongs to.'),
      },
      'A command job, with values in place of its own.',
    ),
    map(
      { type: jobType('spark'), ...OF_ANY_JOB, conf: SPARK_KEYS.conf ?? { kind: 'map' }, environment: ENVIRONMENT },
      'A Spark job, with values in place of its own.',
    ),
  ],
  'The job that is started.',
);

const IMPORT_DATA: FieldSchema = preview(
  oneOf(
    [
      path('A data import file.'),
      map(
        {
          type: oneWord({ uri_folder: 'A folder of files.', mltable: 'A table.' }, 'What the data asset is: a table for a database.'),
          name: text('Name of the data asset that is made anew each time.'),
          path: path('Where the data is kept: a datastore address.'),
          datastore: ref('datastore', 'Where the data is kept, in place of a path.'),
          description: ABOUT.description,
          tags: LOOSE_TAGS,
          source: map(
            {
              type: oneWord({ database: 'A database.', file_system: 'A file system.' }, 'Where the data comes from.'),
              connection: text('The connection by which it is reached: azureml:name.', { refTo: 'connection' }),
              query: text('The SQL query whose rows are read, for a database.', { multiline: true }),
              path: path('The folder that is read, for a file system.'),
            },
            'Where the data comes from, and how it is reached.',
            kept,
          ),
        },
        'Data that is brought in at each start.',
        kept,
      ),
    ],
    'Data that is brought in at each start, or the file that says it.',
  ),
);

export const SCHEDULE: FieldSchema = map(
  {
    $schema: SCHEMA_KEY,
    name: required(text('Its name, unique in the workspace.')),
    ...ABOUT,
    tags: LOOSE_TAGS,
    properties: LOOSE_PROPERTIES,
    trigger: required(TRIGGER),
    create_job: CREATE_JOB,
    create_monitor: CREATE_MONITOR,
    import_data: IMPORT_DATA,
  },
  'A schedule.',
);
