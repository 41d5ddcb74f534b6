import { any, camel, dictionary, type FieldSchema, integer, list, map, number, oneOf, oneWord, required, text, typeIs } from '../key-schema.ts';

const low = required(number('The lowest value that is tried; with log the exponent of e.'));
const high = required(number('The highest value that is tried; with log the exponent of e.'));
const step = required(number('Values are rounded to multiples of this.'));
const mu = required(number('The mean around which values are drawn.'));
const sigma = required(number('The standard deviation of what is drawn.'));

/** How the values of one hyperparameter are drawn. */
export const DISTRIBUTION_OF_VALUES: FieldSchema = oneOf(
  [
    map(
      {
        type: typeIs('choice', 'One of the values in a list.'),
        values: list(
          oneOf([text('A value.'), number('A number.'), dictionary(any('Its values.'), 'Nested choices.')], 'A value, or a mapping of nested choices.'),
          'The values of which one is chosen for each trial.',
        ),
      },
      'One of a list of values.',
    ),
    map(
      { type: oneWord(['uniform', 'loguniform'], 'Any value between two limits.', { required: true }), min_value: low, max_value: high },
      'Any value between two limits; loguniform: limits are exponents of e.',
    ),
    map(
      { type: oneWord(['quniform', 'qloguniform'], 'Rounded values between two limits.', { required: true }), min_value: low, max_value: high, q: step },
      'Rounded values between two limits.',
    ),
    map(
      { type: oneWord(['normal', 'lognormal'], 'Values around a mean; with log the logarithm is drawn.', { required: true }), mu, sigma },
      'Values around a mean.',
    ),
    map({ type: oneWord(['qnormal', 'qlognormal'], 'Rounded values around a mean.', { required: true }), mu, sigma, q: step }, 'Rounded values around a mean.'),
    map(
      { type: typeIs('randint', 'A whole number from 0 up to a limit.'), upper: required(integer('Whole numbers from 0 up to, not including, this.')) },
      'A whole number from 0 up to a limit.',
    ),
  ],
  'The values to try.',
  { mayBind: true },
);

const EVALUATION = {
  evaluation_interval: integer('The policy is asked every so many reports of the metric.', { default: 1, min: 1 }),
  delay_evaluation: integer('The first so many reports are left alone.', { default: 0, min: 0 }),
} satisfies Record<string, FieldSchema>;

export const EARLY_TERMINATION: FieldSchema = oneOf(
  [
    map(
      {
        type: typeIs('bandit', 'Stops what falls behind the best.'),
        slack_factor: number('How far behind the best, as a ratio. Either this or slack_amount.'),
        slack_amount: number('How far behind the best, as an amount.'),
        ...EVALUATION,
      },
      'Stops trials that fall behind the best by more than a slack.',
    ),
    map({ type: typeIs('median_stopping', 'Stops what is below the median.', camel), ...EVALUATION }, 'Stops trials below the running median.'),
    map(
      {
        type: typeIs('truncation_selection', 'Stops the worst share of the trials.', camel),
        truncation_percentage: required(integer('The share that is stopped, in per cent.', { min: 1, max: 99 })),
        ...EVALUATION,
      },
      'Stops the worst share of trials.',
    ),
  ],
  'When poor trials are stopped early.',
  { mayBind: true },
);

export const SAMPLING_ALGORITHM: FieldSchema = oneOf(
  [
    oneWord({ random: 'Drawn at random.', grid: 'Every combination of choices.', bayesian: 'Learns from the trials before.' }, 'How values are chosen.'),
    map(
      {
        type: typeIs('random', 'Values are drawn at random.'),
        seed: integer('Makes the draw repeatable.'),
        rule: oneWord({ random: 'Independent draws.', sobol: 'Spread evenly.' }, 'How they are drawn.', { default: 'random' }),
        logbase: text('Base of logarithmic distributions.', { anyScalar: true }),
      },
      'Drawn at random.',
    ),
    map({ type: typeIs('grid', 'Every combination of the choices is tried once.') }, 'Every combination of choices.'),
    map({ type: typeIs('bayesian', 'Each trial is chosen by what the earlier ones gave.') }, 'Learns from the trials before.'),
  ],
  'How the values of each trial are chosen.',
  { mayBind: true },
);

/** Keys that sweep jobs and sweep nodes share. */
export const SWEEP_KEYS: Readonly<Record<string, FieldSchema>> = {
  search_space: dictionary(DISTRIBUTION_OF_VALUES, 'The values to try, by input of the trial.', { keyName: 'input' }),
  sampling_algorithm: SAMPLING_ALGORITHM,
  objective: map(
    {
      goal: required(oneWord(['minimize', 'maximize'], 'Whether less or more is better.')),
      primary_metric: required(text('The metric that the trials log.')),
    },
    'What makes a trial good.',
    { required: true },
  ),
  limits: map(
    {
      max_total_trials: required(integer('How many trials there are in all.', { default: 1000, min: 1 })),
      max_concurrent_trials: integer('Trials at the same time.', { min: 1 }),
      timeout: integer('Seconds for the whole sweep.', { default: 5184000, min: 1 }),
      trial_timeout: integer('Seconds after which one trial is stopped.', { min: 1 }),
    },
    'How many trials, and for how long.',
    { required: true },
  ),
  early_termination: EARLY_TERMINATION,
};
