import { parseExpressions, parseOptionalFragments } from '#shared/azureml/expressions.ts';
import { findLocal } from '#shared/azureml/local-file.ts';
import { asMapping, asSequence, asText } from '#shared/pipeline/fields.ts';
import { findPort } from '#shared/pipeline/find-port.ts';
import type { ComponentPort, Job } from '#shared/pipeline/pipeline.ts';
import type { YamlEntry } from '#shared/yaml/tree.ts';
import type { Body } from './plan-body.ts';
import { fieldsIn, numberAt } from './plan-context.ts';
import { planEnvironment, textsOf } from './plan-environment.ts';
import type { PlanScope } from './plan-scope.ts';
import { pathFrom } from './project-path.ts';
import type { CommandTask, EnvironmentUse, Obstacle, TaskInput, TaskOutput } from './run-plan.ts';

/** Stands in where an environment cannot be found, which is an obstacle. */
export const NO_ENVIRONMENT: EnvironmentUse = { label: 'none', python: undefined, requirements: [], notes: [], image: undefined, variables: {} };

/** A command job, or the trial of a sweep: `searched` are inputs that get their value later. */
export function planCommand(scope: PlanScope, job: Job, body: Body, searched: ReadonlySet<string> = new Set()): CommandTask {
  const id = scope.prefix + job.id;
  const own = fieldsIn(job.entry.value);
  const stop = (obstacle: Omit<Obstacle, 'job' | 'field'>, field: readonly string[]) =>
    scope.found.stop({ ...obstacle, job: id, field: ['jobs', job.id, ...field] });
  const setting = (key: string): YamlEntry | undefined => own.get(key) ?? body.fields.get(key);

  const inputs = planInputs(scope, job, body.declared?.inputs, searched);
  const command = asText(body.fields.get('command')?.value ?? own.get('command')?.value);
  if (command === undefined)
    stop({ code: 'bad-value', name: undefined, message: `\`${job.id}\` has no command to run. Write one under command.` }, ['command']);
  const outputs = planOutputs(scope, job, body.declared?.outputs);
  checkCommand(command ?? '', id, inputs, outputs, searched, (message) => stop({ code: 'missing-input', name: undefined, message }, ['command']));

  const environmentFile = own.has('environment') ? scope.file : body.file;
  const environment = planEnvironment(setting('environment')?.value, environmentFile, scope.context);
  if (!environment.ok) stop(environment.failure, ['environment']);
  else for (const note of environment.value.notes) scope.found.note(note);
  noteDistribution(scope, job.id, setting);

  const limits = fieldsIn(own.get('limits')?.value ?? body.fields.get('limits')?.value);
  const timeout = numberAt(limits, 'timeout') ?? Number(scope.expand(asText(limits.get('timeout')?.value) ?? ''));
  const variables = {
    ...clusterOf(asText(fieldsIn(setting('distribution')?.value).get('type')?.value)),
    ...textsOf(body.fields.get('environment_variables')?.value),
    ...textsOf(own.get('environment_variables')?.value),
  };
  return {
    id,
    job: scope.topJob ?? job.id,
    kind: 'command',
    displayName: job.displayName,
    waitsFor: sourcesOf(inputs),
    inputs,
    outputs,
    gate: job.gateKind,
    command: command ?? '',
    code: planCode(scope, job, own.has('code') ? own : body.fields, own.has('code') ? scope.file : body.file),
    additionalIncludes: (asSequence(body.fields.get('additional_includes')?.value)?.items ?? []).flatMap((item) => {
      const path = asText(item.value);
      return path === undefined ? [] : [pathFrom(body.file, path)];
    }),
    environment: environment.ok ? environment.value : NO_ENVIRONMENT,
    variables: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, scope.expand(value)])),
    timeoutMs: timeout > 0 ? timeout * 1000 : undefined,
    // An answer of yesterday is no answer today.
    isDeterministic: asText(body.fields.get('is_deterministic')?.value)?.toLowerCase() !== 'false' && job.gateKind !== 'approval',
  };
}

/** The tasks that inputs come from, each once. */
export function sourcesOf(inputs: Readonly<Record<string, TaskInput>>): readonly string[] {
  const tasks = new Set<string>();
  for (const input of Object.values(inputs)) if (input.from === 'task') tasks.add(input.task);
  return [...tasks];
}

/** Every input of a job by name: what the component declares, else what is written. What a local component does not declare is dropped, as Azure ML does. */
export function planInputs(
  scope: PlanScope,
  job: Job,
  declared: readonly ComponentPort[] | undefined,
  searched: ReadonlySet<string> = new Set(),
): Readonly<Record<string, TaskInput>> {
  const inputs: Record<string, TaskInput> = {};
  const names = declared ? declared.map((port) => port.name) : job.inputs.map((port) => port.name);
  for (const name of names) {
    if (searched.has(name)) continue;
    const port = declared?.find((one) => one.name === name);
    const before = scope.found.obstacles.length;
    const value = scope.jobInput(job, name, port);
    inputs[name] = value;
    const isRequired = port === undefined ? findPort(job.inputs, name)?.bound !== undefined : !port.optional;
    if (value.from === 'nothing' && isRequired && scope.found.obstacles.length === before) missingInput(scope, job, name);
  }
  return inputs;
}

function missingInput(scope: PlanScope, job: Job, name: string): void {
  const bound = job.inputs.find((port) => port.name === name)?.bound;
  const end = /^parent\.inputs\.(.+)$/.exec(bound ?? '')?.[1];
  // What cannot be resolved is said already, where it stands.
  const isSaid = end !== undefined && scope.found.obstacles.some((one) => one.field[0] === 'inputs' && one.field[1] === end);
  if (isSaid) return;
  const message =
    end === undefined
      ? `\`${scope.prefix}${job.id}\` needs a value for its input \`${name}\`.`
      : `The input \`${end}\` of the pipeline has no value, and a job needs one. Give it in the file, or with --set ${end}=VALUE.`;
  scope.found.stop({ code: 'missing-input', job: scope.prefix + job.id, name: end ?? name, message, field: ['jobs', job.id, 'inputs', name] });
}

/** Every output of a job by name. */
export function planOutputs(scope: PlanScope, job: Job, declared: readonly ComponentPort[] | undefined): Readonly<Record<string, TaskOutput>> {
  const outputs: Record<string, TaskOutput> = {};
  for (const name of new Set([...(declared ?? []).map((port) => port.name), ...job.outputs.map((port) => port.name)])) {
    const port = job.outputs.find((one) => one.name === name);
    const own = declared?.find((one) => one.name === name);
    const end = scope.prefix === '' ? /^parent\.outputs\.(.+)$/.exec(port?.bound ?? '')?.[1] : undefined;
    const path = port?.path ?? scope.pipeline.outputs.find((one) => one.name === end)?.path;
    const mapped = path === undefined ? undefined : findLocal(scope.context.local.data, path);
    outputs[name] = {
      type: own?.type ?? port?.type ?? 'uri_folder',
      mode: port?.mode ?? own?.mode,
      copyTo: mapped === undefined ? undefined : pathFrom('', mapped.entry.target + mapped.rest),
    };
  }
  return outputs;
}

/** The folder or file whose copy is the working folder of a job; what is not there is an obstacle. */
export function planCode(scope: PlanScope, job: Job, fields: ReadonlyMap<string, YamlEntry>, file: string): string | undefined {
  const field = ['jobs', job.id, 'code'];
  const node = fields.get('code')?.value;
  if (asMapping(node)) {
    const message = `The \`code\` of \`${scope.prefix}${job.id}\` is a mapping; it must be a path, such as ./src.`;
    scope.found.stop({ code: 'bad-value', job: scope.prefix + job.id, name: undefined, message, field });
  }
  const code = asText(node)?.trim();
  if (code === undefined || code === '') return undefined;
  const mapped = findLocal(scope.context.local.data, code);
  if (!mapped && /^(azureml:|git\+|(https?|ssh):)/i.test(code)) {
    const repository = repositoryOf(code);
    const what = repository === undefined ? 'Name a folder with a copy of it under code' : `Get it with git clone ${repository} and name its folder under code`;
    const message = `The code of \`${scope.prefix}${job.id}\` is ${code}, which is not on this computer. ${what}, or map it in .sluice/local.yml under data; for this call: --map ${code}=FOLDER.`;
    scope.found.stop({ code: 'cloud-only', job: scope.prefix + job.id, name: code, message, field });
    return undefined;
  }
  const path = mapped ? pathFrom('', mapped.entry.target + mapped.rest) : pathFrom(file, code);
  if (scope.context.files.kindOf(path) === 'missing') {
    const message = `The code of \`${scope.prefix}${job.id}\` is not there: there is no ${/\.\w+$/.test(path) ? 'file' : 'folder'} ${path}. Create it, or correct the path.`;
    scope.found.stop({ code: 'missing-file', job: scope.prefix + job.id, name: path, message, field });
  }
  return path;
}

/** What git clones of `git+https://host/team/code.git@v1#subdirectory=x`, `git+ssh://…` or the page of a repository. */
function repositoryOf(code: string): string | undefined {
  const isGit = /^git\+/i.test(code) || /^https?:\/\/(github\.com|gitlab\.com|bitbucket\.org|dev\.azure\.com)\//i.test(code);
  return isGit
    ? code
        .replace(/^git\+/i, '')
        .replace(/[#?].*$/, '')
        .replace(/@[^@/]*$/, '')
        .replace(/\/tree\/.*$/, '')
    : undefined;
}

/** Expressions that name no input or output of the job. */
function checkCommand(
  command: string,
  id: string,
  inputs: Readonly<Record<string, TaskInput>>,
  outputs: Readonly<Record<string, TaskOutput>>,
  searched: ReadonlySet<string>,
  stop: (message: string) => void,
): void {
  const optional = parseOptionalFragments(command);
  for (const { expression, start } of parseExpressions(command)) {
    const isOptional = optional.some((fragment) => fragment.start <= start && start < fragment.end);
    const known = expression.kind === 'own-input' && (Object.hasOwn(inputs, expression.input) || searched.has(expression.input));
    if (expression.kind === 'own-input' && !known && !isOptional)
      stop(`The command of \`${id}\` reads \${{inputs.${expression.input}}}, which is no input of it.`);
    if (expression.kind === 'own-output' && !Object.hasOwn(outputs, expression.output))
      stop(`The command of \`${id}\` writes \${{outputs.${expression.output}}}, which is no output of it.`);
  }
}

function noteDistribution(scope: PlanScope, job: string, setting: (key: string) => YamlEntry | undefined): void {
  const count = numberAt(fieldsIn(setting('resources')?.value), 'instance_count') ?? 1;
  if (count > 1) scope.found.note(`\`${scope.prefix}${job}\` asks for ${count} machines: here it runs as one.`);
  const type = asText(fieldsIn(setting('distribution')?.value).get('type')?.value);
  if (type !== undefined) scope.found.note(`\`${scope.prefix}${job}\` is distributed (${type}): here it is one process, of rank 0.`);
  const services = [...fieldsIn(setting('services')?.value).keys()];
  if (services.length > 0) scope.found.note(`\`${scope.prefix}${job}\` has services (${services.join(', ')}): they are not opened here.`);
}

/** What TensorFlow reads of its cluster: one worker, this one. */
function clusterOf(distribution: string | undefined): Readonly<Record<string, string>> {
  if (distribution?.toLowerCase() !== 'tensorflow') return {};
  return { TF_CONFIG: JSON.stringify({ cluster: { worker: ['127.0.0.1:2222'] }, task: { type: 'worker', index: 0 } }) };
}
