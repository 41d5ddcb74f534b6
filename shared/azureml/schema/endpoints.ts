import { MODEL_KEYS } from './documents.ts';
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
  ref,
  required,
  text,
  typeIs,
  words,
} from './key-schema.ts';
import { MACHINES, REGIONS } from './often-used.ts';
import { ABOUT, COMPUTE, ENVIRONMENT, INLINE_ENVIRONMENT, LOOSE_PROPERTIES, LOOSE_TAGS, RESOURCES, SCHEMA_KEY } from './shared-objects.ts';

const NAME = required(text('Its name: 3 to 32 letters, digits and hyphens.', { pattern: '^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$' }));

const ENDPOINT: Readonly<Record<string, FieldSchema>> = {
  $schema: SCHEMA_KEY,
  name: NAME,
  description: ABOUT.description,
  tags: LOOSE_TAGS,
  properties: LOOSE_PROPERTIES,
  location: text('The region; that of the workspace when left out.', { suggests: REGIONS }),
  identity: map(
    {
      type: oneWord(
        { system_assigned: 'An identity of its own, made with it.', user_assigned: 'Identities that exist already.', none: 'No identity.' },
        'Which identity it uses towards storage, registry and other services.',
        { required: true },
      ),
      user_assigned_identities: list(
        map(
          {
            resource_id: text('Azure resource id of the identity.'),
            client_id: text('Client id of the identity; written by Azure ML.'),
            principal_id: text('Object id of the identity; written by Azure ML.'),
          },
          'An identity.',
          { unknownKeys: 'kept' },
        ),
        'The identities, for user_assigned.',
      ),
    },
    'The managed identity by which it reaches other services.',
  ),
};

const SHARE = integer('Share of the calls in per cent.', { min: 0, max: 100 });

export const ONLINE_ENDPOINT: FieldSchema = map(
  {
    ...ENDPOINT,
    auth_mode: oneWord(
      { key: 'A key that does not change by itself.', aml_token: 'A token of Azure ML that expires.', aad_token: 'A token of Microsoft Entra ID.' },
      'How callers prove who they are.',
      {
        default: 'key',
        ...camel,
      },
    ),
    traffic: dictionary(SHARE, 'Share of the calls by deployment, in per cent: 0 or 100 in all.', { keyName: 'deployment', keyRefTo: 'deployment' }),
    mirror_traffic: dictionary(SHARE, 'Share of the calls that one deployment gets as a copy, in per cent: 50 at most.', {
      keyName: 'deployment',
      keyRefTo: 'deployment',
    }),
    public_network_access: oneWord(
      { enabled: 'From anywhere.', disabled: 'From private networks only.' },
      'Whether it can be reached from the internet. Managed endpoints only.',
    ),
    compute: ref('compute', 'The Kubernetes cluster. Kubernetes endpoints only.'),
    kind: any('Written by Azure ML.', { readOnly: true }),
  },
  'An online endpoint.',
);

export const BATCH_ENDPOINT: FieldSchema = map(
  {
    ...ENDPOINT,
    auth_mode: oneWord({ aad_token: 'A token of Microsoft Entra ID.', key: 'A key.', aml_token: 'A token of Azure ML.' }, 'How callers prove who they are.', {
      default: 'aad_token',
      ...camel,
    }),
    defaults: map(
      { deployment_name: text('The deployment that takes calls which name none.', { refTo: 'deployment' }) },
      'What is used when a call names nothing.',
    ),
  },
  'A batch endpoint.',
);

const MODEL_OF: FieldSchema = oneOf(
  [
    ref('model', 'azureml:name:version, azureml:name@latest or a registry address.'),
    map(
      { ...MODEL_KEYS, name: text('Name to register the model under.'), version: text('Version to register it as, in quotes.', { anyScalar: true }) },
      'A model written here.',
    ),
  ],
  'The model that the deployment loads: a registered one, or one written here.',
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
  endpoint_name: required(text('The endpoint it belongs to. The az command can give it.', { refTo: 'endpoint' })),
  description: ABOUT.description,
  tags: LOOSE_TAGS,
  properties: LOOSE_PROPERTIES,
  model: MODEL_OF,
  code_configuration: SCORING,
  environment: { ...ENVIRONMENT, options: [ENVIRONMENT.options?.[0] ?? { kind: 'ref' }, INLINE_ENVIRONMENT], mayBind: false },
  environment_variables: dictionary(any('The value.'), 'Variables that the process finds in its environment.', { keyName: 'variable' }),
};

const amounts = (description: string) =>
  map(
    {
      cpu: text('Cores, in quotes: "1", or thousandths as 500m.', { suggests: words(['"1"', '500m']) }),
      memory: text('Memory: 1Gi, 512Mi.', { suggests: words(['1Gi', '2Gi', '512Mi']) }),
      'nvidia.com/gpu': text('Number of GPUs, in quotes.'),
      gpu: text('Number of GPUs, in quotes; the older word.'),
    },
    description,
  );

export const ONLINE_DEPLOYMENT: FieldSchema = map(
  {
    ...DEPLOYMENT,
    type: oneWord({ managed: 'Machines that Azure looks after.', kubernetes: 'A Kubernetes cluster of your own.' }, 'Where it runs.', { default: 'managed' }),
    model_mount_path: text('Where the model appears in the container.'),
    instance_type: text('Size of the machines. Required when managed.', { suggests: MACHINES }),
    instance_count: integer('How many machines answer.', { default: 1, min: 1 }),
    app_insights_enabled: flag('Whether Application Insights listens.', { default: false }),
    scale_settings: oneOf(
      [
        map({ type: typeIs('default', 'A fixed number of machines: instance_count.') }, 'A fixed number of machines.'),
        map(
          {
            type: typeIs('target_utilization', 'As many machines as the load asks for.', camel),
            min_instances: integer('Fewest machines, however low the load.', { default: 1 }),
            max_instances: integer('Most machines, however high the load.', { default: 1 }),
            target_utilization_percentage: integer('The load aimed at, in per cent of what the machines can do.', { default: 70 }),
            polling_interval: integer('Seconds between two looks at the load.', { default: 1 }),
          },
          'By load. Kubernetes only.',
        ),
      ],
      'How the number of machines follows the load.',
    ),
    request_settings: map(
      {
        request_timeout_ms: integer('Milliseconds for one call; at most 180000 when managed.', { default: 5000, min: 1 }),
        max_concurrent_requests_per_instance: integer('Calls at the same time on one machine.', { default: 1, min: 1 }),
        max_queue_wait_ms: integer('Milliseconds in the queue (old).', { default: 500 }),
      },
      'How long a call may take, and how many are taken at once.',
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
                        {
                          name: text('Name of the data asset.'),
                          data_id: text('Id of the data asset.'),
                          path: path('Where it is kept: a datastore address.'),
                          version: text('Version of the data asset, in quotes.', { anyScalar: true }),
                        },
                        'A data asset.',
                      ),
                    ],
                    'The data asset in which it is kept.',
                  ),
                  client_id: text('Client id of the identity that writes.'),
                },
                'What is kept.',
              ),
              'What is kept: model_inputs, model_outputs, request, response.',
              { keyName: 'collection' },
            ),
          ),
          sampling_rate: number('Share of the calls that is kept, from 0 to 1.', { min: 0, max: 1, default: 1 }),
          rolling_rate: oneWord({ minute: 'A file every minute.', hour: 'A file every hour.', day: 'A file every day.' }, 'How often a new file is begun.'),
          request_logging: map(
            { capture_headers: list(text('A header.'), 'Headers of a call that are kept with it.') },
            'What of each call is kept beside its body.',
          ),
        },
        'Keeps what comes in and goes out, for monitoring.',
      ),
    ),
    egress_public_network_access: oneWord({ enabled: 'It can.', disabled: 'It cannot.' }, 'Whether it can reach the internet (old).'),
    private_network_connection: preview(flag('Whether it is in a private network.')),
    resources: map(
      { requests: amounts('What a container is given at least.'), limits: amounts('What a container may use at most.') },
      'What a container asks for. Kubernetes only.',
    ),
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
    { max_retries: integer('How often a mini-batch is tried again.', { default: 3 }), timeout: integer('Seconds for one mini-batch.', { default: 30 }) },
    'How often, and for how long, a mini-batch that fails is tried.',
  ),
  logging_level: text('How much is logged: debug, info, warning or error.', { default: 'info', suggests: words(['debug', 'info', 'warning', 'error']) }),
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
        environment_variables: dictionary(any('The value.'), 'Variables that the scoring script finds in its environment.', { keyName: 'variable' }),
        default_compute: text('For a pipeline: the compute, without azureml:.', { lenient: true }),
        continue_on_step_failure: flag('For a pipeline: whether other jobs go on when one fails.', { lenient: true }),
      },
      'How the input is cut into batches, run and gathered.',
      { unknownKeys: 'kept' },
    ),
    ...BATCH_SETTINGS,
    component: ref('component', 'The pipeline component, for type pipeline.'),
    job_definition: ref('job', 'A job that ran, for type pipeline.'),
  },
  'A batch deployment.',
);
