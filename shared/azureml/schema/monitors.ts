import { any, dictionary, type FieldSchema, flag, integer, list, map, number, oneOf, oneWord, ref, required, text, typeIs, words } from './key-schema.ts';
import { SPARK_MACHINES } from './often-used.ts';
import { LOOSE_PROPERTIES } from './shared-objects.ts';
import { ASSET_INPUT } from './values.ts';

const CONTEXT = oneWord(['model_inputs', 'model_outputs', 'training', 'test', 'validation', 'ground_truth'], 'Which data of the model it is.');

const WINDOW = map(
  {
    lookback_window_size: text('How far back the data is read, as a duration: P7D.', { suggests: words(['P1D', 'P7D', 'P30D']) }),
    lookback_window_offset: text('How long ago the stretch ends, as a duration: P0D.', { suggests: words(['P0D', 'P7D']) }),
    window_start: text('A fixed start, for reference data.'),
    window_end: text('A fixed end, for reference data.'),
  },
  'The stretch of time whose data is read: back from now, or fixed for reference data.',
);

const SOURCE = map(
  {
    input_data: ASSET_INPUT,
    data_context: CONTEXT,
    pre_processing_component: ref('component', 'Turns files into a table; required for uri_folder.'),
    data_column_names: dictionary(text('A column.'), 'Columns by what they mean: target_column, prediction, correlation_id.', { keyName: 'meaning' }),
    data_window: WINDOW,
  },
  'The data that is watched: where it is, what it is, and which stretch of time.',
);

const REFERENCE: FieldSchema = {
  ...SOURCE,
  description: 'The data that it is compared with, as that of the training.',
  keys: { ...SOURCE.keys, target_column_name: text('Use data_column_names instead.') },
};

const FEATURES = oneOf(
  [
    oneWord(['all_features'], 'Every feature.'),
    list(text('A feature.'), 'These features.'),
    map({ top_n_feature_importance: integer('How many of the most important features.', { min: 1 }) }, 'The most important.'),
  ],
  'Which features are looked at.',
);

const SEGMENT = map(
  { feature_name: text('The feature by which the data is parted.'), feature_values: list(text('A value.'), 'Values of the feature that belong to the part.') },
  'The part of the data that is looked at, by the values of one feature.',
);

/** An old form that the loader still takes. */
const OLD_LIMIT = {
  data_type: oneWord(['numerical', 'categorical'], 'Old: which features are meant.'),
  threshold: number('The limit, in the old form: one for all.'),
} satisfies Record<string, FieldSchema>;

const limits = (numerical: readonly string[], categorical: readonly string[]) => {
  const group = (names: readonly string[], what: string) =>
    map(Object.fromEntries(names.map((name) => [name, number(`The limit of ${name.replace(/_/g, ' ')} above which it alerts.`)])), what);
  return map(
    {
      numerical: group(numerical, 'Limits for features that are numbers.'),
      categorical: group(categorical, 'Limits for features that are categories.'),
      ...OLD_LIMIT,
    },
    'Limits of the metrics: when one is crossed it alerts.',
  );
};

const DRIFT = limits(
  ['jensen_shannon_distance', 'normalized_wasserstein_distance', 'population_stability_index', 'two_sample_kolmogorov_smirnov_test'],
  ['jensen_shannon_distance', 'population_stability_index', 'pearsons_chi_squared_test'],
);

const RATES = ['null_value_rate', 'data_type_error_rate', 'out_of_bounds_rate'];

const ALERT = { alert_enabled: flag('Whether somebody hears of it when a limit is crossed.'), properties: LOOSE_PROPERTIES } satisfies Record<
  string,
  FieldSchema
>;

const PASS_RATES = (name: string) =>
  map(
    {
      [`aggregated_${name}_pass_rate`]: number('Share of the answers that must pass, from 0 to 1.'),
      [`acceptable_${name}_score_per_instance`]: number('Lowest score with which an answer passes, from 1 to 5.'),
    },
    `Limits of ${name}, as a judging model scores it.`,
  );

const SIGNAL: FieldSchema = oneOf(
  [
    map(
      {
        type: typeIs('data_drift', 'Watches whether the inputs of the model change.'),
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
      {
        type: typeIs('prediction_drift', 'Watches whether the answers of the model change.'),
        production_data: SOURCE,
        reference_data: REFERENCE,
        metric_thresholds: DRIFT,
        ...ALERT,
      },
      'The answers of the model change.',
    ),
    map(
      {
        type: typeIs('data_quality', 'Watches for missing values, wrong types and values out of bounds.'),
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
        type: typeIs('feature_attribution_drift', 'Watches whether other features than before decide the answers.'),
        production_data: list(SOURCE, 'The inputs and the answers of the model, each as an item.'),
        reference_data: REFERENCE,
        metric_thresholds: map(
          { normalized_discounted_cumulative_gain: number('The limit below which it alerts, from 0 to 1.'), threshold: OLD_LIMIT.threshold },
          'Limits of the metrics: when one is crossed it alerts.',
        ),
        alert_enabled: ALERT.alert_enabled,
      },
      'What the answers rest on changes.',
    ),
    map(
      {
        type: typeIs('model_performance', 'Watches whether the model gets worse against the truth.'),
        production_data: SOURCE,
        reference_data: REFERENCE,
        data_segment: SEGMENT,
        metric_thresholds: map(
          {
            classification: map(
              {
                accuracy: number('The lowest accuracy, from 0 to 1.'),
                precision: number('The lowest precision, from 0 to 1.'),
                recall: number('The lowest recall, from 0 to 1.'),
              },
              'For classification.',
            ),
            regression: map(
              {
                mae: number('The highest mean absolute error.'),
                mse: number('The highest mean squared error.'),
                rmse: number('The highest root mean squared error.'),
              },
              'Limits for a model that predicts numbers.',
            ),
            threshold: OLD_LIMIT.threshold,
          },
          'Limits of the metrics: when one is crossed it alerts.',
        ),
        ...ALERT,
      },
      'The model gets worse.',
    ),
    map(
      {
        type: typeIs('custom', 'A component of your own measures.'),
        component_id: ref('component', 'The component that measures.'),
        input_data: dictionary(REFERENCE, 'Data that the component measures, by its inputs.', { keyName: 'input' }),
        inputs: dictionary(ASSET_INPUT, 'Values for the other inputs of the component.', { keyName: 'input' }),
        connection: map(
          {
            environment_variables: dictionary(text('The value.'), 'Variables that the component finds in its environment.', { keyName: 'variable' }),
            secret_config: dictionary(text('The value.'), 'Secrets of the connection, by name.', { keyName: 'secret' }),
          },
          'How the component reaches other services.',
        ),
        metric_thresholds: list(
          map({ metric_name: text('The metric as the component logs it.'), threshold: number('The limit of the metric.') }, 'A limit.'),
          'Limits of the metrics: when one is crossed it alerts.',
        ),
        ...ALERT,
      },
      'A component of your own measures.',
    ),
    map(
      {
        type: typeIs('generation_safety_quality', 'Watches the quality of generated text.'),
        production_data: list(SOURCE, 'What the model was asked and answered.'),
        connection_id: text('The connection to the judging model.'),
        sampling_rate: number('Share of the answers that is judged, from 0 to 1.', { min: 0, max: 1 }),
        metric_thresholds: map(
          Object.fromEntries(['groundedness', 'relevance', 'coherence', 'fluency', 'similarity'].map((name) => [name, PASS_RATES(name)])),
          'Limits of the metrics: when one is crossed it alerts.',
        ),
        ...ALERT,
      },
      'Generated text gets worse.',
    ),
    map(
      {
        type: typeIs('generation_token_statistics', 'Counts the tokens that are used.'),
        production_data: SOURCE,
        sampling_rate: number('Share of the calls that is counted, from 0 to 1.', { min: 0, max: 1 }),
        metric_thresholds: any('Limits of the metrics: when one is crossed it alerts.'),
        ...ALERT,
      },
      'How many tokens are used.',
    ),
  ],
  'What is watched.',
);

/** What a monitor watches, and whom it tells. */
export const CREATE_MONITOR: FieldSchema = map(
  {
    compute: map(
      {
        compute_type: text('serverless_spark. Only that exists.'),
        instance_type: required(text('Size of the Spark machines.', { suggests: SPARK_MACHINES })),
        runtime_version: required(oneWord(['3.4', '3.5'], 'Version of Spark, in quotes.')),
      },
      'The serverless Spark machines on which the signals are measured.',
      { required: true },
    ),
    monitoring_target: map(
      {
        ml_task: oneWord(['classification', 'regression', 'questionanswering'], 'The task of the model: decides which metrics there are.'),
        endpoint_deployment_id: text('The deployment that is watched: azureml:endpoint:deployment.'),
        model_id: ref('model', 'The model that is watched, where it answers outside of an endpoint.'),
      },
      'The deployment or model that is watched, and its task.',
    ),
    monitoring_signals: dictionary(SIGNAL, 'The signals; without them the built-in ones.', { keyName: 'signal' }),
    alert_notification: oneOf(
      [
        oneWord(['azmonitoring'], 'To Azure Monitor.'),
        map({ emails: list(text('An address.'), 'Addresses that get an e-mail when a limit is crossed.') }, 'By e-mail.'),
      ],
      'Who hears of it when a limit is crossed.',
    ),
  },
  'A monitor that watches a deployed model for drift, worse data and worse answers.',
);
