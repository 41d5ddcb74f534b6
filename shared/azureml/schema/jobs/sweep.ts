import { type FieldSchema, flag, kept, map, oneOf, ref, required, text, typeIs } from '../key-schema.ts';
import { ABOUT, CODE, COMPUTE, DISTRIBUTION, ENVIRONMENT, ENVIRONMENT_VARIABLES, IDENTITY, QUEUE_SETTINGS, RESOURCES } from '../shared-objects.ts';
import { COMPONENT_INPUTS, COMPONENT_OUTPUTS } from '../values.ts';
import { COMMAND } from './command.ts';
import { NODE } from './node-keys.ts';
import { SWEEP_KEYS } from './sweep-keys.ts';

/** In a pipeline a trial that is written in place is a component. */
const TRIAL: FieldSchema = oneOf(
  [
    ref('component', 'A command component: its file, or azureml:name:version.'),
    map(
      {
        type: { ...typeIs('command', 'A component that runs a command.'), required: false },
        name: text('Its name.', { lenient: true }),
        version: text('Its version, in quotes.', { anyScalar: true, lenient: true }),
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
      kept,
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

/** A sweep in a pipeline. */
export const SWEEP = map(
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
  kept,
);

/** A sweep as a document of its own. */
export const SWEEP_ALONE: FieldSchema = { ...SWEEP, keys: { ...SWEEP.keys, trial: required(TRIAL_ALONE) } };
