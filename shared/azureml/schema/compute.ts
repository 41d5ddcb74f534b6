import { any, dictionary, type FieldSchema, flag, integer, list, map, oneOf, oneWord, path, required, text, typeIs } from './key-schema.ts';
import { IMAGES, MACHINES, TIME_ZONES } from './often-used.ts';
import { HEADER, PLACE, RESOURCE_IDENTITY } from './resource-keys.ts';
import { LOOSE_PROPERTIES } from './shared-objects.ts';

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
          { user_tenant_id: required(text('Id of the tenant of the person.')), user_object_id: required(text('Object id of the person.')) },
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
