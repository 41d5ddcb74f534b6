import type { JobKind } from '../kinds.ts';
import { AUTOML, AUTOML_NODE } from './jobs/automl.ts';
import { COMMAND_INLINE, COMMAND_WITH_COMPONENT } from './jobs/command.ts';
import { DO_WHILE, IF_ELSE, PARALLEL_FOR } from './jobs/control-flow.ts';
import { DATA_TRANSFER, IMPORT } from './jobs/data-transfer.ts';
import { component, NODE } from './jobs/node-keys.ts';
import { PARALLEL, PARALLEL_INLINE } from './jobs/parallel.ts';
import { SPARK, SPARK_INLINE } from './jobs/spark.ts';
import { SWEEP, SWEEP_ALONE } from './jobs/sweep.ts';
import { any, type FieldSchema, kept, map, oneWord, ref, text, typeIs } from './key-schema.ts';
import { COMPUTE, SCHEMA_KEY } from './shared-objects.ts';

const PIPELINE = map(
  {
    type: typeIs('pipeline', 'Runs a pipeline.'),
    component: component('A pipeline component: its file, or azureml:name:version.'),
    ...NODE,
    compute: { ...COMPUTE, description: 'Ignored: the jobs inside have their own.' },
    settings: any('Ignored: the pipeline inside has its own.'),
  },
  'Runs a pipeline as one job.',
  kept,
);

const UNKNOWN = map(
  {
    type: oneWord(
      {
        command: 'Runs a command.',
        sweep: 'Tries hyperparameters.',
        parallel: 'Runs over mini-batches.',
        pipeline: 'Runs a pipeline.',
        automl: 'Finds a model by itself.',
        spark: 'Runs on Spark.',
        data_transfer: 'Moves data.',
        if_else: 'Chooses what runs (private preview).',
        do_while: 'Repeats (private preview).',
        parallel_for: 'Runs once for each item (private preview).',
        import: 'Brings data in (private preview).',
      },
      'The kind of job: what it runs, and which other keys it may have.',
    ),
    component: ref('component', 'What it runs: a component file, or azureml:name:version.'),
    ...NODE,
  },
  'A job.',
  kept,
);

/** All kinds of jobs, as values of `type`. */
export const JOB_TYPES = UNKNOWN.keys?.type?.enum ?? [];

/** What a job may hold. An inline job has more keys than one that uses a component. */
export function jobSchema(kind: JobKind, inline: boolean): FieldSchema {
  switch (kind) {
    case 'command':
      return withAllTypes(inline ? COMMAND_INLINE : COMMAND_WITH_COMPONENT);
    case 'sweep':
      return withAllTypes(SWEEP);
    case 'parallel':
      return withAllTypes(inline ? PARALLEL_INLINE : PARALLEL);
    case 'automl':
      return AUTOML_NODE;
    case 'spark':
      return withAllTypes(inline ? SPARK_INLINE : SPARK);
    case 'pipeline':
      return withAllTypes(PIPELINE);
    case 'data-transfer':
      return withAllTypes(DATA_TRANSFER);
    case 'import':
      return withAllTypes(IMPORT);
    case 'if-else':
      return withAllTypes(IF_ELSE);
    case 'do-while':
      return withAllTypes(DO_WHILE);
    case 'parallel-for':
      return withAllTypes(PARALLEL_FOR);
    case 'unknown':
      return UNKNOWN;
  }
}

const widened = new Map<FieldSchema, FieldSchema>();

/** Under `jobs` the type may be changed to any other, so all are offered; and it may be left out. */
function withAllTypes(schema: FieldSchema): FieldSchema {
  let wide = widened.get(schema);
  if (!wide) {
    wide = { ...schema, keys: { ...schema.keys, type: oneOfTypes } };
    widened.set(schema, wide);
  }
  return wide;
}

const oneOfTypes: FieldSchema = { kind: 'enum', description: 'The kind of job: what it runs, and which other keys it may have.', enum: JOB_TYPES };

/** A command, sweep, … job as a document of its own. */
export function standaloneJob(kind: 'command' | 'sweep' | 'parallel' | 'spark' | 'automl' | 'import'): FieldSchema {
  const inline = kind === 'automl' ? AUTOML : kind === 'sweep' ? SWEEP_ALONE : jobSchemaInline(kind);
  const extra: Readonly<Record<string, FieldSchema>> = {
    $schema: SCHEMA_KEY,
    name: text('Its name, unique in the workspace; made up when left out.'),
    experiment_name: text('The experiment that runs are listed under.'),
  };
  if (inline.options) return { ...inline, options: inline.options.map((one) => ({ ...one, keys: { ...extra, ...one.keys } })) };
  // A job file without a type is a command job.
  const type: Readonly<Record<string, FieldSchema>> =
    kind === 'command' ? { type: { ...typeIs('command', 'A job that runs one command.'), required: false } } : {};
  return { ...inline, keys: { ...extra, ...inline.keys, ...extra, ...type }, unknownKeys: 'error' };
}

function jobSchemaInline(kind: 'command' | 'parallel' | 'spark' | 'import'): FieldSchema {
  switch (kind) {
    case 'command':
      return COMMAND_INLINE;
    case 'parallel':
      return PARALLEL_INLINE;
    case 'spark':
      return SPARK_INLINE;
    case 'import':
      return IMPORT;
  }
}
