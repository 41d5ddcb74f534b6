import { parseExpressions } from '#shared/azureml/expressions.ts';
import { asSequence, asText } from '#shared/pipeline/fields.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import type { YamlEntry } from '#shared/yaml/tree.ts';
import type { Body } from './plan-body.ts';
import { NO_ENVIRONMENT, planCode, planInputs, planOutputs, sourcesOf } from './plan-command.ts';
import { fieldsIn, numberAt } from './plan-context.ts';
import { planEnvironment, textsOf } from './plan-environment.ts';
import type { PlanScope } from './plan-scope.ts';
import type { ParallelTask } from './run-plan.ts';

/** A parallel job: a script that is given its input in mini-batches. */
export function planParallel(scope: PlanScope, job: Job, body: Body): ParallelTask {
  const id = scope.prefix + job.id;
  const own = fieldsIn(job.entry.value);
  const setting = (key: string): YamlEntry | undefined => own.get(key) ?? body.fields.get(key);
  const number = (key: string): number | undefined => numberAt(own, key) ?? numberAt(body.fields, key) ?? numberIn(scope, setting(key));
  const stop = (message: string, field: string) => scope.found.stop({ code: 'bad-value', job: id, name: undefined, message, field: ['jobs', job.id, field] });

  // `task` of the job counts before that of the component.
  const isOwn = fieldsIn(own.get('task')?.value).has('entry_script');
  const task = fieldsIn((isOwn ? own : body.fields).get('task')?.value);
  const file = isOwn ? scope.file : body.file;
  const inputs = planInputs(scope, job, body.declared?.inputs);
  const outputs = planOutputs(scope, job, body.declared?.outputs);
  const kind = asText(task.get('type')?.value)?.toLowerCase() ?? 'run_function';
  const script = asText(task.get('entry_script')?.value);
  if (body.declared?.kind === 'promptflow') stop(`\`${id}\` runs a prompt flow, which cannot run here. ${recordHint(id, job)}`, 'component');
  else if (kind !== 'run_function' && kind !== 'function') stop(`\`${id}\` is a parallel job of the type ${kind}; only run_function can run here.`, 'task');
  else if (script === undefined) stop(`\`${id}\` has no script to run. Name it under task.entry_script.`, 'task');

  const data = portOf(asText(setting('input_data')?.value), 'own-input') ?? '';
  if (body.declared?.kind !== 'promptflow' && !Object.hasOwn(inputs, data))
    stop(`\`${id}\` does not say which of its inputs is cut into mini-batches. Write input_data: \${{inputs.NAME}}.`, 'input_data');
  const appendTo = portOf(asText(task.get('append_row_to')?.value), 'own-output');
  if (appendTo !== undefined && !Object.hasOwn(outputs, appendTo)) stop(`\`${id}\` appends to \`${appendTo}\`, which is no output of it.`, 'task');
  const size = asText(setting('mini_batch_size')?.value)?.trim();
  if (size !== undefined && !/^\d+([kmg]b?)?$/i.test(size))
    stop(`\`${id}\` has mini_batch_size ${size}. Write a number, or a size such as 10kb.`, 'mini_batch_size');

  const environment = planEnvironment(task.get('environment')?.value ?? setting('environment')?.value, file, scope.context);
  if (!environment.ok) scope.found.stop({ ...environment.failure, job: id, field: ['jobs', job.id, 'task'] });
  else for (const note of environment.value.notes) scope.found.note(note);
  const count = numberIn(scope, fieldsIn(setting('resources')?.value).get('instance_count')) ?? 1;
  if (count > 1) scope.found.note(`\`${id}\` asks for ${count} machines: here its mini-batches run on this one.`);
  // One of them may stand in the job, the other in its component.
  const retry = new Map([...fieldsIn(body.fields.get('retry_settings')?.value), ...fieldsIn(own.get('retry_settings')?.value)]);
  const variables = { ...textsOf(body.fields.get('environment_variables')?.value), ...textsOf(own.get('environment_variables')?.value) };
  return {
    id,
    job: scope.topJob ?? job.id,
    kind: 'parallel',
    displayName: job.displayName,
    waitsFor: sourcesOf(inputs),
    inputs,
    outputs,
    gate: undefined,
    entry: {
      code: planCode(scope, job, task, file),
      script: script ?? '',
      arguments: scope.expand(asText(task.get('program_arguments')?.value) ?? ''),
    },
    environment: environment.ok ? environment.value : NO_ENVIRONMENT,
    variables: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, scope.expand(value)])),
    data,
    miniBatchSize: size ?? '',
    partitionKeys: (asSequence(setting('partition_keys')?.value)?.items ?? []).flatMap((item) => asText(item.value) ?? []),
    appendRowTo: appendTo,
    maxConcurrency: Math.max(1, Math.floor(number('max_concurrency_per_instance') ?? 1)),
    errorThreshold: Math.floor(number('error_threshold') ?? -1),
    miniBatchErrorThreshold: Math.floor(number('mini_batch_error_threshold') ?? -1),
    loggingLevel: (asText(setting('logging_level')?.value) ?? 'INFO').toUpperCase(),
    retries: { maxRetries: Math.max(0, Math.floor(numberAt(retry, 'max_retries') ?? 2)), timeoutMs: (numberAt(retry, 'timeout') ?? 60) * 1000 },
    isDeterministic: asText(body.fields.get('is_deterministic')?.value)?.toLowerCase() !== 'false',
  };
}

function numberIn(scope: PlanScope, entry: YamlEntry | undefined): number | undefined {
  const text = scope.expand(asText(entry?.value) ?? '').trim();
  return text === '' || Number.isNaN(Number(text)) ? undefined : Number(text);
}

/** The port that `${{inputs.data}}` or `${{outputs.rows}}` names. */
function portOf(text: string | undefined, kind: 'own-input' | 'own-output'): string | undefined {
  const expression = text === undefined ? undefined : parseExpressions(text)[0]?.expression;
  if (expression?.kind === 'own-input' && kind === 'own-input') return expression.input;
  return expression?.kind === 'own-output' && kind === 'own-output' ? expression.output : undefined;
}

function recordHint(id: string, job: Job): string {
  const port = job.outputs[0]?.name;
  return port === undefined
    ? 'Comment it out to run the rest here.'
    : `Record its result under outputs in .sluice/local.yml (${id}.${port}: ./path), or comment it out.`;
}
