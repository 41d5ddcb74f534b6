import { set } from '#shared/edits/set.edit.ts';
import { unset } from '#shared/edits/unset.edit.ts';
import { asText } from '#shared/pipeline/fields.ts';
import { resolveAlias } from '#shared/yaml/document.ts';
import type { YamlEntry } from '#shared/yaml/tree.ts';
import { defineCheck, fix, type Report, step } from '../check.ts';
import { fieldsIn, type Keys } from '../common/walk.ts';
import { listed } from '../common/words.ts';
import { type Body, bodiesOf, documentsWith, numberOf } from './bodies.ts';

const PREFIX = 'spark.';
const FIXED: Readonly<Record<string, string | number>> = {
  'driver.cores': 1,
  'driver.memory': '2g',
  'executor.cores': 2,
  'executor.memory': '2g',
};
const COUNT = 'executor.instances';
const LEAST = 'dynamicAllocation.minExecutors';
const MOST = 'dynamicAllocation.maxExecutors';

/** The settings of driver and executors, with a fixed number of executors or one that comes and goes (SPK-004, SPK-005). */
export const sparkExecutors = defineCheck({
  code: 'spark-executors',
  rule: 'SPK-004, SPK-005',
  severity: 'error',
  title: 'Spark without the settings of its executors',
  documents: documentsWith('spark'),
  run(context, report) {
    for (const body of bodiesOf(context, 'spark')) {
      const conf = body.fields.get('conf');
      // A component in a file has its own; a job may set some over it.
      if (!body.inline || (!conf && body.job === undefined)) continue;
      checkConf(body, conf, context.pipeline.document.endsWith('-component'), report);
    }
  },
});

function checkConf({ fields, path, who, at }: Body, conf: YamlEntry | undefined, isComponent: boolean, report: Report): void {
  const given = new Map<string, YamlEntry>();
  for (const [key, entry] of fieldsIn(conf?.value)) given.set(key.startsWith(PREFIX) ? key.slice(PREFIX.length) : key, entry);
  for (const [key, entry] of fields) if (DIRECT[key] !== undefined) given.set(DIRECT[key], entry);
  const isDynamic = /^(true|yes|on)$/i.test(asText(given.get('dynamicAllocation.enabled')?.value) ?? '');
  const wanted: Readonly<Record<string, string | number>> = isDynamic ? { ...FIXED, [LEAST]: 1, [MOST]: 4 } : { ...FIXED, [COUNT]: 2 };
  const missing = Object.keys(wanted).filter((key) => isBlank(given.get(key)));
  const where = (key: string): Keys => [...path, 'conf', PREFIX + key];
  // What a component leaves out, the job that uses it may give.
  if (missing.length > 0 && !isComponent) {
    report({
      at: conf?.key ?? at,
      field: [...path, 'conf'],
      message: `${who} needs ${listed(missing.map((key) => PREFIX + key))} under \`conf\`${isDynamic ? ', because executors come and go' : ''}. Add them.`,
      fixes: [fix('add-settings', 'Add the settings', ...missing.map((key) => step(set, { path: where(key), value: wanted[key] ?? '' })))],
    });
  }
  if (!isDynamic) {
    for (const key of [LEAST, MOST]) {
      const entry = given.get(key);
      if (entry)
        report({
          at: entry.key,
          field: where(key),
          message: `${who} sets \`${PREFIX}${key}\`, but its executors do not come and go. Remove it, or enable \`spark.dynamicAllocation.enabled\`.`,
          fixes: [
            fix('remove-key', 'Remove it', step(unset, { path: where(key) })),
            fix('enable', 'Let executors come and go', step(set, { path: where('dynamicAllocation.enabled'), value: true })),
          ],
        });
    }
    return;
  }
  const least = numberOf(given.get(LEAST));
  const most = numberOf(given.get(MOST));
  const count = numberOf(given.get(COUNT));
  const low = given.get(LEAST);
  if (low && least !== undefined && most !== undefined && (least <= 0 || least > most))
    report({
      at: low.value ?? low.key,
      field: where(LEAST),
      message: `${who} has between ${least} and ${most} executors; the least must be 1 or more, and not above the most.`,
      fixes: [],
    });
  const instances = given.get(COUNT);
  if (instances && count !== undefined && least !== undefined && most !== undefined && (count < least || count > most))
    report({
      at: instances.value ?? instances.key,
      field: where(COUNT),
      message: `${who} begins with ${count} executors, but may have ${least} to ${most}. Choose a number between them.`,
    });
}

/** 0, false and nothing are left out, as Azure ML sees it; in quotes they are text. */
function isBlank(entry: YamlEntry | undefined): boolean {
  const node = resolveAlias(entry?.value);
  if (node?.kind === 'scalar') return node.text === '' || node.type === 'null' || (node.type !== 'string' && Number(node.value) === 0);
  return !(node?.kind === 'mapping' && node.entries.length > 0) && !(node?.kind === 'sequence' && node.items.length > 0);
}

/** The same settings as keys of the job. */
const DIRECT: Readonly<Record<string, string>> = {
  driver_cores: 'driver.cores',
  driver_memory: 'driver.memory',
  executor_cores: 'executor.cores',
  executor_memory: 'executor.memory',
  executor_instances: COUNT,
  dynamic_allocation_enabled: 'dynamicAllocation.enabled',
  dynamic_allocation_min_executors: LEAST,
  dynamic_allocation_max_executors: MOST,
};
