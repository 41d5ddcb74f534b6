import {
  any,
  camel,
  dictionary,
  expression,
  type FieldSchema,
  flag,
  integer,
  list,
  longText,
  map,
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
import { IMAGES, MACHINES, REGIONS } from './often-used.ts';

const bind = { mayBind: true } as const;

export const SCHEMA_KEY: FieldSchema = text('The schema of the document: tells editors and Sluice which kind of document it is. Azure ML does not look at it.');

/** A point in time as text. */
export const TIME = { pattern: '^\\d{4}-\\d{1,2}-\\d{1,2}[T ]\\d{1,2}:\\d{1,2}', shape: 'a date with a time, as `"2026-01-31T08:00:00"`' } as const;

/** Keys that describe without changing what runs. */
export const ABOUT = {
  display_name: text('Shown in the studio in place of the name.'),
  description: longText('What it is for, in a sentence or a few; shown in the studio.'),
  tags: dictionary(text('A tag: text, numbers in quotes.', { nullable: true }), 'Words to find and group it by, each a name with a value in quotes.', {
    keyName: 'tag',
  }),
} satisfies Record<string, FieldSchema>;

/** Tags of assets, endpoints and components: numbers and booleans are taken, too. */
export const LOOSE_TAGS: FieldSchema = dictionary(
  text('A tag.', { anyScalar: true, nullable: true, lenient: true }),
  'Words to find and group it by, each a name with a value.',
  { keyName: 'tag' },
);
export const LOOSE_PROPERTIES: FieldSchema = dictionary(any('Anything.'), 'Properties kept with it. They cannot be changed later.', { keyName: 'property' });

export const PROPERTIES: FieldSchema = dictionary(text('Text.', { nullable: true }), 'Properties kept with it. They cannot be changed later.', {
  keyName: 'property',
});

export const COMPUTE: FieldSchema = ref('compute', 'Where it runs: azureml:name of a cluster, or serverless.', bind);

export const CODE: FieldSchema = path('The folder that is sent along with the job, relative to this file.');

export const IDENTITY: FieldSchema = oneOf(
  [
    map({ type: typeIs('user_identity', 'Acts as the person who submits.', camel) }, 'Acts as the person who submits.'),
    map(
      {
        type: oneWord(['managed', 'managed_identity'], 'Acts as a managed identity.', { required: true, ...camel }),
        client_id: text('Client id of the identity.'),
        object_id: text('Object id of the identity.'),
        msi_resource_id: text('Azure resource id of the identity.'),
      },
      'Acts as a managed identity of the compute.',
    ),
    map({ type: typeIs('aml_token', 'Acts with a token of the workspace.', camel) }, 'Acts with a token of the workspace.'),
  ],
  'As whom the job reaches data and other services.',
  bind,
);

const RESOURCE_KEYS = {
  instance_count: integer('How many machines the job takes at once.', { default: 1, min: 1, ...bind }),
  instance_type: text('Size of the machines, for serverless and Kubernetes compute; a cluster has its own.', { ...bind, suggests: MACHINES }),
  max_instance_count: integer('Most machines for elastic training.', { min: 1, ...bind }),
  locations: list(text('A region.', { suggests: REGIONS }), 'Regions in which serverless compute may run it.'),
  shm_size: text('Shared memory of the container, as 2g or 512m.', {
    default: '2g',
    pattern: '^\\d+[bkmgBKMG]?$',
    shape: 'a number with `b`, `k`, `m` or `g` behind it, as `2g`',
    lenient: true,
    ...bind,
  }),
  docker_args: oneOf([text('Options as one text.'), list(text('An option.'), 'Options.')], 'More options for starting the container.'),
  properties: dictionary(any('Anything.'), 'Settings of the compute target.'),
} satisfies Record<string, FieldSchema>;

export const RESOURCES: FieldSchema = map(RESOURCE_KEYS, 'Machines that the job takes.');
/** A component keeps keys that the format does not know. */
export const COMPONENT_RESOURCES: FieldSchema = map(RESOURCE_KEYS, 'Machines that the component asks for.', { unknownKeys: 'kept' });

const PROCESSES = integer('Processes on each machine.', { min: 1, ...bind });

export const DISTRIBUTION: FieldSchema = oneOf(
  [
    map(
      { type: typeIs('pytorch', 'PyTorch: torch.distributed starts the processes.'), process_count_per_instance: { ...PROCESSES, default: 1 } },
      'PyTorch distributed training.',
    ),
    map({ type: typeIs('mpi', 'MPI: mpirun starts the processes.'), process_count_per_instance: PROCESSES }, 'MPI, as Horovod uses it.'),
    map(
      {
        type: typeIs('tensorflow', 'TensorFlow: workers and parameter servers find each other by TF_CONFIG.'),
        worker_count: integer('How many worker processes, over all machines.', { min: 1, ...bind }),
        parameter_server_count: integer('Number of parameter servers.', { default: 0, min: 0, ...bind }),
      },
      'TensorFlow distributed training.',
    ),
    map(
      {
        type: typeIs('ray', 'Ray: a cluster of a head node and workers.'),
        port: integer('Port on which the head node listens.'),
        address: text('Address of the head node.'),
        include_dashboard: flag('Whether the dashboard is started.'),
        dashboard_port: integer('Port on which the dashboard listens.'),
        head_node_additional_args: text('More options for the head node.'),
        worker_node_additional_args: text('More options for the workers.'),
      },
      'Ray (experimental).',
    ),
  ],
  'How the work is spread over processes and machines.',
  bind,
);

/** The same in a component, which keeps keys that the format does not know. */
export const COMPONENT_DISTRIBUTION: FieldSchema = {
  ...DISTRIBUTION,
  options: (DISTRIBUTION.options ?? []).map((form) => ({ ...form, unknownKeys: 'kept' })),
};

export const QUEUE_SETTINGS: FieldSchema = preview(
  map(
    {
      job_tier: oneWord(
        {
          spot: 'Cheapest; can be interrupted at any time.',
          basic: 'The simplest tier that is not interrupted.',
          standard: 'The usual tier.',
          premium: 'Goes before the others.',
          null: 'Chosen by the service.',
        },
        'Price and patience: spot jobs can be interrupted.',
      ),
      priority: oneWord({ low: 'Goes after all others.', medium: 'Goes in turn.', high: 'Goes first.' }, 'Which jobs go first when machines are short.'),
    },
    'Place in the queue of serverless compute.',
  ),
);

export const SERVICES: FieldSchema = dictionary(
  map(
    {
      type: oneWord(
        { jupyter_lab: 'JupyterLab.', ssh: 'A shell.', tensor_board: 'TensorBoard on the logs.', vs_code: 'Visual Studio Code.' },
        'Which service is offered.',
        { lenient: true },
      ),
      port: integer('Port in the container on which the service listens.'),
      nodes: text('all: on every machine; else on the first only.'),
      ssh_public_keys: text('Keys that may log in, for ssh.'),
      log_dir: path('Folder of the logs, for tensor_board.'),
      properties: dictionary(any('Anything.'), 'Settings of the service.'),
    },
    'An interactive service.',
  ),
  'Interactive services while the job runs.',
  { keyName: 'service' },
);

export const TIMEOUT_LIMITS: FieldSchema = map(
  { timeout: integer('Seconds after which the job is stopped.', { min: 1, ...bind }) },
  'When the job is stopped.',
);

const route = (description: string) =>
  map({ path: required(text('Path of the address, as /score.')), port: required(integer('Port on which the server listens.')) }, description);

const ENVIRONMENT_KEYS = {
  image: text('A Docker image: registry/name:tag.', { suggests: IMAGES }),
  build: map(
    { path: path('Folder with the Dockerfile.'), dockerfile_path: text('Its name in that folder.', { default: 'Dockerfile' }) },
    'Builds the image from a Dockerfile.',
  ),
  conda_file: oneOf(
    [path('A conda file.'), dictionary(any('A part of it.'), 'The content of a conda file.')],
    'Packages that are installed on top of the image.',
  ),
  os_type: oneWord(['linux', 'windows'], 'Operating system of the image.', { default: 'linux' }),
  inference_config: map(
    {
      liveness_route: required(route('Where the server says that it lives.')),
      readiness_route: required(route('Where the server says that it can answer.')),
      scoring_route: required(route('Where the server takes calls.')),
    },
    'Routes of a server in the image, for deployments.',
  ),
  description: ABOUT.description,
  tags: LOOSE_TAGS,
  version: text('Its version, in quotes; counted up when left out.', { anyScalar: true }),
  datastore: ref('datastore', 'Where the build folder is sent.'),
} satisfies Record<string, FieldSchema>;

/** Keys of an environment as a document of its own. */
export const ENVIRONMENT_DOCUMENT_KEYS: Readonly<Record<string, FieldSchema>> = { name: required(text('Its name in the workspace.')), ...ENVIRONMENT_KEYS };

export const AUTO_DELETE: FieldSchema = preview(
  map(
    {
      condition: oneWord(
        { created_greater_than: 'From when it was made.', last_accessed_greater_than: 'From when it was last read.' },
        'What the age is counted from.',
        camel,
      ),
      value: text('The age at which it is deleted, in days: 30d.', { suggests: words(['7d', '30d', '90d']) }),
    },
    'When the asset is deleted by itself.',
  ),
);

export const INLINE_ENVIRONMENT: FieldSchema = map(
  { ...ENVIRONMENT_KEYS, name: text('A name to register it under; made up when left out.'), auto_delete_setting: AUTO_DELETE },
  'An environment written here.',
);

/** Of an environment in a job or component Azure ML does not look at name and version. */
const JOB_ENVIRONMENT: FieldSchema = {
  ...INLINE_ENVIRONMENT,
  keys: {
    ...INLINE_ENVIRONMENT.keys,
    name: text('Not used: the environment gets a name of its own.', { lenient: true }),
    version: text('Not used.', { anyScalar: true, lenient: true }),
  },
};

export const ENVIRONMENT: FieldSchema = oneOf(
  [ref('environment', 'azureml:name:version, azureml:name@latest or a registry address.'), JOB_ENVIRONMENT],
  'What the command runs in: image and packages.',
  bind,
);

export const ENVIRONMENT_VARIABLES: FieldSchema = dictionary(
  text('The value.', { ...bind, anyScalar: true, nullable: true, lenient: true }),
  'Variables that the process finds in its environment.',
  {
    keyName: 'variable',
    ...bind,
  },
);

/** What happens when a mini-batch fails. */
export const RETRY_SETTINGS: FieldSchema = map(
  {
    max_retries: integer('How often a mini-batch is tried again.', { default: 2, min: 0, ...bind }),
    timeout: integer('Seconds for one mini-batch.', { default: 60, min: 1, max: 259200, ...bind }),
  },
  'What happens when a mini-batch fails.',
  { unknownKeys: 'kept' },
);

/** The same in a component, where an input may give the number. */
export const COMPONENT_RETRY_SETTINGS: FieldSchema = {
  ...RETRY_SETTINGS,
  keys: Object.fromEntries(
    Object.entries(RETRY_SETTINGS.keys ?? {}).map(([key, field]) => [key, oneOf([field, expression('A binding to an input.')], field.description ?? '')]),
  ),
};
