import { any, type FieldSchema, flag, kept, list, map, oneOf, oneWord, required, text, words } from './key-schema.ts';
import { ARM_ID, HEADER, PLACE, RESOURCE_IDENTITY } from './resource-keys.ts';
import { ABOUT } from './shared-objects.ts';

const DESTINATION = oneOf(
  [
    text('A name, as *.pytorch.org.'),
    map(
      {
        service_resource_id: required(text('Azure resource id of the target.')),
        subresource_target: required(text('The part of the target that is reached: blob.')),
        spark_enabled: required(flag('Whether Spark jobs reach it, too.')),
      },
      'A resource, by a private endpoint.',
    ),
    map(
      {
        service_tag: required(text('The tag: DataFactory.')),
        protocol: required(text('The protocol: TCP, UDP, ICMP or *.')),
        port_ranges: required(text('Ports, as 80, 443 or 8080-8089.')),
        address_prefixes: list(text('A range of addresses.'), 'Ranges of addresses, in place of those of the tag.'),
      },
      'A service of Azure, by its tag.',
    ),
  ],
  'The target: a name, or the resource or tag with its ports.',
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
          destination: required(DESTINATION),
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

/** What every workspace stands on, one that keeps features too. */
const STANDING: Readonly<Record<string, FieldSchema>> = {
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
};

/** A workspace, a hub or a project. */
export const WORKSPACE: FieldSchema = map(
  {
    ...HEADER,
    display_name: ABOUT.display_name,
    location: PLACE,
    resource_group: text('The resource group that it is in.'),
    ...STANDING,
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
    ...STANDING,
  },
  'A feature store.',
);
