import {
  any,
  camel,
  dictionary,
  type FieldSchema,
  flag,
  integer,
  list,
  map,
  number,
  oneOf,
  oneWord,
  path,
  preview,
  required,
  text,
  typeIs,
} from '../key-schema.ts';
import { ABOUT, COMPUTE, ENVIRONMENT_VARIABLES, IDENTITY, PROPERTIES, QUEUE_SETTINGS, RESOURCES, SCHEMA_KEY, SERVICES } from '../shared-objects.ts';
import { JOB_OUTPUTS } from '../values.ts';
import { CLASSIFYING, DETECTING, IMAGE_TRAINING, IMAGE_VALUES, orValues, TEXT_PARAMETERS } from './automl-parameters.ts';
import { DISTRIBUTION_OF_VALUES, EARLY_TERMINATION, SAMPLING_ALGORITHM } from './sweep-keys.ts';

const bind = { mayBind: true } as const;

const TABLE: FieldSchema = oneOf(
  [
    { kind: 'expression', mayBind: true, description: 'A binding to a table.' },
    map(
      {
        type: oneWord(['mltable'], 'The type of the data; AutoML takes tables only.'),
        path: path('Folder of the table, or azureml:name:version.', { ...bind, refTo: 'data' }),
        mode: oneWord(
          {
            ro_mount: 'Read over the network as it is needed.',
            download: 'Copied to the machine first.',
            direct: 'The address is handed over.',
            eval_mount: 'The table is evaluated, its files are mounted.',
            eval_download: 'The table is evaluated, its files are copied.',
          },
          'How the table reaches the job.',
        ),
        datastore: text('Where a local path is sent.'),
        path_on_compute: text('Where it appears on the machine.'),
      },
      'A table.',
    ),
  ],
  'A table: a folder with an MLTable file.',
  bind,
);

const COMMON: Readonly<Record<string, FieldSchema>> = {
  $schema: SCHEMA_KEY,
  type: typeIs('automl', 'A job that finds the best model by itself.'),
  name: text('Its name, unique in the workspace; made up when left out.'),
  ...ABOUT,
  experiment_name: text('The experiment that runs are listed under.'),
  properties: PROPERTIES,
  compute: COMPUTE,
  resources: RESOURCES,
  queue_settings: QUEUE_SETTINGS,
  identity: IDENTITY,
  services: SERVICES,
  environment_id: text('The environment to train in.'),
  environment_variables: ENVIRONMENT_VARIABLES,
  outputs: JOB_OUTPUTS,
  log_verbosity: oneWord(['not_set', 'debug', 'info', 'warning', 'error', 'critical'], 'How much is logged.', { default: 'info', ...camel }),
  training_data: required({ ...TABLE, description: 'The table that models learn from.' }),
  validation_data: { ...TABLE, description: 'The table that models are compared on; cut from the training data when left out.' },
  target_column_name: required(text('The column that is predicted.', bind)),
};

const DATA_SIZES = {
  validation_data_size: number('Share of the training data that is kept for validation.', { min: 0, max: 1, ...bind }),
  test_data: { ...TABLE, description: 'The table that the best model is tested on.' },
  test_data_size: number('Share of the training data that is kept for testing.', { min: 0, max: 1, ...bind }),
} satisfies Record<string, FieldSchema>;

const auto = (what: string) => oneOf([oneWord(['auto'], 'Chosen by the service.'), integer(what)], what, bind);

const CLASSIFICATION_METRICS = ['auc_weighted', 'accuracy', 'norm_macro_recall', 'average_precision_score_weighted', 'precision_score_weighted'];
const REGRESSION_METRICS = ['normalized_root_mean_squared_error', 'spearman_correlation', 'r2_score', 'normalized_mean_absolute_error'];
const TREES = ['gradient_boosting', 'decision_tree', 'knn', 'sgd', 'random_forest', 'extreme_random_trees', 'light_gbm'];
const REGRESSORS = ['elastic_net', 'lasso_lars', ...TREES, 'xg_boost_regressor'];
const FORECASTERS = [
  'auto_arima',
  'prophet',
  'naive',
  'seasonal_naive',
  'average',
  'seasonal_average',
  'exponential_smoothing',
  'arimax',
  'tcn_forecaster',
  ...REGRESSORS,
];
const CLASSIFIERS = ['logistic_regression', 'multinomial_naive_bayes', 'bernoulli_naive_bayes', 'svm', 'linear_svm', ...TREES, 'xg_boost_classifier'];

const META_LEARNERS = [
  'none',
  'logistic_regression',
  'logistic_regression_cv',
  'light_gbm_classifier',
  'elastic_net',
  'elastic_net_cv',
  'light_gbm_regressor',
  'linear_regression',
];

const metric = (values: readonly string[]) => oneWord(values, 'What the best model is chosen by.', { default: values[0] ?? '', ...camel });

const training = (algorithms: readonly string[]) =>
  map(
    {
      allowed_training_algorithms: list(oneWord(algorithms, 'An algorithm.', camel), 'Algorithms that are tried; all others are not.'),
      blocked_training_algorithms: list(oneWord(algorithms, 'An algorithm.', camel), 'Algorithms that are never tried.'),
      enable_dnn_training: flag('Whether neural networks are tried.'),
      enable_model_explainability: flag('Whether the best model is explained.'),
      enable_onnx_compatible_models: flag('Only models that ONNX can hold.'),
      enable_stack_ensemble: flag('Whether a stack of models is made.'),
      enable_vote_ensemble: flag('Whether an ensemble is made in which models vote.'),
      ensemble_model_download_timeout_minutes: integer('Minutes for fetching the models of an ensemble.'),
      stack_ensemble_settings: map(
        {
          stack_meta_learner_type: oneWord(META_LEARNERS, 'The model on top of the stack.', camel),
          stack_meta_learner_train_percentage: number('Share of the data for it.'),
          stack_meta_learner_kwargs: any('Settings of the model on top of the stack.'),
        },
        'How the stack of models is made.',
      ),
      training_mode: preview(oneWord(['auto', 'distributed', 'non_distributed'], 'Whether training is spread over machines.', camel)),
    },
    'Which models are tried, and how.',
  );

const TABLE_LIMITS = map(
  {
    max_trials: integer('Most trials in all.', { min: 1, ...bind }),
    max_concurrent_trials: integer('Trials at the same time.', { min: 1, ...bind }),
    max_cores_per_trial: integer('Most cores for one trial.', bind),
    max_nodes: preview(integer('Most machines at the same time.', bind)),
    timeout_minutes: integer('Minutes after which all of it is stopped.', bind),
    trial_timeout_minutes: integer('Minutes after which one trial is stopped.', bind),
    exit_score: number('Stops when a model is this good.', bind),
    enable_early_termination: flag('Stops when nothing gets better.', bind),
  },
  'How much is tried, and for how long.',
);

const FEATURIZATION = map(
  {
    mode: oneWord({ auto: 'Done for you.', off: 'Not done.', custom: 'As set below.' }, 'Whether columns are prepared.'),
    dataset_language: text('Language of text columns, three letters.'),
    blocked_transformers: list(text('A transformer.'), 'Transformers that are never used.'),
    column_name_and_types: dictionary(text('A type of feature.'), 'The type of feature that each column is taken for.', { keyName: 'column' }),
    transformer_params: dictionary(
      list(
        map(
          { fields: list(text('A column.'), 'Columns that the settings are for.'), parameters: any('Settings of the transformer for these columns.') },
          'Settings for some columns.',
        ),
        'Settings.',
      ),
      'Settings of transformers.',
      { keyName: 'transformer' },
    ),
    enable_dnn_featurization: flag('Whether neural networks prepare text.'),
  },
  'How columns are prepared.',
);

const tabular = (task: string, metrics: readonly string[], algorithms: readonly string[], extra: Readonly<Record<string, FieldSchema>> = {}): FieldSchema =>
  map(
    {
      ...COMMON,
      task: typeIs(task, 'The kind of task: decides which models and metrics there are.'),
      primary_metric: metric(metrics),
      ...DATA_SIZES,
      n_cross_validations: auto('How many folds of cross-validation: auto, or a number from 2.'),
      cv_split_column_names: list(text('A column.'), 'Columns that say which rows belong to which fold.'),
      weight_column_name: text('The column with weights.', bind),
      limits: TABLE_LIMITS,
      featurization: FEATURIZATION,
      training: training(algorithms),
      ...extra,
    },
    'Finds the best model for a table.',
  );

const FORECASTING = map(
  {
    time_column_name: text('The column with the time.', bind),
    forecast_horizon: auto('How many steps ahead are predicted: auto, or a number.'),
    time_series_id_column_names: oneOf([text('A column.'), list(text('A column.'), 'Columns.')], 'Columns that tell series apart.'),
    frequency: text('Step of the series, as D or H.'),
    target_lags: oneOf(
      [oneWord(['auto'], 'Chosen by the service.'), integer('Steps.'), list(integer('Steps.'), 'Several.')],
      'How far back the target is looked at.',
    ),
    target_rolling_window_size: auto('Steps of the window over the target.'),
    feature_lags: oneWord(['none', 'auto'], 'Whether features are looked at further back.'),
    seasonality: auto('How many steps a season has: auto, or a number.'),
    short_series_handling_config: oneWord(['none', 'auto', 'pad', 'drop'], 'What happens to short series.'),
    use_stl: oneWord(['none', 'season', 'seasontrend'], 'Whether season and trend are split off.'),
    target_aggregate_function: oneWord(['none', 'sum', 'max', 'min', 'mean'], 'How rows of one step are joined.'),
    country_or_region_for_holidays: text('Country whose holidays count.'),
    cv_step_size: integer('How many steps lie between two folds.'),
    features_unknown_at_forecast_time: list(text('A column.'), 'Columns that are not known ahead.'),
  },
  'Settings of a forecast: time, series, horizon, lags.',
);

const SWEEP_SETTINGS = map({ sampling_algorithm: required(SAMPLING_ALGORITHM), early_termination: EARLY_TERMINATION }, 'How hyperparameters are swept.');

const searchSpace = (parameters: Readonly<Record<string, FieldSchema>>) =>
  list(map(orValues(parameters, DISTRIBUTION_OF_VALUES), 'Values for one kind of model.'), 'What is tried, one mapping for each kind of model.');
const trainingParameters = (parameters: Readonly<Record<string, FieldSchema>>) =>
  map(parameters, 'Values that all trials have in common: model_name, epochs, learning rate and more.');

const image = (task: string, metrics: readonly string[], parameters: Readonly<Record<string, FieldSchema>>): FieldSchema =>
  map(
    {
      ...COMMON,
      task: typeIs(task, 'The kind of task: decides which models and metrics there are.'),
      primary_metric: metric(metrics),
      ...DATA_SIZES,
      limits: map(
        {
          max_trials: integer('Most trials in all.', bind),
          max_concurrent_trials: integer('Trials at the same time.', bind),
          timeout_minutes: integer('Minutes after which all of it is stopped.', bind),
        },
        'How many trials there are, and for how long.',
      ),
      sweep: SWEEP_SETTINGS,
      training_parameters: trainingParameters({ ...IMAGE_TRAINING, ...parameters }),
      search_space: searchSpace({ ...IMAGE_VALUES, ...parameters }),
    },
    'Finds the best model for images.',
  );

const language = (task: string, metrics: readonly string[], needsTarget: boolean): FieldSchema =>
  map(
    {
      ...COMMON,
      target_column_name: needsTarget ? required(text('The column that is predicted.', bind)) : text('The column that is predicted.', bind),
      task: typeIs(task, 'The kind of task: decides which models and metrics there are.'),
      primary_metric: metric(metrics),
      limits: map(
        {
          max_trials: integer('Most trials in all.', bind),
          max_concurrent_trials: integer('Trials at the same time.', bind),
          max_nodes: integer('Most machines at the same time.', bind),
          timeout_minutes: integer('Minutes after which all of it is stopped.', bind),
          trial_timeout_minutes: integer('Minutes after which one trial is stopped.', bind),
        },
        'How many trials there are, and for how long.',
      ),
      featurization: map({ dataset_language: text('Language, three letters.') }, 'How text is prepared: its language.'),
      sweep: SWEEP_SETTINGS,
      training_parameters: trainingParameters(TEXT_PARAMETERS),
      search_space: searchSpace(TEXT_PARAMETERS),
    },
    'Finds the best model for text.',
  );

const ACCURACY_FIRST = ['accuracy', ...CLASSIFICATION_METRICS.filter((value) => value !== 'accuracy')];

/** AutoML: one form for each task; `task` tells them apart. */
export const AUTOML: FieldSchema = oneOf(
  [
    tabular('classification', CLASSIFICATION_METRICS, CLASSIFIERS, { positive_label: text('The label that counts as positive.', bind) }),
    tabular('regression', REGRESSION_METRICS, REGRESSORS),
    tabular('forecasting', REGRESSION_METRICS, FORECASTERS, { forecasting: FORECASTING }),
    image('image_classification', ACCURACY_FIRST, CLASSIFYING),
    image('image_classification_multilabel', ['iou', ...CLASSIFICATION_METRICS], CLASSIFYING),
    image('image_object_detection', ['mean_average_precision'], DETECTING),
    image('image_instance_segmentation', ['mean_average_precision'], DETECTING),
    language('text_classification', ACCURACY_FIRST, true),
    language('text_classification_multilabel', ['accuracy'], true),
    language('text_ner', ['accuracy'], false),
  ],
  'Finds a model by itself.',
);

const TEXT_TABLE: FieldSchema = path('Folder of the table, or azureml:name:version.', { ...bind, refTo: 'data' });

/** The same as a job of a pipeline, which also takes the address of a table as text. */
export const AUTOML_NODE: FieldSchema = {
  ...AUTOML,
  options: (AUTOML.options ?? []).map((form) => ({ ...form, keys: { ...form.keys, ...tablesOf(form.keys ?? {}) } })),
};

function tablesOf(keys: Readonly<Record<string, FieldSchema>>): Readonly<Record<string, FieldSchema>> {
  const tables = Object.entries(keys).filter(([key]) => key === 'training_data' || key === 'validation_data' || key === 'test_data');
  return Object.fromEntries(tables.map(([key, field]) => [key, { ...field, options: [...(field.options ?? []), TEXT_TABLE] }]));
}

/** What AutoML can predict: the values of `task`. */
export const JOB_TASKS: readonly string[] = (AUTOML.options ?? []).flatMap((form) => form.keys?.task?.enum?.map((one) => one.value) ?? []);
