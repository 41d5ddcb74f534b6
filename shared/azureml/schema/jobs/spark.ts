import { any, type FieldSchema, flag, integer, kept, list, longText, map, path, required, text, typeIs, words } from '../key-schema.ts';
import { SPARK_MACHINES } from '../often-used.ts';
import { CODE, COMPUTE, ENVIRONMENT, IDENTITY, LOOSE_PROPERTIES, SERVICES } from '../shared-objects.ts';
import { component, NODE } from './node-keys.ts';

const files = (what: string) => list(path('A file.'), what);

/** Keys that spark nodes and spark components share. */
export const SPARK_KEYS: Readonly<Record<string, FieldSchema>> = {
  code: CODE,
  entry: required(
    map({ file: path('The script in the code folder.'), class_name: text('A class. Read, but refused by Azure ML.') }, 'The script that Spark starts.'),
  ),
  py_files: files('Python files and archives that the script imports.'),
  jars: files('Java archives that are put on the class path.'),
  files: files('Files copied to the working folder.'),
  archives: files('Archives unpacked in the working folder.'),
  conf: map(
    {
      'spark.driver.cores': integer('How many cores the driver has.', { min: 1, lenient: true }),
      'spark.driver.memory': text('Memory of the driver, as 2g.', { anyScalar: true, lenient: true }),
      'spark.executor.cores': integer('How many cores each executor has.', { min: 1, lenient: true }),
      'spark.executor.memory': text('Memory of an executor, as 2g.', { anyScalar: true, lenient: true }),
      'spark.executor.instances': integer('How many executors there are.', { min: 1, lenient: true }),
      'spark.dynamicAllocation.enabled': flag('Whether executors come and go.'),
      'spark.dynamicAllocation.minExecutors': integer('Fewest executors, with dynamic allocation.', { min: 1, lenient: true }),
      'spark.dynamicAllocation.maxExecutors': integer('Most executors, with dynamic allocation.', { min: 1, lenient: true }),
    },
    'Settings of Spark: cores, memory and number of driver and executors.',
    { unknownKeys: 'kept', values: any('A setting.') },
  ),
  args: longText('Arguments of the script.'),
  environment: ENVIRONMENT,
};

const SPARK_RUN: Readonly<Record<string, FieldSchema>> = {
  compute: { ...COMPUTE, description: 'An attached Synapse Spark pool. Either this or resources.' },
  resources: map(
    {
      instance_type: required({ kind: 'enum', description: 'Size of the machines.', enum: SPARK_MACHINES }),
      runtime_version: required(
        text('Version of Spark, in quotes: "3.4".', { anyScalar: true, suggests: words(['"3.4"', '"3.3"']), pattern: '^[0-9]+(\\.[0-9]+)*$' }),
      ),
    },
    'Serverless Spark. Either this or compute.',
  ),
  identity: IDENTITY,
};

/** A node that runs a Spark component. */
export const SPARK = map(
  {
    type: typeIs('spark', 'A job that runs a script on Spark.'),
    component: component('A spark component.'),
    ...NODE,
    ...SPARK_RUN,
    ...SPARK_KEYS,
    entry: { ...SPARK_KEYS.entry, kind: 'map', required: false },
  },
  'Runs a component on Spark.',
  kept,
);

/** A Spark job that is written in place. */
export const SPARK_INLINE = map(
  { type: typeIs('spark', 'A job that runs a script on Spark.'), ...SPARK_KEYS, ...NODE, properties: LOOSE_PROPERTIES, services: SERVICES, ...SPARK_RUN },
  'Runs a script on Spark.',
);
