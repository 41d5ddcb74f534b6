import { type FieldSchema, kept, longText, map, required, text, typeIs } from '../key-schema.ts';
import {
  CODE,
  COMPUTE,
  DISTRIBUTION,
  ENVIRONMENT,
  ENVIRONMENT_VARIABLES,
  IDENTITY,
  QUEUE_SETTINGS,
  RESOURCES,
  SERVICES,
  TIMEOUT_LIMITS,
} from '../shared-objects.ts';
import { component, NODE } from './node-keys.ts';

/** The command line of a job or component. */
export const COMMAND: FieldSchema = longText(
  'What is run. Inputs and outputs stand in it as ${{inputs.x}} and ${{outputs.y}}; $[[…]] is left out when the optional input in it is not set.',
);

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

/** A node that runs a command component. */
export const COMMAND_WITH_COMPONENT = map(
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
  kept,
);

/** A command that is written in the job. */
export const COMMAND_INLINE = map(
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
