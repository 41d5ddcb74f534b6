import { any, camel, dictionary, type FieldSchema, flag, integer, list, map, oneOf, oneWord, path, required, text, typeIs, words } from './key-schema.ts';
import { IMAGES, MACHINES, REGIONS, SPARK_MACHINES, TIME_ZONES } from './often-used.ts';
import { ABOUT, IDENTITY, LOOSE_PROPERTIES, LOOSE_TAGS, QUEUE_SETTINGS, SCHEMA_KEY, SERVICES, TIME } from './shared-objects.ts';
import { JOB_OUTPUTS } from './values.ts';

// Prompt flows are read by tools of their own, and what is excluded without a word is kept.
const kept = { unknownKeys: 'kept' } as const;

const HEADER: Readonly<Record<string, FieldSchema>> = {
  $schema: SCHEMA_KEY,
  name: required(text('Its name, unique in the workspace.')),
  description: ABOUT.description,
  tags: ABOUT.tags,
};

const RESOURCE_IDENTITY = map(
  {
    type: oneWord(['system_assigned', 'user_assigned', 'none', 'system_assigned,user_assigned'], 'Which identity it uses towards other services.', camel),
    user_assigned_identities: oneOf(
      [
        list(
          map(
            {
              resource_id: text('Azure resource id of the identity.'),
              client_id: text('Client id of the identity; written by Azure ML.'),
              principal_id: text('Object id of the identity; written by Azure ML.'),
              tenant_id: text('Id of its tenant; written by Azure ML.'),
            },
            'An identity.',
          ),
          'The identities.',
        ),
        dictionary(any('What is told of it.'), 'The identities, by their resource ids.'),
      ],
      'The identities, for user_assigned.',
    ),
    tenant_id: text('Id of the tenant that the identity is in.'),
    principal_id: text('Object id of the identity.'),
  },
  'The managed identity by which it reaches other services.',
);

const ARM_ID = {
  pattern: '^/subscriptions/[^/]+/[rR]esource[gG]roups/[^/]+/providers/[^/]+/[^/]+/.*',
  shape: 'its Azure resource id: `/subscriptions/…/resourceGroups/…/providers/…/…/…`',
} as const;

const PLACE = text('The region that it is in, as westeurope.', { suggests: REGIONS });

const SSH = map(
  {
    admin_username: text('Name of the account that people log in to.'),
    admin_password: text('Its password. Better use a key.'),
    ssh_key_value: text('The public key that may log in.'),
    ssh_port: text('Port on which SSH listens.', { anyScalar: true }),
    ssh_private_key_file: path('File of the private key.'),
  },
  'How people log in to the machines.',
);

const NETWORK = map(
  { vnet_name: text('Name of the virtual network.'), subnet: text('Name or Azure resource id of the subnet.') },
  'The network that it stands in.',
);

const CLUSTER_KEYS: Readonly<Record<string, FieldSchema>> = {
  location: PLACE,
  resource_id: text('Azure resource id, of one that is attached.'),
  size: text('Size of the machines.', { default: 'Standard_DS3_v2', suggests: MACHINES }),
  identity: RESOURCE_IDENTITY,
  network_settings: NETWORK,
  ssh_settings: SSH,
  ssh_public_access_enabled: flag('Whether the SSH port is open.'),
  enable_node_public_ip: flag('Whether machines have public addresses.', { default: true }),
};

const SCHEDULES = map(
  {
    compute_start_stop: list(
      map(
        {
          action: oneWord({ start: 'It starts.', stop: 'It stops.' }, 'Whether it starts or stops then.'),
          state: oneWord(['enabled', 'disabled'], 'Whether this entry counts.', { default: 'enabled' }),
          trigger: map(
            {
              type: oneWord({ cron: 'By a cron expression.', recurrence: 'Every so often.' }, 'How the times are given.'),
              expression: text('Five fields in quotes: minute, hour, day, month, day of the week.'),
              frequency: oneWord(['minute', 'hour', 'day', 'week', 'month'], 'The unit in which the interval counts.'),
              interval: integer('Every so many units.', { min: 1 }),
              start_time: text('When it begins, in quotes.'),
              time_zone: text('A Windows name, as UTC.', { suggests: TIME_ZONES }),
              schedule: any('Hours, minutes and days.'),
            },
            'When it happens.',
          ),
        },
        'A start or a stop.',
      ),
      'Starts and stops, each with its times.',
    ),
  },
  'When the machine starts and stops by itself.',
);

const SCRIPT = (what: string) =>
  map(
    {
      path: path('The script.'),
      command: text('Its arguments.'),
      timeout_minutes: integer('Minutes after which it is stopped.', { min: 1 }),
    },
    what,
  );
const SCRIPTS = map(
  { startup_script: SCRIPT('A script that runs at every start.'), creation_script: SCRIPT('A script that runs once, when the machine is made.') },
  'Scripts that run when it is made or started.',
);

const MANAGED_NETWORK = map(
  {
    isolation_mode: required(
      oneWord(
        {
          disabled: 'No network of its own.',
          allow_internet_outbound: 'Everything may be reached from it.',
          allow_only_approved_outbound: 'Only what rules allow may be reached.',
        },
        'What may be reached from the network.',
      ),
    ),
    outbound_rules: list(
      map(
        {
          name: required(text('Name of the rule.')),
          type: oneWord({ fqdn: 'By name.', private_endpoint: 'By a private endpoint.', service_tag: 'By a tag of Azure.' }, 'How the target is named.', {
            lenient: true,
          }),
          destination: required(any('The target: a name, or the resource or tag with its ports.')),
          fqdns: list(text('A name.'), 'Names of the target, for a private endpoint.'),
        },
        'A rule.',
        kept,
      ),
      'Targets that may be reached.',
    ),
    firewall_sku: oneWord(['standard', 'basic'], 'Price tier of the firewall.', { default: 'standard' }),
  },
  'The network that Azure manages for the workspace.',
  kept,
);
const SERVERLESS = map(
  { custom_subnet: text('Azure resource id of the subnet.'), no_public_ip: flag('Whether machines have no public address.', { default: false }) },
  'The network of serverless compute.',
);

const CUSTOMER_KEY = map(
  {
    key_vault: text('Azure resource id of the key vault.', ARM_ID),
    key_uri: text('Address of the key in the vault.'),
    cosmosdb_id: text('Azure resource id of the database that keeps its metadata.'),
    storage_id: text('Azure resource id of the storage account that keeps its data.'),
    search_id: text('Azure resource id of the search service that keeps its index.'),
  },
  'A key of your own by which everything kept is encrypted.',
);

const STAGE = oneWord(['Development', 'Production', 'Archived'], 'How far it has come.', { caseSensitive: true });
const COLUMN_TYPES = ['string', 'integer', 'long', 'float', 'double', 'binary', 'datetime', 'boolean'];
const FEATURE_COLUMN = map(
  {
    name: text('Name of the column.'),
    type: text('Its type: string, integer, long, float, double, binary, datetime or boolean.', { suggests: words(COLUMN_TYPES) }),
    description: ABOUT.description,
    tags: ABOUT.tags,
  },
  'A column.',
);
const SPAN = (what: string) =>
  map({ days: integer('Days.', { min: 0 }), hours: integer('Hours.', { min: 0 }), minutes: integer('Minutes.', { min: 0 }) }, what);
const DATA_OF = (what: string) =>
  oneOf(
    [
      text('A data asset or an address.', { refTo: 'data' }),
      map(
        {
          type: oneWord(['uri_file', 'uri_folder', 'mltable'], 'What kind of data it is.'),
          path: path('Where it is.', { refTo: 'data' }),
          mode: text('How it reaches the job.'),
          path_on_compute: text('Where it is found on the machine.'),
          datastore: text('Where it is sent.', { refTo: 'datastore' }),
        },
        'Data.',
      ),
    ],
    what,
  );
const FLOW_PORT = map(
  {
    type: text('The type: string, int, double, bool, list, object or image.', {
      suggests: words(['string', 'int', 'double', 'bool', 'list', 'object', 'image']),
    }),
    default: any('Its value when none is given.'),
    description: ABOUT.description,
    reference: text('The output of a node that it is: ${node.output}.'),
    is_chat_input: flag('Whether it is what the person says.'),
    is_chat_history: flag('Whether it is what was said before.'),
    is_chat_output: flag('Whether it is what is said in answer.'),
    evaluation_only: flag('Whether only evaluations look at it.'),
  },
  'An input or output of the flow.',
  kept,
);
const FLOW_NODE = map(
  {
    name: text('Its name in the flow.'),
    type: text('What it is: llm, python, prompt or custom_llm.', {
      suggests: words({ llm: 'Asks a model.', python: 'Calls a Python function.', prompt: 'Fills in a prompt.' }),
    }),
    source: map(
      {
        type: text('Where the code is: code, package or package_with_prompt.', { suggests: words(['code', 'package', 'package_with_prompt']) }),
        path: path('The file.'),
        tool: text('The tool of a package.'),
      },
      'Where its code or prompt is.',
      kept,
    ),
    inputs: dictionary(any('A value, or ${node.output}, ${inputs.name}.'), 'Values for its inputs.', { keyName: 'input' }),
    connection: text('The connection by which the model is reached.', { refTo: 'connection' }),
    api: text('The interface of the model: chat or completion.', { suggests: words(['chat', 'completion']) }),
    provider: text('Who runs the model: AzureOpenAI or OpenAI.', { suggests: words(['AzureOpenAI', 'OpenAI']) }),
    module: text('The Python module of the tool.'),
    activate: map({ when: text('What is looked at: ${node.output}.'), is: any('The value with which it runs.') }, 'When it runs; always when left out.', kept),
    aggregation: flag('Whether it runs once over all rows.', { default: false }),
    use_variants: flag('Whether one of its variants is run in its place.'),
  },
  'A node of the flow.',
  kept,
);

const APPLICATION = map(
  {
    name: required(text('Its name.')),
    type: oneWord(['docker'], 'A Docker container.', { default: 'docker' }),
    image: map({ reference: text('The image.', { suggests: IMAGES }) }, 'The image that it runs.'),
    endpoints: list(map({ target: integer('Port in the container.'), published: integer('Port of the machine.') }, 'A port.'), 'Ports that are opened.'),
    environment_variables: dictionary(any('The value.'), 'Variables that the process finds in its environment.', { keyName: 'variable' }),
    bind_mounts: list(map({ source: text('Folder of the machine.'), target: text('Folder in the container.') }, 'A folder.'), 'Folders that it sees.'),
  },
  'A container.',
);

/** A cluster, a machine, an attached Kubernetes cluster or a Spark pool. */
export const COMPUTE_DOCUMENT: FieldSchema = oneOf(
  [
    map(
      {
        ...HEADER,
        type: typeIs('amlcompute', 'A cluster that grows and shrinks.'),
        ...CLUSTER_KEYS,
        tier: oneWord({ dedicated: 'Machines of your own.', low_priority: 'Cheaper; they can be taken away.' }, 'Price and patience.', {
          default: 'dedicated',
        }),
        min_instances: integer('Fewest machines; 0: none while nothing runs.', { default: 0, min: 0 }),
        max_instances: integer('Most machines, however much is waiting.', { default: 4, min: 1 }),
        idle_time_before_scale_down: integer('Seconds until an idle machine is given back.', { default: 120, min: 0 }),
      },
      'A cluster.',
    ),
    map(
      {
        ...HEADER,
        type: typeIs('computeinstance', 'One machine for one person.'),
        ...CLUSTER_KEYS,
        create_on_behalf_of: map(
          { user_tenant_id: text('Id of the tenant of the person.'), user_object_id: text('Object id of the person.') },
          'The person for whom it is made, when that is somebody else.',
        ),
        idle_time_before_shutdown: text('Idle time until it stops, as PT30M.'),
        idle_time_before_shutdown_minutes: integer('Idle minutes until it stops.', { min: 15 }),
        schedules: SCHEDULES,
        setup_scripts: SCRIPTS,
        custom_applications: list(APPLICATION, 'Containers that run beside the ones that come with it.'),
        enable_sso: flag('Whether people are logged in by their account.', { default: true }),
        enable_root_access: flag('Whether people may become root.', { default: true }),
        enable_os_patching: flag('Whether the system is patched by itself.', { default: false }),
        release_quota_on_stop: flag('Whether its quota is free while it is stopped.', { default: false }),
      },
      'A compute instance.',
    ),
    map(
      {
        ...HEADER,
        type: typeIs('kubernetes', 'A Kubernetes cluster of your own.'),
        location: PLACE,
        resource_id: text('Azure resource id of the cluster.'),
        namespace: required(text('The namespace of the cluster in which jobs run.', { default: 'default' })),
        identity: RESOURCE_IDENTITY,
        properties: LOOSE_PROPERTIES,
      },
      'An attached Kubernetes cluster.',
    ),
    map(
      {
        ...HEADER,
        type: typeIs('synapsespark', 'A Spark pool of Synapse.'),
        location: PLACE,
        resource_id: text('Azure resource id of the pool.'),
        identity: RESOURCE_IDENTITY,
        scale_settings: any('Set by the pool itself.', { readOnly: true }),
        auto_pause_settings: any('Set by the pool itself.', { readOnly: true }),
      },
      'An attached Spark pool.',
    ),
    map(
      {
        ...HEADER,
        type: typeIs('virtualmachine', 'A machine of your own that is attached.'),
        location: PLACE,
        resource_id: text('Azure resource id of the machine.'),
        ssh_settings: SSH,
      },
      'An attached machine.',
    ),
  ],
  'Where jobs run.',
);

/** A workspace, a hub or a project. */
export const WORKSPACE: FieldSchema = map(
  {
    ...HEADER,
    display_name: ABOUT.display_name,
    location: PLACE,
    resource_group: text('The resource group that it is in.'),
    hbi_workspace: flag('Whether little is sent to Microsoft for diagnosis.', { default: false }),
    storage_account: text('Azure resource id of the storage account.', ARM_ID),
    container_registry: text('Azure resource id of the container registry.', ARM_ID),
    key_vault: text('Azure resource id of the key vault.', ARM_ID),
    application_insights: text('Azure resource id of Application Insights.', ARM_ID),
    customer_managed_key: CUSTOMER_KEY,
    image_build_compute: text('The cluster that builds images, where the container registry is in a private network.', { refTo: 'compute' }),
    public_network_access: oneWord(['Enabled', 'Disabled'], 'Whether it can be reached from the internet.'),
    identity: RESOURCE_IDENTITY,
    primary_user_assigned_identity: text('The identity that it acts as.'),
    managed_network: MANAGED_NETWORK,
    system_datastores_auth_mode: oneWord(
      { accesskey: 'With the key of the storage account.', identity: 'As the person or identity who asks.' },
      'How its own datastores are reached.',
    ),
    serverless_compute: SERVERLESS,
    network_acls: map(
      {
        default_action: required(text('What happens to calls from other addresses.', { suggests: words(['Deny', 'Allow']) })),
        ip_rules: list(map({ value: required(text('An address or a range of addresses.')) }, 'A rule.'), 'Addresses that may call.'),
      },
      'Addresses from which it can be reached.',
    ),
    provision_network_now: flag('Whether the managed network is made at once, and not with the first compute.', { default: false }),
    enable_data_isolation: flag('Whether its data are kept apart from those of other workspaces on the same storage account.', { default: false }),
    allow_roleassignment_on_rg: flag('Whether roles are given on the whole resource group.', { default: true }),
    discovery_url: text('Address of its services; written by Azure ML.'),
    kind: text('What it is: hub, project or default.', { suggests: words(['hub', 'project', 'default', 'featurestore']) }),
    default_resource_group: text('Azure resource id of the group in which a hub makes its projects.'),
    workspace_hub: text('Azure resource id of the hub that it belongs to.', ARM_ID),
    hub_id: text('The hub that a project belongs to.'),
    feature_store_settings: any('Set for feature stores alone.'),
  },
  'A workspace.',
);

/** A workspace that keeps features. */
export const FEATURE_STORE: FieldSchema = map(
  {
    ...HEADER,
    display_name: ABOUT.display_name,
    location: PLACE,
    resource_group: text('The resource group that it is in.'),
    compute_runtime: map({ spark_runtime_version: required(text('Version of Spark, in quotes.', { anyScalar: true })) }, 'What features are computed with.'),
    offline_store: map(
      {
        type: required(text('The kind of store: azure_data_lake_gen2.', { suggests: words(['azure_data_lake_gen2']) })),
        target: required(text('Azure resource id of the store.', ARM_ID)),
      },
      'Where features are kept for training.',
    ),
    online_store: map(
      { type: required(text('The kind of store: redis.', { suggests: words(['redis']) })), target: required(text('Azure resource id of the cache.', ARM_ID)) },
      'Where features are kept for answering.',
    ),
    materialization_identity: map(
      {
        client_id: text('Client id of the identity.'),
        principal_id: text('Object id of the identity.'),
        resource_id: text('Azure resource id of the identity.'),
      },
      'The identity by which features are computed and kept.',
    ),
    hbi_workspace: flag('Whether little is sent to Microsoft for diagnosis.', { default: false }),
    storage_account: text('Azure resource id of the storage account.', ARM_ID),
    container_registry: text('Azure resource id of the container registry.', ARM_ID),
    key_vault: text('Azure resource id of the key vault.', ARM_ID),
    application_insights: text('Azure resource id of Application Insights.', ARM_ID),
    customer_managed_key: CUSTOMER_KEY,
    image_build_compute: text('The cluster that builds images, where the container registry is in a private network.', { refTo: 'compute' }),
    public_network_access: oneWord(['Enabled', 'Disabled'], 'Whether it can be reached from the internet.'),
    identity: RESOURCE_IDENTITY,
    primary_user_assigned_identity: text('The identity that it acts as.'),
    managed_network: MANAGED_NETWORK,
  },
  'A feature store.',
);

/** Features that are computed together. */
export const FEATURE_SET: FieldSchema = map(
  {
    $schema: SCHEMA_KEY,
    name: text('Its name in the feature store.'),
    version: text('Its version, in quotes.'),
    description: ABOUT.description,
    tags: ABOUT.tags,
    stage: STAGE,
    entities: list(text('An entity: azureml:name:version.', { refTo: 'entity' }), 'The entities that the features are about.'),
    specification: map({ path: required(path('Folder of the specification.')) }, 'How the features are computed.'),
    materialization_settings: map(
      {
        schedule: map(
          {
            type: oneWord({ recurrence: 'Every so often.' }, 'How it recurs.'),
            frequency: required(oneWord(['minute', 'hour', 'day', 'week', 'month'], 'The unit in which the interval counts.')),
            interval: required(integer('It starts every so many units.', { min: 1 })),
            start_time: text('When it begins, in quotes.', TIME),
            end_time: text('When it ends, in quotes.', TIME),
            time_zone: text('A Windows name, as UTC.', { suggests: TIME_ZONES }),
            schedule: any('Hours, minutes and days.'),
          },
          'When features are computed.',
        ),
        notification: map(
          {
            email_on: required(
              list(oneWord(['JobCompleted', 'JobFailed', 'JobCancelled'], 'An event.', { caseSensitive: true }), 'Events of which an e-mail is sent.'),
            ),
            emails: required(list(text('An address.'), 'Addresses that get the e-mail.')),
          },
          'Who hears of what happens.',
        ),
        resource: map({ instance_type: text('Size of the Spark machines.', { suggests: SPARK_MACHINES }) }, 'The Spark machines that compute the features.'),
        spark_configuration: dictionary(any('A value.'), 'Settings of Spark, by their names.', { keyName: 'setting' }),
        offline_enabled: flag('Whether they are kept for training.'),
        online_enabled: flag('Whether they are kept for answering.'),
      },
      'Whether and when features are computed ahead.',
    ),
    source: map(
      {
        type: text('The format: parquet, csv, mltable, deltaTable, custom or featureset.', {
          suggests: words(['parquet', 'csv', 'mltable', 'deltaTable', 'custom', 'featureset']),
        }),
        path: path('Where the files are.'),
        timestamp_column: map({ name: text('The column.'), format: text('Its format.') }, 'The column that tells when a row was true.'),
        source_delay: any('How late rows come: days, hours, minutes.'),
      },
      'The data that the features are computed from.',
    ),
    feature_transformation_code: map(
      { path: path('Folder of the code.'), transformer_class: text('The class in it: module.Class.') },
      'The code that computes the features.',
    ),
    features: list(FEATURE_COLUMN, 'The features that the set holds.'),
    index_columns: list(FEATURE_COLUMN, 'Columns that tell entities apart.'),
    source_lookback: SPAN('How far the source is read back.'),
    temporal_join_lookback: SPAN('How old a value may be when it is joined to a row.'),
  },
  'A feature set.',
);

/** What features are about: a customer, an account. */
export const FEATURE_STORE_ENTITY: FieldSchema = map(
  {
    ...HEADER,
    version: required(text('Its version, in quotes.')),
    stage: STAGE,
    properties: LOOSE_PROPERTIES,
    index_columns: required(
      list(
        map(
          {
            name: required(text('Name of the column.')),
            type: required(oneWord(COLUMN_TYPES, 'Its type.', { caseSensitive: true })),
          },
          'A column.',
        ),
        'Columns that tell entities apart.',
      ),
    ),
  },
  'A feature store entity.',
);

/** Adapts a large model to data of your own. */
export const FINETUNING_JOB: FieldSchema = map(
  {
    $schema: SCHEMA_KEY,
    type: oneWord(
      { finetuning: 'Adapts a model.', distillation: 'Teaches a small model by a large one.' },
      'Whether a model is adapted, or a small one taught.',
      { required: true },
    ),
    name: text('Its name, unique in the workspace.'),
    ...ABOUT,
    experiment_name: text('The experiment that runs are listed under.'),
    properties: LOOSE_PROPERTIES,
    task: oneWord(
      [
        'chat_completion',
        'text_completion',
        'text_classification',
        'question_answering',
        'text_summarization',
        'token_classification',
        'text_translation',
        'image_classification',
        'image_instance_segmentation',
        'image_object_detection',
        'video_multi_object_tracking',
      ],
      'What the model does.',
      camel,
    ),
    model_provider: oneWord({ azure_open_ai: 'A model of Azure OpenAI.', custom: 'A model of the catalogue.' }, 'Where the model comes from.', camel),
    model: oneOf(
      [
        text('The model: azureml:name:version or an address in a registry.', { refTo: 'model' }),
        map(
          {
            type: oneWord(['mlflow_model', 'custom_model', 'triton_model'], 'What kind of model it is.'),
            path: path('Where it is.'),
            mode: text('How it reaches the job.'),
            datastore: text('Where it is sent.', { refTo: 'datastore' }),
          },
          'A model written here.',
        ),
      ],
      'The model that is adapted: its address, or an object with type and path.',
    ),
    training_data: DATA_OF('The data that the model learns from.'),
    validation_data: DATA_OF('The data that the model is validated on while it learns.'),
    test_data: DATA_OF('The data that the model is tested on afterwards.'),
    hyperparameters: dictionary(any('A value.'), 'Settings of the training.', { keyName: 'setting' }),
    resources: map(
      {
        instance_types: list(text('A size of machine.', { suggests: MACHINES }), 'Sizes of machines that it may run on.'),
        instance_type: text('Size of the machine that a small model is taught on.', { suggests: MACHINES }),
        instance_count: integer('How many of them.', { min: 1 }),
        properties: LOOSE_PROPERTIES,
      },
      'The machines that it runs on.',
    ),
    queue_settings: QUEUE_SETTINGS,
    compute: text('Where it runs: azureml:name of a cluster, or serverless.', { refTo: 'compute' }),
    identity: IDENTITY,
    services: SERVICES,
    outputs: JOB_OUTPUTS,
    teacher_model_endpoint_connection: map(
      {
        type: text('The kind of connection: serverless.'),
        name: text('Name of the connection.', { refTo: 'connection' }),
        endpoint: text('Address of the model.'),
        api_key: text('Its key; it must not stand in a file that is shared.'),
      },
      'The endpoint of the model that teaches.',
      kept,
    ),
    student_model: text('The model that learns: its address in a registry.', { refTo: 'model' }),
    data_generation_type: oneWord(
      { label_generation: 'Answers for questions that are given.', data_generation: 'Questions and answers.' },
      'What the teaching model makes.',
    ),
    data_generation_task_type: text('What the teacher is asked.'),
    prompt_settings: map(
      {
        enable_chain_of_thought: flag('Whether the teacher reasons before it answers.'),
        enable_chain_of_density: flag('Whether the teacher condenses its text step by step.'),
        max_len_summary: integer('Most words of a summary.'),
      },
      'How the teaching model is asked.',
    ),
    finetuning_settings: map(
      { hyperparameters: dictionary(any('A value.'), 'Settings of the training.', { keyName: 'setting' }) },
      'How the small model learns.',
    ),
    teacher_model_settings: map(
      {
        inference_parameters: dictionary(any('A value.'), 'Parameters of each call: temperature, max_tokens.', { keyName: 'parameter' }),
        endpoint_request_settings: any('How calls are sent: requests at once, tries.'),
      },
      'Settings of the teaching model.',
    ),
  },
  'A fine-tuning job.',
);

/** A flow of prompts and tools. */
export const PROMPT_FLOW: FieldSchema = map(
  {
    $schema: SCHEMA_KEY,
    id: text('Its id; made by the tools.'),
    name: text('Its name, shown in the studio.'),
    display_name: ABOUT.display_name,
    description: ABOUT.description,
    tags: LOOSE_TAGS,
    type: text('The kind of flow: standard, chat or evaluation.', {
      suggests: words({ standard: 'Any flow.', chat: 'A flow that talks.', evaluation: 'A flow that judges others.' }),
    }),
    inputs: dictionary(FLOW_PORT, 'The inputs of the flow, by name.', { keyName: 'input' }),
    outputs: dictionary(FLOW_PORT, 'The outputs of the flow, by name.', { keyName: 'output' }),
    nodes: list(FLOW_NODE, 'The nodes of the flow: prompts, models and Python functions.'),
    environment: map(
      { image: text('A Docker image.', { suggests: IMAGES }), python_requirements_txt: path('The requirements file.') },
      'Image and packages that the flow runs in.',
      kept,
    ),
    environment_variables: dictionary(any('The value.'), 'Variables that the process finds in its environment.', { keyName: 'variable' }),
    additional_includes: list(path('A file or folder.'), 'Files that are sent along.'),
    node_variants: any('Other forms of some nodes.'),
    flow: path('The flow that a run runs.'),
    data: path('The rows that a run goes through.'),
    run: text('The run that this one judges.'),
    column_mapping: dictionary(
      text('Where its value comes from: ${data.x}, ${run.outputs.y}.', { anyScalar: true }),
      'Inputs of the flow by where they come from.',
      {
        keyName: 'input',
      },
    ),
    variant: text('The variant that is run.'),
    connections: any('Connections, in place of those of the nodes.'),
    runtime: text('The runtime on which a run runs.'),
    entry: text('The function that is run.'),
    code: path('The folder with the code of a flow of the flex kind.'),
  },
  'A prompt flow.',
  kept,
);
