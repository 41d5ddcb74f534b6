import { any, dictionary, type FieldSchema, flag, integer, list, map, oneOf, oneWord, path, required, text, typeIs } from './key-schema.ts';
import { ABOUT, LOOSE_PROPERTIES, LOOSE_TAGS, SCHEMA_KEY } from './shared-objects.ts';

// No schema of these kinds can be held against the reference implementation, so keys that are not listed are kept.
const kept = { unknownKeys: 'kept' } as const;

const HEADER: Readonly<Record<string, FieldSchema>> = {
  $schema: SCHEMA_KEY,
  name: required(text('Its name.')),
  description: ABOUT.description,
  tags: LOOSE_TAGS,
};

const RESOURCE_IDENTITY = map(
  {
    type: oneWord(['system_assigned', 'user_assigned', 'none', 'system_assigned,user_assigned'], 'Whose identity it has.'),
    user_assigned_identities: list(any('resource_id of an identity.'), 'The identities, for user_assigned.'),
    tenant_id: text('Id of the tenant.'),
    principal_id: text('Id of the principal.'),
  },
  'As whom it acts.',
  kept,
);

const SSH = map(
  {
    admin_username: text('Name of the account.'),
    admin_password: text('Its password. Better use a key.'),
    ssh_key_value: text('The public key.'),
    ssh_port: text('Port.', { anyScalar: true }),
    ssh_private_key_file: path('File of the private key.'),
  },
  'How people log in to the machines.',
  kept,
);

const NETWORK = map({ vnet_name: text('The virtual network.'), subnet: text('The subnet.') }, 'The network that it stands in.', kept);

const CLUSTER_KEYS: Readonly<Record<string, FieldSchema>> = {
  location: text('The region.'),
  size: text('Size of the machines.', { default: 'Standard_DS3_v2' }),
  identity: RESOURCE_IDENTITY,
  network_settings: NETWORK,
  ssh_settings: SSH,
  ssh_public_access_enabled: flag('Whether the SSH port is open.'),
  enable_node_public_ip: flag('Whether machines have public addresses.', { default: true }),
};

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
        max_instances: integer('Most machines.', { default: 4, min: 1 }),
        idle_time_before_scale_down: integer('Seconds until an idle machine is given back.', { default: 120, min: 0 }),
      },
      'A cluster.',
      kept,
    ),
    map(
      {
        ...HEADER,
        type: typeIs('computeinstance', 'One machine for one person.'),
        ...CLUSTER_KEYS,
        create_on_behalf_of: map(
          { user_tenant_id: text('Tenant of the person.'), user_object_id: text('Object id of the person.') },
          'For whom it is made.',
          kept,
        ),
        idle_time_before_shutdown: text('Idle time until it stops, as PT30M.'),
        idle_time_before_shutdown_minutes: integer('Idle minutes until it stops.', { min: 15 }),
        schedules: any('When it starts and stops.'),
        setup_scripts: any('Scripts that run when it is made or started.'),
      },
      'A compute instance.',
      kept,
    ),
    map(
      {
        ...HEADER,
        type: typeIs('kubernetes', 'A Kubernetes cluster of your own.'),
        resource_id: text('Azure resource id of the cluster.'),
        namespace: text('The namespace in it.'),
        identity: RESOURCE_IDENTITY,
        properties: LOOSE_PROPERTIES,
      },
      'An attached Kubernetes cluster.',
      kept,
    ),
    map(
      { ...HEADER, type: typeIs('synapsespark', 'A Spark pool of Synapse.'), resource_id: text('Azure resource id of the pool.'), identity: RESOURCE_IDENTITY },
      'An attached Spark pool.',
      kept,
    ),
    map(
      { ...HEADER, type: typeIs('virtualmachine', 'A machine of your own.'), resource_id: text('Azure resource id of the machine.'), ssh_settings: SSH },
      'An attached machine.',
      kept,
    ),
  ],
  'Where jobs run.',
);

/** A workspace, a hub or a project. */
export const WORKSPACE: FieldSchema = map(
  {
    ...HEADER,
    display_name: ABOUT.display_name,
    location: text('The region.'),
    resource_group: text('The resource group.'),
    hbi_workspace: flag('Whether little is sent to Microsoft for diagnosis.', { default: false }),
    storage_account: text('Azure resource id of the storage account.'),
    container_registry: text('Azure resource id of the container registry.'),
    key_vault: text('Azure resource id of the key vault.'),
    application_insights: text('Azure resource id of Application Insights.'),
    customer_managed_key: map({ key_vault: text('Azure resource id of the key vault.'), key_uri: text('Address of the key.') }, 'A key of your own.', kept),
    image_build_compute: text('The cluster that builds images.'),
    public_network_access: oneWord(['Enabled', 'Disabled'], 'Whether it can be reached from the internet.'),
    identity: RESOURCE_IDENTITY,
    primary_user_assigned_identity: text('The identity that it acts as.'),
    managed_network: any('Rules of the network that Azure manages.'),
    system_datastores_auth_mode: oneWord(['accesskey', 'identity'], 'How its own datastores are reached.'),
    serverless_compute: any('The network of serverless compute.'),
    hub_id: text('The hub that a project belongs to.'),
  },
  'A workspace.',
  kept,
);

const CREDENTIALS = map(
  {
    account_key: text('Key of the account.'),
    sas_token: text('A token with limited rights.'),
    tenant_id: text('Id of the tenant.'),
    client_id: text('Client id of the service principal.'),
    client_secret: text('Its secret.'),
    resource_url: text('Address of the resource.'),
    authority_url: text('Address that tokens come from.'),
    certificate: path('A certificate in place of the secret.'),
    thumbprint: text('Thumbprint of the certificate.'),
  },
  'How the store is reached. Without: as the person who asks.',
  kept,
);

const ACCOUNT: Readonly<Record<string, FieldSchema>> = {
  account_name: required(text('The storage account.')),
  endpoint: text('Last part of the address.', { default: 'core.windows.net' }),
  protocol: oneWord(['https', 'http', 'abfss', 'wasbs'], 'How it is spoken to.', { default: 'https' }),
  credentials: CREDENTIALS,
};

/** A place where data is kept. */
export const DATASTORE: FieldSchema = oneOf(
  [
    map({ ...HEADER, type: typeIs('azure_blob', 'Blobs.'), ...ACCOUNT, container_name: required(text('The container.')) }, 'A container of blobs.', kept),
    map({ ...HEADER, type: typeIs('azure_file', 'A file share.'), ...ACCOUNT, file_share_name: required(text('The share.')) }, 'A file share.', kept),
    map(
      { ...HEADER, type: typeIs('azure_data_lake_gen2', 'A data lake.'), ...ACCOUNT, filesystem: required(text('The file system.')) },
      'A data lake of the second generation.',
      kept,
    ),
    map(
      { ...HEADER, type: typeIs('azure_data_lake_gen1', 'An old data lake.'), store_name: required(text('The store.')), credentials: CREDENTIALS },
      'A data lake of the first generation.',
      kept,
    ),
    map(
      {
        ...HEADER,
        type: typeIs('one_lake', 'A lakehouse of Fabric.'),
        one_lake_workspace_name: required(text('The workspace in Fabric.')),
        endpoint: text('Address of OneLake.'),
        artifact: any('The lakehouse: name and type.'),
        credentials: CREDENTIALS,
      },
      'A lakehouse.',
      kept,
    ),
  ],
  'Where data is kept.',
);

/** How a workspace reaches something outside of it. */
export const CONNECTION: FieldSchema = map(
  {
    $schema: SCHEMA_KEY,
    name: required(text('Its name.')),
    type: required(text('What is reached: git, python_feed, container_registry, snowflake, s3, azure_open_ai and more.')),
    target: text('Its address.'),
    endpoint: text('Its address.'),
    azure_endpoint: text('Its address in Azure.'),
    api_base: text('Its address.'),
    api_key: text('The key. Better kept elsewhere.'),
    api_version: text('Version of its interface, in quotes.', { anyScalar: true }),
    is_shared: flag('Whether all projects of the hub use it.', { default: true }),
    credentials: map(
      {
        type: text('How one proves who one is: pat, api_key, username_password, managed_identity, service_principal and more.'),
        pat: text('A personal access token.'),
        key: text('A key.'),
        username: text('A name.'),
        password: text('A password.'),
        client_id: text('Client id.'),
        client_secret: text('Its secret.'),
        tenant_id: text('Id of the tenant.'),
        resource_id: text('Azure resource id.'),
        access_key_id: text('Id of the access key.'),
        secret_access_key: text('The access key.'),
        sas_token: text('A token with limited rights.'),
      },
      'How one proves who one is.',
      kept,
    ),
    metadata: dictionary(text('A value.', { anyScalar: true }), 'More about it.', { keyName: 'key' }),
    tags: LOOSE_TAGS,
  },
  'A connection.',
  kept,
);

/** A workspace that keeps features. */
export const FEATURE_STORE: FieldSchema = map(
  {
    ...HEADER,
    display_name: ABOUT.display_name,
    location: text('The region.'),
    resource_group: text('The resource group.'),
    compute_runtime: map(
      { spark_runtime_version: required(text('Version of Spark, in quotes.', { anyScalar: true })) },
      'What features are computed with.',
      kept,
    ),
    offline_store: map(
      { type: required(text('azure_data_lake_gen2.')), target: required(text('Azure resource id of the store.')) },
      'Where features are kept for training.',
      kept,
    ),
    online_store: map(
      { type: required(text('redis.')), target: required(text('Azure resource id of the cache.')) },
      'Where features are kept for answering.',
      kept,
    ),
    materialization_identity: map(
      { client_id: text('Client id.'), principal_id: text('Principal id.'), resource_id: text('Azure resource id.') },
      'As whom features are computed.',
      kept,
    ),
    storage_account: text('Azure resource id of the storage account.'),
    container_registry: text('Azure resource id of the container registry.'),
    key_vault: text('Azure resource id of the key vault.'),
    application_insights: text('Azure resource id of Application Insights.'),
    public_network_access: oneWord(['Enabled', 'Disabled'], 'Whether it can be reached from the internet.'),
    identity: RESOURCE_IDENTITY,
  },
  'A feature store.',
  kept,
);

/** Features that are computed together. */
export const FEATURE_SET: FieldSchema = map(
  {
    $schema: SCHEMA_KEY,
    name: text('Its name.'),
    version: text('Its version, in quotes.', { anyScalar: true }),
    description: ABOUT.description,
    tags: LOOSE_TAGS,
    stage: text('Its stage: Development, Production or Archived.'),
    entities: list(text('azureml:entity:version.'), 'What the features are about.'),
    specification: map({ path: required(path('Folder of the specification.')) }, 'How the features are computed.', kept),
    materialization_settings: map(
      {
        schedule: any('When features are computed.'),
        notification: any('Who hears of it.'),
        resource: map({ instance_type: text('Size of the Spark machines.') }, 'The machines.', kept),
        spark_configuration: dictionary(any('A value.'), 'Settings of Spark.', { keyName: 'setting' }),
        offline_enabled: flag('Whether they are kept for training.'),
        online_enabled: flag('Whether they are kept for answering.'),
      },
      'Whether and when features are computed ahead.',
      kept,
    ),
    source: any('Where the data comes from.'),
    feature_transformation_code: any('The code that computes the features.'),
    features: list(any('name, type and description of a feature.'), 'The features.'),
    index_columns: list(any('name and type of a column.'), 'Columns that tell entities apart.'),
    source_lookback: any('How far the source is read back.'),
    temporal_join_lookback: any('How old a value may be.'),
  },
  'A feature set.',
  kept,
);

/** What features are about: a customer, an account. */
export const FEATURE_STORE_ENTITY: FieldSchema = map(
  {
    ...HEADER,
    version: text('Its version, in quotes.', { anyScalar: true }),
    stage: text('Its stage: Development, Production or Archived.'),
    index_columns: required(
      list(
        map(
          { name: required(text('The column.')), type: required(text('Its type: string, integer, long, float, double, binary, datetime or boolean.')) },
          'A column.',
          kept,
        ),
        'Columns that tell entities apart.',
      ),
    ),
  },
  'A feature store entity.',
  kept,
);

/** Adapts a large model to data of your own. */
export const FINETUNING_JOB: FieldSchema = map(
  {
    $schema: SCHEMA_KEY,
    type: oneWord({ finetuning: 'Adapts a model.', distillation: 'Teaches a small model by a large one.' }, 'What is done.', { required: true }),
    name: text('Its name, unique in the workspace.'),
    ...ABOUT,
    experiment_name: text('The experiment that runs are listed under.'),
    properties: LOOSE_PROPERTIES,
    task: text('What the model does: chat_completion, text_completion, question_answering and more.'),
    model_provider: oneWord({ azure_openai: 'A model of Azure OpenAI.', custom: 'A model of the catalogue.' }, 'Where the model comes from.'),
    model: any('The model: an address, or an object with type and path.'),
    training_data: any('The data to learn from.'),
    validation_data: any('The data to validate on.'),
    test_data: any('The data to test on.'),
    hyperparameters: dictionary(any('A value.'), 'Settings of the training.', { keyName: 'setting' }),
    resources: any('The machines.'),
    queue_settings: any('Place in the queue.'),
    compute: text('Where it runs.'),
    outputs: any('The model that comes out.'),
    teacher_model_endpoint_connection: any('The model that teaches.'),
    student_model: text('The model that learns.'),
    data_generation_type: oneWord(['label_generation', 'data_generation'], 'What the teacher makes.'),
    data_generation_task_type: text('What the teacher is asked.'),
    prompt_settings: any('How the teacher is asked.'),
    finetuning_settings: any('How the student learns.'),
    teacher_model_settings: any('Settings of the teacher.'),
  },
  'A fine-tuning job.',
  kept,
);

/** A flow of prompts and tools. */
export const PROMPT_FLOW: FieldSchema = map(
  {
    $schema: SCHEMA_KEY,
    id: text('Its id.'),
    name: text('Its name.'),
    display_name: ABOUT.display_name,
    description: ABOUT.description,
    tags: LOOSE_TAGS,
    type: text('standard, chat or evaluation.'),
    inputs: dictionary(any('type, default and description of an input.'), 'What the flow is given.', { keyName: 'input' }),
    outputs: dictionary(any('type and reference of an output.'), 'What the flow hands out.', { keyName: 'output' }),
    nodes: list(any('name, type, source and inputs of a node.'), 'Its steps.'),
    environment: any('What it runs in.'),
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
    runtime: text('The runtime.'),
    entry: text('The function that is run.'),
    code: path('The folder of the flow.'),
  },
  'A prompt flow.',
  kept,
);
