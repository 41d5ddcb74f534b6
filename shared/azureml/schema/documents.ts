import { COMMAND } from './jobs/command.ts';
import { DATA_TRANSFER_COMPONENT_KEYS } from './jobs/data-transfer.ts';
import { PARALLEL_KEYS } from './jobs/parallel.ts';
import { SPARK_KEYS } from './jobs/spark.ts';
import { jobSchema } from './jobs.ts';
import { any, dictionary, type FieldSchema, flag, kept, list, map, oneOf, oneWord, path, preview, ref, required, text, typeIs, words } from './key-schema.ts';
import { REGIONS } from './often-used.ts';
import {
  ABOUT,
  AUTO_DELETE,
  CODE,
  COMPONENT_DISTRIBUTION,
  COMPONENT_RESOURCES,
  COMPONENT_RETRY_SETTINGS,
  COMPUTE,
  ENVIRONMENT,
  ENVIRONMENT_DOCUMENT_KEYS,
  ENVIRONMENT_VARIABLES,
  IDENTITY,
  LOOSE_PROPERTIES,
  LOOSE_TAGS,
  PROPERTIES,
  QUEUE_SETTINGS,
  SCHEMA_KEY,
  SERVICES,
} from './shared-objects.ts';
import { COMPONENT_INPUT, COMPONENT_INPUTS, COMPONENT_OUTPUT, COMPONENT_OUTPUTS, PIPELINE_INPUTS, PIPELINE_OUTPUTS } from './values.ts';

/** The settings of a pipeline; other keys are kept without a word. */
export const SETTINGS: FieldSchema = map(
  {
    default_compute: ref('compute', 'The compute of every job that names none: azureml:name, or serverless.'),
    default_datastore: ref('datastore', 'Where outputs without a path are kept: azureml:name.'),
    continue_on_step_failure: flag('Whether other jobs go on when one fails. Unset: the service decides.'),
    force_rerun: flag('Whether jobs run again although nothing changed.', { default: false }),
    on_init: preview(text('The job that runs first (private preview).')),
    on_finalize: preview(text('The job that runs last (private preview).')),
  },
  'Defaults for all jobs of the pipeline: compute, datastore, and what happens when a job fails.',
  { unknownKeys: 'kept', values: any('A setting that Azure ML may not know.') },
);

const JOBS: FieldSchema = dictionary(jobSchema('unknown', false), 'The jobs, by name. Their order means nothing to Azure ML.', { keyName: 'job' });

export const PIPELINE_JOB: FieldSchema = map(
  {
    $schema: SCHEMA_KEY,
    type: typeIs('pipeline', 'A pipeline job; without it the file is read as a command job.'),
    name: text('Unique in the workspace; made up when left out.'),
    ...ABOUT,
    experiment_name: text('The experiment that runs are listed under.'),
    compute: { ...COMPUTE, description: 'The compute of jobs that name none.' },
    settings: SETTINGS,
    inputs: PIPELINE_INPUTS,
    outputs: PIPELINE_OUTPUTS,
    jobs: JOBS,
    component: ref('component', 'A pipeline component that is run as it is, in place of jobs.'),
    identity: IDENTITY,
    services: SERVICES,
    properties: PROPERTIES,
  },
  'A pipeline job.',
);

const COMPONENT: Readonly<Record<string, FieldSchema>> = {
  $schema: SCHEMA_KEY,
  name: required(text('Its name: lower-case letters, digits, underscores.', { pattern: '^[a-z][a-z\\d_]*$' })),
  version: text('Its version, in quotes; counted up when left out.', { anyScalar: true, lenient: true }),
  ...ABOUT,
  is_deterministic: flag('False when the same inputs may give other outputs: then a result is never reused.', { default: true }),
  inputs: COMPONENT_INPUTS,
  outputs: COMPONENT_OUTPUTS,
  auto_delete_setting: AUTO_DELETE,
  intellectual_property: preview(any('Who publishes it, and who may see its code.')),
};

const INCLUDES = list(
  oneOf(
    [
      path('A file or folder.'),
      map(
        {
          type: oneWord(['artifact'], 'A package of Azure Artifacts.'),
          organization: text('The organization in Azure DevOps.'),
          project: text('The project in the organization; left out for a feed of the organization.'),
          feed: text('The feed that the package is in.'),
          name: text('Name of the package in the feed.'),
          version: text('Its version, in quotes.', { anyScalar: true }),
          scope: text('Whether the feed belongs to a project or the organization.'),
        },
        'A package of Azure Artifacts (private preview).',
      ),
    ],
    'A file, a folder or a package.',
  ),
  'Files and folders that are sent along with the code.',
);

export const COMMAND_COMPONENT: FieldSchema = map(
  {
    ...COMPONENT,
    type: { ...typeIs('command', 'A component that runs a command.'), required: false },
    command: required(COMMAND),
    environment: required(ENVIRONMENT),
    code: CODE,
    resources: COMPONENT_RESOURCES,
    distribution: COMPONENT_DISTRIBUTION,
    queue_settings: QUEUE_SETTINGS,
    environment_variables: ENVIRONMENT_VARIABLES,
    properties: LOOSE_PROPERTIES,
    additional_includes: INCLUDES,
  },
  'A command component.',
  kept,
);

export const PIPELINE_COMPONENT: FieldSchema = map(
  { ...COMPONENT, type: typeIs('pipeline', 'A component that is a pipeline of its own.'), jobs: JOBS },
  'A pipeline component.',
  kept,
);

export const PARALLEL_COMPONENT: FieldSchema = map(
  {
    ...COMPONENT,
    type: typeIs('parallel', 'A component that runs over mini-batches.'),
    ...PARALLEL_KEYS,
    retry_settings: COMPONENT_RETRY_SETTINGS,
    resources: COMPONENT_RESOURCES,
  },
  'A parallel component.',
  kept,
);

export const SPARK_COMPONENT: FieldSchema = map(
  { ...COMPONENT, type: typeIs('spark', 'A component that runs on Spark.'), ...SPARK_KEYS, properties: LOOSE_PROPERTIES, additional_includes: INCLUDES },
  'A spark component.',
  kept,
);

export const DATA_TRANSFER_COMPONENT: FieldSchema = map(
  { ...COMPONENT, type: typeIs('data_transfer', 'A data transfer component.'), ...DATA_TRANSFER_COMPONENT_KEYS },
  'A data transfer component.',
  kept,
);

export const AUTOML_COMPONENT: FieldSchema = map(
  {
    ...COMPONENT,
    type: typeIs('automl', 'A component that finds a model by itself.'),
    task: required(
      text('What is predicted: classification, regression, forecasting and more.', { suggests: words(['classification', 'regression', 'forecasting']) }),
    ),
  },
  'An AutoML component.',
  kept,
);

export const IMPORT_COMPONENT: FieldSchema = map(
  {
    ...COMPONENT,
    type: typeIs('import', 'A component that brings data in.'),
    source: required(dictionary(COMPONENT_INPUT, 'What tells where the data is.', { keyName: 'parameter' })),
    output: required({ ...COMPONENT_OUTPUT, description: 'What the data is written to.' }),
  },
  'An import component.',
  kept,
);

const ASSET: Readonly<Record<string, FieldSchema>> = {
  $schema: SCHEMA_KEY,
  name: required(text('Its name in the workspace.')),
  version: text('Its version, in quotes; counted up when left out.', { anyScalar: true }),
  description: ABOUT.description,
  tags: LOOSE_TAGS,
};

export const ENVIRONMENT_DOCUMENT: FieldSchema = map(
  { $schema: SCHEMA_KEY, ...ENVIRONMENT_DOCUMENT_KEYS, auto_delete_setting: AUTO_DELETE },
  'An environment.',
);

export const DATA: FieldSchema = map(
  {
    ...ASSET,
    name: text('Its name in the workspace. The az command can give it.'),
    type: oneWord({ uri_folder: 'A folder.', uri_file: 'One file.', mltable: 'A table.' }, 'What kind of data it is.', {
      default: 'uri_folder',
      caseSensitive: true,
    }),
    path: required(path('Where it is: a local path, a datastore address or a web address.')),
    datastore: ref('datastore', 'Where a local path is sent.'),
    source: preview(any('Of a data import: the database or file system that it is brought in from, and its connection.')),
    properties: { ...LOOSE_PROPERTIES, lenient: true },
    auto_delete_setting: AUTO_DELETE,
  },
  'A data asset.',
);

const STAGES = words(['Development', 'Production', 'Archived']);

const TEMPLATE = map(
  { asset_id: text('Address of the template: azureml://registries/….') },
  'The template by which the model is deployed, unless another is named.',
);

export const MODEL_KEYS: Readonly<Record<string, FieldSchema>> = {
  path: path('Where it is: a local path, a datastore address, a job’s output or runs:/….'),
  type: oneWord(
    { mlflow_model: 'A model that MLflow packed.', custom_model: 'A model in a form of its own.', triton_model: 'A model for NVIDIA Triton.' },
    'What kind of model it is.',
    { default: 'custom_model' },
  ),
  description: ABOUT.description,
  tags: LOOSE_TAGS,
  properties: LOOSE_PROPERTIES,
  stage: text('Its stage, by your own convention: Development, Production, Archived.', { suggests: STAGES }),
  flavors: dictionary(any('Its settings.'), 'How it can be loaded: flavours of MLflow with their settings.', { keyName: 'flavor' }),
  datastore: ref('datastore', 'Where a local path is sent.'),
  system_metadata: any('Facts about the model that the service keeps; nobody writes them by hand.'),
  default_deployment_template: TEMPLATE,
  allowed_deployment_templates: list(TEMPLATE, 'Templates that may be used.'),
};

export const MODEL: FieldSchema = map({ ...ASSET, ...MODEL_KEYS }, 'A model.');

export const REGISTRY: FieldSchema = map(
  {
    $schema: SCHEMA_KEY,
    name: text('Name of the registry, unique in Azure.'),
    description: ABOUT.description,
    tags: LOOSE_TAGS,
    location: required(text('The primary region of the registry.', { suggests: REGIONS })),
    identity: any('Written by Azure ML.', { readOnly: true }),
    kind: any('Written by Azure ML.', { readOnly: true }),
    sku: any('Written by Azure ML.', { readOnly: true }),
    replication_locations: required(
      list(
        map(
          {
            location: text('A region in which the registry can be used.', { suggests: REGIONS }),
            storage_config: oneOf(
              [
                map(
                  {
                    storage_account_hns: flag('Hierarchical namespace.', { default: false }),
                    storage_account_type: oneWord(
                      ['standard_lrs', 'standard_grs', 'standard_ragrs', 'standard_zrs', 'standard_gzrs', 'standard_ragzrs', 'premium_lrs', 'premium_zrs'],
                      'How data is copied.',
                      { default: 'standard_lrs' },
                    ),
                    replication_count: { kind: 'integer', description: 'How many storage accounts are made in the region.', default: 1 },
                  },
                  'A storage account that is made.',
                ),
                list(text('Id of an account.'), 'Storage accounts that exist.'),
              ],
              'Where it keeps its files.',
            ),
          },
          'A region.',
        ),
        'All regions, the primary one too.',
      ),
    ),
    container_registry: oneOf(
      [
        text('Id of one that exists.'),
        map({ acr_account_sku: oneWord(['premium'], 'Price tier of the container registry; only premium is taken.') }, 'One that is made.'),
      ],
      'The container registry in which images are kept.',
    ),
    public_network_access: oneWord(['Enabled', 'Disabled'], 'Whether it can be reached from the internet.'),
    intellectual_property: map({ publisher: text('Name of the publisher who protects what the registry holds.') }, 'Protection of intellectual property.'),
  },
  'A registry.',
);
