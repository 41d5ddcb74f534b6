import { any, dictionary, type FieldSchema, flag, integer, list, map, number, oneOf, oneWord, ref, required, text, typeIs } from './key-schema.ts';
import { ABOUT, LOOSE_PROPERTIES, LOOSE_TAGS, PROPERTIES, SCHEMA_KEY } from './shared-objects.ts';
import { ASSET_INPUT, JOB_INPUTS, JOB_OUTPUTS } from './values.ts';

const TIMES = {
  start_time: text('When it begins, in quotes: "2026-01-31T08:00:00".'),
  end_time: text('When it ends, in quotes.'),
  time_zone: text('A Windows name: "W. Europe Standard Time".', { default: 'UTC' }),
} satisfies Record<string, FieldSchema>;

const DAYS = oneWord(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'], 'A day of the week.');
const many = (one: FieldSchema, description: string) => oneOf([one, list(one, 'Several.')], description);

const TRIGGER: FieldSchema = oneOf(
  [
    map(
      {
        type: typeIs('recurrence', 'Every so often.'),
        frequency: required(oneWord(['minute', 'hour', 'day', 'week', 'month'], 'The unit.')),
        interval: required(integer('Every so many units.', { min: 1 })),
        schedule: map(
          {
            hours: required(many(integer('An hour.', { min: 0, max: 23 }), 'At these hours.')),
            minutes: required(many(integer('A minute.', { min: 0, max: 59 }), 'At these minutes.')),
            week_days: many(DAYS, 'On these days of the week.'),
            month_days: many(integer('A day.', { min: 1, max: 31 }), 'On these days of the month.'),
          },
          'When exactly.',
        ),
        ...TIMES,
      },
      'Every so often.',
    ),
    map(
      { type: typeIs('cron', 'A cron expression.'), expression: required(text('Five fields: minute, hour, day, month, day of the week.')), ...TIMES },
      'By a cron expression.',
    ),
  ],
  'When it starts.',
);

const CREATE_JOB: FieldSchema = oneOf(
  [
    ref('job', 'A job file, or azureml:name of a job that ran.'),
    map(
      {
        type: oneWord(['pipeline', 'command', 'spark'], 'The kind of job. Required when the job is not a file.'),
        job: required(ref('job', 'A job file, or azureml:name of a job that ran.')),
        experiment_name: text('The experiment that runs are listed under.'),
        display_name: ABOUT.display_name,
        description: ABOUT.description,
        tags: ABOUT.tags,
        properties: PROPERTIES,
        inputs: JOB_INPUTS,
        outputs: JOB_OUTPUTS,
        settings: any('Settings, in place of those of the job.'),
        compute: ref('compute', 'Where it runs.'),
        identity: any('As whom it acts.'),
      },
      'A job, with values in place of its own.',
    ),
  ],
  'The job that is started.',
);

const CONTEXT = oneWord(['model_inputs', 'model_outputs', 'training', 'test', 'validation', 'ground_truth'], 'What the data is.');
const WINDOW = map(
  {
    lookback_window_size: text('How far back, as P7D.'),
    lookback_window_offset: text('Ending so long ago, as P0D.'),
    window_start: text('A fixed start, for reference data.'),
    window_end: text('A fixed end, for reference data.'),
  },
  'Which stretch of time.',
);
const SOURCE = map(
  {
    input_data: ASSET_INPUT,
    data_context: CONTEXT,
    pre_processing_component: ref('component', 'Turns files into a table; required for uri_folder.'),
    data_column_names: dictionary(text('A column.'), 'Columns by what they mean: target_column, prediction, correlation_id.', { keyName: 'meaning' }),
    data_window: WINDOW,
  },
  'Where the data is.',
);
const REFERENCE: FieldSchema = {
  ...SOURCE,
  description: 'What it is compared with.',
  keys: { ...SOURCE.keys, target_column_name: text('Use data_column_names instead.') },
};
const FEATURES = oneOf(
  [
    oneWord(['all_features'], 'Every feature.'),
    list(text('A feature.'), 'These features.'),
    map({ top_n_feature_importance: integer('How many.', { min: 1 }) }, 'The most important.'),
  ],
  'Which features are looked at.',
);
const SEGMENT = map({ feature_name: text('The feature.'), feature_values: list(text('A value.'), 'Its values.') }, 'A part of the data.');
/** An old form that the loader still takes. */
const OLD_LIMIT = {
  data_type: oneWord(['numerical', 'categorical'], 'Old: which features are meant.'),
  threshold: number('Old: the limit.'),
} satisfies Record<string, FieldSchema>;
const limits = (numerical: readonly string[], categorical: readonly string[]) => {
  const group = (names: readonly string[], what: string) => map(Object.fromEntries(names.map((name) => [name, number('The limit.')])), what);
  return map({ numerical: group(numerical, 'For numbers.'), categorical: group(categorical, 'For categories.'), ...OLD_LIMIT }, 'When it alerts.');
};
const DRIFT = limits(
  ['jensen_shannon_distance', 'normalized_wasserstein_distance', 'population_stability_index', 'two_sample_kolmogorov_smirnov_test'],
  ['jensen_shannon_distance', 'population_stability_index', 'pearsons_chi_squared_test'],
);
const RATES = ['null_value_rate', 'data_type_error_rate', 'out_of_bounds_rate'];
const ALERT = { alert_enabled: flag('Whether it alerts.'), properties: LOOSE_PROPERTIES } satisfies Record<string, FieldSchema>;

const PASS_RATES = (name: string) =>
  map(
    { [`aggregated_${name}_pass_rate`]: number('Share that must pass.'), [`acceptable_${name}_score_per_instance`]: number('Score that passes.') },
    'The limits.',
  );

const SIGNAL: FieldSchema = oneOf(
  [
    map(
      {
        type: typeIs('data_drift', 'Inputs change.'),
        production_data: SOURCE,
        reference_data: REFERENCE,
        features: FEATURES,
        feature_type_override: dictionary(oneWord(['numerical', 'categorical'], 'How it is taken.'), 'How features are taken.', { keyName: 'feature' }),
        data_segment: SEGMENT,
        metric_thresholds: DRIFT,
        ...ALERT,
      },
      'The inputs of the model change.',
    ),
    map(
      { type: typeIs('prediction_drift', 'Answers change.'), production_data: SOURCE, reference_data: REFERENCE, metric_thresholds: DRIFT, ...ALERT },
      'The answers of the model change.',
    ),
    map(
      {
        type: typeIs('data_quality', 'Data gets worse.'),
        production_data: SOURCE,
        reference_data: REFERENCE,
        features: FEATURES,
        feature_type_override: dictionary(oneWord(['numerical', 'categorical'], 'How it is taken.'), 'How features are taken.', { keyName: 'feature' }),
        metric_thresholds: limits(RATES, RATES),
        ...ALERT,
      },
      'The data gets worse.',
    ),
    map(
      {
        type: typeIs('feature_attribution_drift', 'Reasons change.'),
        production_data: list(SOURCE, 'Inputs and answers.'),
        reference_data: REFERENCE,
        metric_thresholds: map({ normalized_discounted_cumulative_gain: number('The limit.'), threshold: OLD_LIMIT.threshold }, 'When it alerts.'),
        alert_enabled: ALERT.alert_enabled,
      },
      'What the answers rest on changes.',
    ),
    map(
      {
        type: typeIs('model_performance', 'The model gets worse.'),
        production_data: SOURCE,
        reference_data: REFERENCE,
        data_segment: SEGMENT,
        metric_thresholds: map(
          {
            classification: map({ accuracy: number('The limit.'), precision: number('The limit.'), recall: number('The limit.') }, 'For classification.'),
            regression: map({ mae: number('The limit.'), mse: number('The limit.'), rmse: number('The limit.') }, 'For regression.'),
            threshold: OLD_LIMIT.threshold,
          },
          'When it alerts.',
        ),
        ...ALERT,
      },
      'The model gets worse.',
    ),
    map(
      {
        type: typeIs('custom', 'A component decides.'),
        component_id: ref('component', 'The component that measures.'),
        input_data: dictionary(REFERENCE, 'Its data.', { keyName: 'input' }),
        inputs: dictionary(ASSET_INPUT, 'Its other inputs.', { keyName: 'input' }),
        connection: map(
          { environment_variables: dictionary(text('The value.'), 'Variables.'), secret_config: dictionary(text('The value.'), 'Secrets.') },
          'How it reaches others.',
        ),
        metric_thresholds: list(map({ metric_name: text('The metric.'), threshold: number('The limit.') }, 'A limit.'), 'When it alerts.'),
        ...ALERT,
      },
      'A component of your own measures.',
    ),
    map(
      {
        type: typeIs('generation_safety_quality', 'Quality of generated text.'),
        production_data: list(SOURCE, 'What was generated.'),
        connection_id: text('The connection to the judging model.'),
        sampling_rate: number('Share that is judged.', { min: 0, max: 1 }),
        metric_thresholds: map(
          Object.fromEntries(['groundedness', 'relevance', 'coherence', 'fluency', 'similarity'].map((name) => [name, PASS_RATES(name)])),
          'When it alerts.',
        ),
        ...ALERT,
      },
      'Generated text gets worse.',
    ),
    map(
      {
        type: typeIs('generation_token_statistics', 'Tokens used.'),
        production_data: SOURCE,
        sampling_rate: number('Share that is counted.', { min: 0, max: 1 }),
        metric_thresholds: any('When it alerts.'),
        ...ALERT,
      },
      'How many tokens are used.',
    ),
  ],
  'What is watched.',
);

const CREATE_MONITOR: FieldSchema = map(
  {
    compute: map(
      {
        compute_type: text('serverless_spark. Only that exists.'),
        instance_type: required(text('Size of the Spark machines.')),
        runtime_version: required(oneWord(['3.4'], 'Version of Spark, in quotes.')),
      },
      'Where it is measured.',
      { required: true },
    ),
    monitoring_target: map(
      {
        ml_task: oneWord(['classification', 'regression', 'questionanswering'], 'What the model does.'),
        endpoint_deployment_id: text('azureml:endpoint:deployment.'),
        model_id: ref('model', 'The model.'),
      },
      'What is watched.',
    ),
    monitoring_signals: dictionary(SIGNAL, 'The signals; without them the built-in ones.', { keyName: 'signal' }),
    alert_notification: oneOf(
      [oneWord(['azmonitoring'], 'To Azure Monitor.'), map({ emails: list(text('An address.'), 'By e-mail to these.') }, 'By e-mail.')],
      'Who hears of it.',
    ),
  },
  'A monitor of a model.',
);

export const SCHEDULE: FieldSchema = map(
  {
    $schema: SCHEMA_KEY,
    name: required(text('Its name.')),
    ...ABOUT,
    tags: LOOSE_TAGS,
    properties: LOOSE_PROPERTIES,
    trigger: required(TRIGGER),
    create_job: CREATE_JOB,
    create_monitor: CREATE_MONITOR,
    import_data: any('Data that is brought in (experimental).', { preview: true }),
  },
  'A schedule.',
);
