import type { LanguageContext } from './language-context.ts';

/** What the format says about a key. */
export interface KeyFact {
  readonly name: string;
  /** In words: `text`, `whole number`, `one of command, sweep`. */
  readonly type: string;
  readonly isRequired: boolean;
  readonly description: string | undefined;
  /** What follows the colon. */
  readonly opens: 'scalar' | 'mapping' | 'sequence';
  readonly values?: readonly string[];
}

/** A value that the format knows. */
export interface ValueFact {
  readonly value: string;
  readonly detail: string;
  readonly description: string | undefined;
}

/** Keys that may stand in the mapping at `path`. */
export function schemaKeys(context: LanguageContext, path: readonly string[]): readonly KeyFact[] {
  return factsAt(context, path);
}

/** Values that the key at the end of `path` may have. */
export function schemaValues(context: LanguageContext, path: readonly string[]): readonly ValueFact[] {
  const fact = schemaKeyAt(context, path);
  return (fact?.values ?? []).map((value) => ({ value, detail: '', description: undefined }));
}

/** What the format says about the key at the end of `path`. */
export function schemaKeyAt(context: LanguageContext, path: readonly string[]): KeyFact | undefined {
  const name = path[path.length - 1];
  return name === undefined ? undefined : factsAt(context, path.slice(0, -1)).find((fact) => fact.name === name);
}

type Line = readonly [name: string, opens: 's' | 'm' | 'l', description: string, values?: readonly string[]];

const required: ReadonlySet<string> = new Set(['type', 'jobs', 'component', 'trial', 'command', 'objective', 'limits', 'search_space', 'task']);

const BOOLEAN = ['true', 'false'];
const COMPUTE: Line = ['compute', 's', 'The compute it runs on; without it the default of the pipeline.'];
const ABOUT: readonly Line[] = [
  ['display_name', 's', 'Shown in place of the name.'],
  ['description', 's', 'What it is for.'],
  ['tags', 'm', 'Words to find it by; values are text.'],
];

const PIPELINE: readonly Line[] = [
  ['$schema', 's', 'Says which kind of document this is.'],
  ['type', 's', 'A pipeline job has the type pipeline.', ['pipeline']],
  ['name', 's', 'Unique in the workspace; made up when left out.'],
  ...ABOUT,
  ['experiment_name', 's', 'The experiment that runs are listed under.'],
  COMPUTE,
  ['settings', 'm', 'Defaults for all jobs.'],
  ['inputs', 'm', 'What the pipeline is given: data, models and values.'],
  ['outputs', 'm', 'What the pipeline hands out.'],
  ['jobs', 'm', 'The jobs, by name.'],
  ['identity', 'm', 'As whom the jobs reach their data.'],
];
const SETTINGS: readonly Line[] = [
  ['default_compute', 's', 'The compute of every job that names none.'],
  ['default_datastore', 's', 'Where outputs without a path are kept.'],
  ['continue_on_step_failure', 's', 'Whether other jobs go on when one fails.', BOOLEAN],
  ['force_rerun', 's', 'Whether jobs run again although nothing changed.', BOOLEAN],
];
const JOB_TYPES = ['command', 'sweep', 'parallel', 'pipeline', 'spark', 'automl', 'if_else', 'do_while', 'parallel_for', 'data_transfer', 'import'];
const JOB: readonly Line[] = [
  ['type', 's', 'The kind of job.', JOB_TYPES],
  ['component', 's', 'What it runs: a component file, or azureml:name:version.'],
  ['inputs', 'm', 'Values and bindings for the inputs of its component.'],
  ['outputs', 'm', 'Where its outputs go.'],
  COMPUTE,
  ['environment', 's', 'The environment, in place of the component’s own.'],
  ['environment_variables', 'm', 'Set for the process.'],
  ['resources', 'm', 'Instances and their type.'],
  ['distribution', 'm', 'How work is spread over processes.'],
  ['limits', 'm', 'Timeout in seconds.'],
  ['identity', 'm', 'As whom it reaches its data.'],
  ['comment', 's', 'A remark that Azure ML keeps.'],
  ...ABOUT,
];
const INLINE: readonly Line[] = [
  ['command', 's', 'What is run. Inputs and outputs stand in it as ${{inputs.x}} and ${{outputs.y}}.'],
  ['code', 's', 'The folder that is sent along.'],
];
const SWEEP: readonly Line[] = [
  ...JOB.filter(([name]) => name !== 'component' && name !== 'environment'),
  ['trial', 's', 'The command component that every trial runs.'],
  ['sampling_algorithm', 's', 'How values are chosen.', ['random', 'grid', 'bayesian']],
  ['search_space', 'm', 'The values to try, by input of the trial.'],
  ['objective', 'm', 'What makes a trial good.'],
  ['early_termination', 'm', 'When poor trials are stopped.'],
];
const CONTROL: readonly Line[] = [
  ['type', 's', 'The kind of job.', JOB_TYPES],
  ['condition', 's', 'The output that decides.'],
  ['true_block', 's', 'The job that runs when it is true.'],
  ['false_block', 's', 'The job that runs when it is false.'],
  ['body', 's', 'The job that is repeated.'],
  ['items', 's', 'What the body is run for.'],
];
const DATA: readonly Line[] = [
  ['type', 's', 'What kind of data it is.', ['uri_file', 'uri_folder', 'mltable', 'mlflow_model', 'custom_model', 'triton_model']],
  ['path', 's', 'Where it is: a local path, azureml:name:version or a datastore address.'],
  ['mode', 's', 'How it reaches the job.', ['ro_mount', 'download', 'direct', 'eval_mount', 'eval_download']],
];
const OUTPUT: readonly Line[] = [
  DATA[0] as Line,
  ['path', 's', 'Where it is written.'],
  ['mode', 's', 'How it is written.', ['rw_mount', 'upload', 'direct']],
  ['name', 's', 'Registers the output under this name.'],
  ['version', 's', 'The version to register, in quotes.'],
];
const COMPONENT: readonly Line[] = [
  ['$schema', 's', 'Says which kind of document this is.'],
  ['type', 's', 'The kind of component.', ['command', 'pipeline', 'parallel', 'spark']],
  ['name', 's', 'Lower-case letters, digits and underscores.'],
  ['version', 's', 'In quotes.'],
  ...ABOUT,
  ['inputs', 'm', 'What it is given.'],
  ['outputs', 'm', 'What it hands out.'],
  ...INLINE,
  ['environment', 's', 'What it runs in.'],
  ['resources', 'm', 'Instances and their type.'],
  ['distribution', 'm', 'How work is spread over processes.'],
  ['is_deterministic', 's', 'False when the same inputs may give other outputs: then it is never reused.', BOOLEAN],
];
const COMPONENT_INPUT: readonly Line[] = [
  [
    'type',
    's',
    'What it takes.',
    ['uri_file', 'uri_folder', 'mltable', 'mlflow_model', 'custom_model', 'triton_model', 'string', 'integer', 'number', 'boolean'],
  ],
  ['description', 's', 'What it is for.'],
  ['optional', 's', 'Whether it may be left out.', BOOLEAN],
  ['default', 's', 'Its value when none is given.'],
  ['enum', 'l', 'The values that it may have.'],
  ['min', 's', 'The smallest number.'],
  ['max', 's', 'The largest number.'],
  ['mode', 's', 'How it reaches the job.', ['ro_mount', 'download', 'direct', 'eval_mount', 'eval_download']],
];

function factsAt(context: LanguageContext, path: readonly string[]): KeyFact[] {
  return linesAt(context, path).map(([name, opens, description, values]) => ({
    name,
    type: values === BOOLEAN ? 'true or false' : opens === 'm' ? 'mapping' : opens === 'l' ? 'list' : values && values.length <= 3 ? values.join(', ') : 'text',
    isRequired: required.has(name) && name !== 'component',
    description,
    opens: opens === 'm' ? 'mapping' : opens === 'l' ? 'sequence' : 'scalar',
    ...(values ? { values } : {}),
  }));
}

function linesAt(context: LanguageContext, path: readonly string[]): readonly Line[] {
  const kind = context.pipeline.document;
  const [root, name, section] = path;
  if (kind.endsWith('-component') && kind !== 'pipeline-component') {
    if (path.length === 0) return COMPONENT;
    if (path.length === 2 && root === 'inputs') return COMPONENT_INPUT;
    return path.length === 2 && root === 'outputs'
      ? [DATA[0] as Line, ['description', 's', 'What it holds.'], ['mode', 's', 'How it is written.', ['rw_mount', 'upload', 'direct']]]
      : [];
  }
  if (kind !== 'pipeline-job' && kind !== 'pipeline-component') return [];
  if (path.length === 0) return PIPELINE;
  if (root === 'settings' && path.length === 1) return SETTINGS;
  if (root === 'inputs' && path.length === 2) return kind === 'pipeline-job' ? DATA : COMPONENT_INPUT;
  if (root === 'outputs' && path.length === 2) return OUTPUT;
  if (root !== 'jobs' || name === undefined) return [];
  if (path.length === 2) {
    const job = context.pipeline.job(name);
    if (job?.kind === 'sweep') return SWEEP;
    if (job?.kind === 'if-else' || job?.kind === 'do-while' || job?.kind === 'parallel-for') return CONTROL;
    return job?.component && job.component.key !== 'inline' ? JOB : [...JOB, ...INLINE];
  }
  if (path.length === 4 && section === 'inputs') return DATA;
  if (path.length === 4 && section === 'outputs') return OUTPUT;
  return [];
}
