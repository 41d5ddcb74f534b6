import { MODEL_KEYS } from './documents.ts';
import {
  any,
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
  ref,
  required,
  text,
  typeIs,
} from './key-schema.ts';
import { ABOUT, COMPUTE, ENVIRONMENT, LOOSE_PROPERTIES, LOOSE_TAGS, RESOURCES, SCHEMA_KEY } from './shared-objects.ts';

const NAME = required(text('Its name: 3 to 32 letters, digits and hyphens.', { pattern: '^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$' }));

const ENDPOINT: Readonly<Record<string, FieldSchema>> = {
  $schema: SCHEMA_KEY,
  name: NAME,
  description: ABOUT.description,
  tags: LOOSE_TAGS,
  properties: LOOSE_PROPERTIES,
  location: text('The region.'),
  identity: map(
    {
      type: oneWord(['system_assigned', 'user_assigned', 'none'], 'Whose identity it has.'),
      user_assigned_identities: list(any('resource_id of an identity.'), 'The identities, for user_assigned.'),
    },
    'As whom it acts.',
  ),
};

const SHARE = integer('Per cent.', { min: 0, max: 100 });

export const ONLINE_ENDPOINT: FieldSchema = map(
  {
    ...ENDPOINT,
    auth_mode: oneWord(
      { key: 'A key that does not change by itself.', aml_token: 'A token of Azure ML that expires.', aad_token: 'A token of Microsoft Entra ID.' },
      'How callers prove who they are.',
      {
        default: 'key',
      },
    ),
    traffic: dictionary(SHARE, 'Share of the calls by deployment: 0 or 100 in all.', { keyName: 'deployment' }),
    mirror_traffic: dictionary({ ...SHARE, max: 50 }, 'Share of the calls that one deployment gets as a copy, 50 at most.', { keyName: 'deployment' }),
    public_network_access: oneWord(['enabled', 'disabled'], 'Whether it can be reached from the internet. Managed endpoints only.'),
    compute: ref('compute', 'The Kubernetes cluster. Kubernetes endpoints only.'),
  },
  'An online endpoint.',
);

export const BATCH_ENDPOINT: FieldSchema = map(
  {
    ...ENDPOINT,
    auth_mode: oneWord(['aad_token', 'key', 'aml_token'], 'How callers prove who they are.', { default: 'aad_token' }),
    defaults: map({ deployment_name: text('The deployment that answers.') }, 'What is used when a call names nothing.'),
  },
  'A batch endpoint.',
);

const MODEL_OF: FieldSchema = oneOf(
  [
    ref('model', 'azureml:name:version, azureml:name@latest or a registry address.'),
    map({ ...MODEL_KEYS, name: text('Its name.'), version: text('Its version.', { anyScalar: true }) }, 'A model written here.'),
  ],
  'What answers.',
);

const SCORING = map(
  { code: path('The folder with the script.'), scoring_script: path('The script in that folder.') },
  'The code that loads the model and answers.',
);

const probe = (what: string) =>
  map(
    {
      initial_delay: integer('Seconds before the first question.', { default: 10, min: 1 }),
      period: integer('Seconds between questions.', { default: 10, min: 1 }),
      timeout: integer('Seconds for an answer.', { default: 2, min: 1 }),
      success_threshold: integer('Good answers until it counts as well.', { default: 1, min: 1 }),
      failure_threshold: integer('Bad answers until it counts as ill.', { default: 30, min: 1 }),
    },
    what,
  );

const DEPLOYMENT: Readonly<Record<string, FieldSchema>> = {
  $schema: SCHEMA_KEY,
  name: NAME,
  endpoint_name: required(text('The endpoint it belongs to. The az command can give it.')),
  description: ABOUT.description,
  tags: LOOSE_TAGS,
  properties: LOOSE_PROPERTIES,
  model: MODEL_OF,
  code_configuration: SCORING,
  environment: { ...ENVIRONMENT, mayBind: false },
  environment_variables: dictionary(any('The value.'), 'Variables that the process finds in its environment.', { keyName: 'variable' }),
};

const NEEDS = map({ cpu: text('As 500m.'), memory: text('As 1Gi.'), 'nvidia.com/gpu': text('Number of GPUs.'), gpu: text('Number of GPUs.') }, 'Amounts.');

export const ONLINE_DEPLOYMENT: FieldSchema = map(
  {
    ...DEPLOYMENT,
    type: oneWord({ managed: 'Machines that Azure looks after.', kubernetes: 'A Kubernetes cluster of your own.' }, 'Where it runs.', { default: 'managed' }),
    model_mount_path: text('Where the model appears in the container.'),
    instance_type: text('Size of the machines. Required when managed.'),
    instance_count: integer('Number of machines.', { default: 1, min: 1 }),
    app_insights_enabled: flag('Whether Application Insights listens.', { default: false }),
    scale_settings: oneOf(
      [
        map({ type: typeIs('default', 'A fixed number.') }, 'A fixed number of machines.'),
        map(
          {
            type: typeIs('target_utilization', 'By load.'),
            min_instances: integer('Fewest.', { default: 1 }),
            max_instances: integer('Most.', { default: 1 }),
            target_utilization_percentage: integer('The load aimed at.', { default: 70 }),
            polling_interval: integer('Seconds between looks.', { default: 1 }),
          },
          'By load. Kubernetes only.',
        ),
      ],
      'How many machines.',
    ),
    request_settings: map(
      {
        request_timeout_ms: integer('Milliseconds for one call; at most 180000 when managed.', { default: 5000, min: 1 }),
        max_concurrent_requests_per_instance: integer('Calls at the same time on one machine.', { default: 1, min: 1 }),
        max_queue_wait_ms: integer('Milliseconds in the queue (old).', { default: 500 }),
      },
      'How calls are taken.',
    ),
    liveness_probe: probe('Whether the container still lives.'),
    readiness_probe: probe('Whether the container can answer.'),
    data_collector: preview(
      map(
        {
          collections: required(
            dictionary(
              map(
                {
                  enabled: required(oneWord(['true', 'false'], "In quotes: 'true' or 'false'.")),
                  data: oneOf(
                    [
                      ref('data', 'A data asset.'),
                      map(
                        { name: text('Name.'), data_id: text('Id of the asset.'), path: path('Path.'), version: text('Version.', { anyScalar: true }) },
                        'A data asset.',
                      ),
                    ],
                    'Where it is kept.',
                  ),
                  client_id: text('Client id of the identity that writes.'),
                },
                'What is kept.',
              ),
              'What is kept: model_inputs, model_outputs, request, response.',
              { keyName: 'collection' },
            ),
          ),
          sampling_rate: number('Share of the calls.', { min: 0, max: 1, default: 1 }),
          rolling_rate: oneWord(['minute', 'hour', 'day'], 'When a new file is begun.'),
          request_logging: map({ capture_headers: list(text('A header.'), 'Headers that are kept.') }, 'What of a call is kept.'),
        },
        'Keeps what comes in and goes out, for monitoring.',
      ),
    ),
    egress_public_network_access: oneWord(['enabled', 'disabled'], 'Whether it can reach the internet (old).'),
    private_network_connection: preview(flag('Whether it is in a private network.')),
    resources: map({ requests: NEEDS, limits: NEEDS }, 'What a container asks for. Kubernetes only.'),
  },
  'An online deployment.',
);

const BATCH_SETTINGS: Readonly<Record<string, FieldSchema>> = {
  mini_batch_size: integer('Files in a mini-batch.', { default: 10, min: 1 }),
  max_concurrency_per_instance: integer('Processes on each machine.', { default: 1, min: 1 }),
  output_action: oneWord(
    { append_row: 'Rows are gathered in one file.', summary_only: 'The script writes by itself.' },
    'What happens to what the script returns.',
    { default: 'append_row' },
  ),
  output_file_name: text('The file with the rows. Not with summary_only.', { default: 'predictions.csv' }),
  error_threshold: integer('Files that may fail; -1: any number.', { default: -1, min: -1 }),
  retry_settings: map(
    { max_retries: integer('Tries.', { default: 3 }), timeout: integer('Seconds.', { default: 30 }) },
    'What happens when a mini-batch fails.',
  ),
  logging_level: text('How much is logged.', { default: 'info' }),
};

export const BATCH_DEPLOYMENT: FieldSchema = map(
  {
    ...DEPLOYMENT,
    type: oneWord({ model: 'A model.', pipeline: 'A pipeline component.' }, 'What answers. Without it: a model, in the old form.'),
    compute: COMPUTE,
    resources: RESOURCES,
    settings: map(
      {
        ...BATCH_SETTINGS,
        instance_count: integer('Number of machines. Not together with resources.', { min: 1 }),
        environment_variables: dictionary(any('The value.'), 'Variables.'),
        default_compute: text('For a pipeline: the compute, without azureml:.'),
        continue_on_step_failure: flag('For a pipeline: whether other jobs go on when one fails.'),
      },
      'How batches are run.',
      { unknownKeys: 'kept' },
    ),
    ...BATCH_SETTINGS,
    component: ref('component', 'The pipeline component, for type pipeline.'),
    job_definition: ref('job', 'A job that ran, for type pipeline.'),
  },
  'A batch deployment.',
);
