import { isLiteralType } from '#shared/azureml/port-types.ts';
import { fail, ok, type Result } from '#shared/base/result.ts';
import { asLiteral, asMapping, asScalar, asSequence, asText, isNull } from '#shared/pipeline/fields.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import { readYaml } from '#shared/yaml/read.ts';
import type { YamlNode } from '#shared/yaml/tree.ts';
import { literalText } from './literal-text.ts';
import { fieldsIn } from './plan-context.ts';
import type { PlanScope } from './plan-scope.ts';
import type { EachTask, TaskInput } from './run-plan.ts';

/** Values of the body's inputs for one round, by name. */
export type Item = Readonly<Record<string, TaskInput>>;

/** The items of a parallel_for as far as they are known before the run. */
export interface PlannedItems {
  readonly items: EachTask['items'] | undefined;
  /** Which inputs of the body they give; undefined while that is not known. */
  readonly names: readonly string[] | undefined;
  /** Why there are none, in a sentence. */
  readonly failure: string | undefined;
}

/** Reads `items`: a list or mapping of mappings, its JSON text, or where that comes from. */
export function readItems(scope: PlanScope, job: Job): PlannedItems {
  const node = fieldsIn(job.entry.value).get('items')?.value;
  const none = (failure: string): PlannedItems => ({ items: undefined, names: [], failure });
  if (isNull(node)) return none(`\`${job.id}\` has no items, so its body would never run.`);
  const readValue = (name: string, value: YamlNode | null): TaskInput => inputOf(scope, job, name, value);
  if (asMapping(node) || asSequence(node)) return known(itemsIn(job.id, node, readValue));
  const setting = scope.setting(job, node, 'items');
  switch (setting.from) {
    case 'literal':
      return known(parseItems(job.id, setting.text));
    case 'task':
      return { items: setting, names: undefined, failure: undefined };
    default:
      return none(`\`${job.id}\` takes its items from something that has no value. Give it a list, or its JSON text.`);
  }
}

/** The items of a JSON text: a list or an object of objects. The failure is a sentence. */
export function parseItems(loop: string, text: string): Result<readonly Item[], string> {
  const doc = readYaml(text);
  if (!doc.readable || !doc.root || asScalar(doc.root))
    return fail(`The items of \`${loop}\` are no JSON list: ${text.trim().slice(0, 80)}`.replace(/[^.]$/, '$&.'));
  return itemsIn(loop, doc.root, (_name, value) => literalOf(value));
}

function known(read: Result<readonly Item[], string>): PlannedItems {
  if (!read.ok) return { items: undefined, names: [], failure: read.failure };
  const names = [...new Set(read.value.flatMap((item) => Object.keys(item)))];
  return { items: read.value, names, failure: undefined };
}

function itemsIn(
  loop: string,
  node: YamlNode | null | undefined,
  readValue: (name: string, value: YamlNode | null) => TaskInput,
): Result<readonly Item[], string> {
  const nodes = asSequence(node)?.items.map((item) => item.value) ?? [...fieldsIn(node).values()].map((entry) => entry.value);
  if (nodes.length === 0) return fail(`\`${loop}\` has no items, so its body would never run.`);
  const items: Item[] = [];
  for (const [at, one] of nodes.entries()) {
    if (!asMapping(one)) return fail(`Item ${at + 1} of \`${loop}\` is no mapping. Write it as { input: value }.`);
    items.push(Object.fromEntries([...fieldsIn(one)].map(([name, entry]) => [name, readValue(name, entry.value)])));
  }
  return ok(items);
}

function inputOf(scope: PlanScope, job: Job, name: string, value: YamlNode | null): TaskInput {
  const path = asText(fieldsIn(value).get('path')?.value);
  if (path === undefined) return asMapping(value) ? literalOf(fieldsIn(value).get('value')?.value ?? null) : boundOr(scope, job, name, value);
  const body = job.control?.body === undefined ? undefined : scope.pipeline.job(job.control.body);
  const type = body?.inputs.find((port) => port.name === name)?.type;
  return scope.data(path, type, undefined, scope.prefix + job.id, ['jobs', job.id, 'items']);
}

function boundOr(scope: PlanScope, job: Job, name: string, value: YamlNode | null): TaskInput {
  const setting = scope.setting(job, value, 'items');
  if (setting.from !== 'literal' || typeof setting.value !== 'string') return setting;
  const body = job.control?.body === undefined ? undefined : scope.pipeline.job(job.control.body);
  const type = body?.inputs.find((port) => port.name === name)?.type;
  // A string for an input that takes data is its path.
  return type === undefined || isLiteralType(type) ? setting : scope.data(setting.value, type, undefined, scope.prefix + job.id, ['jobs', job.id, 'items']);
}

function literalOf(value: YamlNode | null | undefined): TaskInput {
  const scalar = asScalar(value);
  const literal = asLiteral(scalar);
  return literal === undefined
    ? { from: 'nothing' }
    : { from: 'literal', value: literal, text: literalText(literal, scalar?.type === 'float'), type: undefined };
}
