import { any, camel, dictionary, type FieldSchema, flag, map, oneOf, oneWord, required, text, typeIs } from './key-schema.ts';
import { ABOUT, LOOSE_TAGS, SCHEMA_KEY } from './shared-objects.ts';

/** Connections of the general kind. */
const PLAIN_CONNECTIONS = {
  git: 'A repository.',
  python_feed: 'A feed of Python packages.',
  container_registry: 'A registry of images.',
  snowflake: 'A Snowflake database.',
  s3: 'A bucket of Amazon S3.',
  azure_sql_db: 'A database of Azure SQL.',
  azure_synapse_analytics: 'A database of Synapse.',
  azure_my_sql_db: 'A database of Azure Database for MySQL.',
  azure_postgres_db: 'A database of Azure Database for PostgreSQL.',
  azure_data_lake_gen2: 'A data lake of the second generation.',
  custom: 'Keys and values of your own.',
};
/** Connections with keys of their own. */
const OTHER_CONNECTIONS = {
  azure_open_ai: 'Models of Azure OpenAI.',
  azure_ai_services: 'Azure AI services.',
  ai_services: 'Azure AI services.',
  azure_ai_search: 'An index of Azure AI Search.',
  cognitive_search: 'An index of Azure AI Search, by its older name.',
  azure_content_safety: 'Azure AI Content Safety.',
  azure_speech_services: 'Azure AI Speech.',
  azure_blob: 'A container of blobs.',
  azure_one_lake: 'A lakehouse of Microsoft Fabric.',
  serverless: 'A model behind a serverless endpoint.',
  open_ai: 'Models of OpenAI.',
  serp: 'A search of the web.',
  api_key: 'A service with a key.',
};

const credential = (type: string, description: string, keys: Readonly<Record<string, FieldSchema>> = {}) =>
  map({ type: typeIs(type, description, camel), ...keys }, description);

const CONNECTION_CREDENTIALS = oneOf(
  [
    credential('pat', 'By a personal access token.', { pat: required(text('A personal access token.')) }),
    credential('api_key', 'By a key.', { key: text('A key; it must not stand in a file that is shared.') }),
    credential('username_password', 'By name and password.', {
      username: required(text('Name of the account.')),
      password: required(text('Password of the account; it must not stand in a file that is shared.')),
    }),
    credential('managed_identity', 'As a managed identity.', {
      client_id: text('Client id of the identity.'),
      resource_id: text('Azure resource id of the managed identity.'),
    }),
    credential('service_principal', 'As a service principal.', {
      client_id: required(text('Client id of the service principal.')),
      client_secret: required(text('Secret of the service principal; it must not stand in a file that is shared.')),
      tenant_id: required(text('Id of the tenant of the service principal.')),
    }),
    credential('access_key', 'By an access key.', {
      access_key_id: required(text('Id of the access key, for S3.')),
      secret_access_key: required(text('The access key, for S3; it must not stand in a file that is shared.')),
    }),
    credential('account_key', 'By the key of a storage account.', {
      account_key: required(text('Key of the storage account; it must not stand in a file that is shared.')),
    }),
    credential('sas', 'By a token with limited rights.', { sas_token: required(text('A token with limited rights.')) }),
    credential('aad', 'As the person who asks.'),
    credential('none', 'Without proof.'),
  ],
  'How one proves who one is.',
);

const CONNECTION_KEYS: Readonly<Record<string, FieldSchema>> = {
  $schema: SCHEMA_KEY,
  name: required(text('Its name, unique in the workspace.')),
  endpoint: text('Address of the service, where it answers calls.'),
  azure_endpoint: text('Address of the service in Azure.'),
  api_base: text('Address of the service; the older word.'),
  api_key: text('The key. Better kept elsewhere.'),
  api_version: text('Version of its interface, in quotes.', { anyScalar: true }),
  id: text('Its id; written by Azure ML.'),
  description: ABOUT.description,
  open_ai_resource_id: text('Azure resource id of the Azure OpenAI account.'),
  ai_services_resource_id: text('Azure resource id of the account of Azure AI services.'),
  url: text('Address of the container, for a storage account.'),
  account_name: text('Name of the storage account.'),
  container_name: text('Name of the container in the account.'),
  artifact: any('The lakehouse in the workspace of Fabric.'),
  one_lake_workspace_name: text('The workspace in Fabric.'),
  is_shared: flag('Whether all projects of the hub use it.', { default: true }),
  credentials: CONNECTION_CREDENTIALS,
  metadata: dictionary(text('A value.', { anyScalar: true }), 'More facts about it, each a name with a value.', { keyName: 'key' }),
  tags: LOOSE_TAGS,
};

/** How a workspace reaches something outside of it. */
export const CONNECTION: FieldSchema = oneOf(
  [
    map(
      {
        ...CONNECTION_KEYS,
        type: oneWord(PLAIN_CONNECTIONS, 'What is reached.', { required: true, ...camel }),
        target: required(text('Address of what is reached.')),
      },
      'A connection.',
    ),
    map(
      { ...CONNECTION_KEYS, type: oneWord(OTHER_CONNECTIONS, 'What is reached.', { required: true, ...camel }), target: text('Address of what is reached.') },
      'A connection to a service.',
    ),
  ],
  'How a workspace reaches something outside of it.',
);
