import { camel, type FieldSchema, map, oneOf, path, required, text, typeIs, words } from './key-schema.ts';
import { ABOUT, SCHEMA_KEY } from './shared-objects.ts';

const HEADER: Readonly<Record<string, FieldSchema>> = {
  $schema: SCHEMA_KEY,
  name: required(text('Its name, unique in the workspace.')),
  description: ABOUT.description,
  tags: ABOUT.tags,
};

const ANONYMOUS = map({}, 'Without: as the person who asks.');
const ACCOUNT_CREDENTIALS = oneOf(
  [
    map({ account_key: required(text('Key of the storage account; it must not stand in a file that is shared.')) }, 'By the key of the account.'),
    map({ sas_token: required(text('A token with limited rights.')) }, 'By a token.'),
    ANONYMOUS,
  ],
  'How the store is reached. Without: as the person who asks.',
);
const TENANT = {
  tenant_id: required(text('Id of the tenant of the service principal.')),
  client_id: required(text('Client id of the service principal.')),
  resource_url: text('Address of the resource.'),
  authority_url: text('Address that tokens come from.'),
  authority_uri: text('The older word for authority_url.'),
} satisfies Record<string, FieldSchema>;
const PRINCIPAL = map(
  { ...TENANT, client_secret: required(text('Secret of the service principal; it must not stand in a file that is shared.')) },
  'As a service principal.',
);
const CERTIFICATE = map(
  { ...TENANT, certificate: path('A certificate in place of the secret.'), thumbprint: required(text('Thumbprint of the certificate.')) },
  'As a service principal with a certificate.',
);
const LAKE_CREDENTIALS = oneOf([PRINCIPAL, CERTIFICATE, ANONYMOUS], 'How the store is reached. Without: as the person who asks.');

const ACCOUNT: Readonly<Record<string, FieldSchema>> = {
  account_name: required(text('Name of the storage account.')),
  endpoint: text('Last part of the address.', { default: 'core.windows.net' }),
  protocol: text('How it is spoken to.', { default: 'https', suggests: words(['https', 'abfss', 'wasbs']) }),
};

/** A place where data is kept. */
export const DATASTORE: FieldSchema = oneOf(
  [
    map(
      {
        ...HEADER,
        type: typeIs('azure_blob', 'A container of blobs.', camel),
        ...ACCOUNT,
        credentials: ACCOUNT_CREDENTIALS,
        container_name: required(text('Name of the container in the account.')),
      },
      'A container of blobs.',
    ),
    map(
      {
        ...HEADER,
        type: typeIs('azure_file', 'A file share of a storage account.', camel),
        ...ACCOUNT,
        credentials: ACCOUNT_CREDENTIALS,
        file_share_name: required(text('Name of the file share in the account.')),
      },
      'A file share.',
    ),
    map(
      {
        ...HEADER,
        type: typeIs('azure_data_lake_gen2', 'A data lake of the second generation.', camel),
        ...ACCOUNT,
        credentials: LAKE_CREDENTIALS,
        filesystem: required(text('Name of the file system in the account.')),
      },
      'A data lake of the second generation.',
    ),
    map(
      {
        ...HEADER,
        type: typeIs('azure_data_lake_gen1', 'A data lake of the first generation.', camel),
        store_name: required(text('Name of the store.')),
        credentials: LAKE_CREDENTIALS,
      },
      'A data lake of the first generation.',
    ),
    map(
      {
        ...HEADER,
        type: typeIs('one_lake', 'A lakehouse of Microsoft Fabric.'),
        one_lake_workspace_name: required(text('The workspace in Fabric.')),
        endpoint: required(text('Address of OneLake, as onelake.dfs.fabric.microsoft.com.')),
        artifact: map(
          { type: typeIs('lake_house', 'A lakehouse.', camel), name: required(text('Name or id of the lakehouse.')) },
          'The lakehouse in the workspace.',
        ),
        credentials: oneOf([PRINCIPAL, ANONYMOUS], 'How the store is reached. Without: as the person who asks.'),
      },
      'A lakehouse.',
    ),
  ],
  'Where data is kept.',
);
