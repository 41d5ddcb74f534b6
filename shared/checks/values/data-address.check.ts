import { set } from '#shared/edits/set.edit.ts';
import { asScalar } from '#shared/pipeline/fields.ts';
import type { YamlEntry } from '#shared/yaml/tree.ts';
import { defineCheck, type Fix, fix, type Report, step } from '../check.ts';
import { fieldsIn, fieldsOfJob, type Keys } from '../common/walk.ts';
import { shown } from '../common/words.ts';

/** Documents whose inputs, outputs or own `path` are addresses of data. */
const KINDS = ['pipeline-job', 'command-job', 'sweep-job', 'parallel-job', 'spark-job', 'automl-job', 'data', 'model'] as const;

/** An address of data that Azure ML loads and cannot resolve later (TYP-012, REF-004). */
export const dataAddress = defineCheck({
  code: 'data-address',
  rule: 'TYP-012, REF-004',
  severity: 'warning',
  title: 'Address of data that leads nowhere',
  documents: KINDS,
  run({ doc, pipeline: { document } }, report) {
    const fields = fieldsIn(doc.map);
    if (document === 'data' || document === 'model') look(fields.get('path'), ['path'], report);
    lookAtPorts(fields, [], report);
  },
  runJob: (job, _context, report) => lookAtPorts(fieldsOfJob(job), ['jobs', job.id], report),
});

function lookAtPorts(fields: ReadonlyMap<string, YamlEntry>, path: Keys, report: Report): void {
  for (const side of ['inputs', 'outputs'])
    for (const [name, { value }] of fieldsIn(fields.get(side)?.value)) look(fieldsIn(value).get('path'), [...path, side, name, 'path'], report);
  for (const key of ['training_data', 'validation_data', 'test_data']) look(fieldsIn(fields.get(key)?.value).get('path'), [...path, key, 'path'], report);
}

function look(entry: YamlEntry | undefined, path: Keys, report: Report): void {
  const node = asScalar(entry?.value);
  if (!node || node.type === 'null') return;
  const found = faultOf(node.text.trim());
  if (!found) return;
  const { reason, to } = found;
  const fixes: Fix[] = to === undefined ? [] : [fix('correct-address', `Write \`${shown(to)}\``, step(set, { path: [...path], value: to }))];
  report({ at: node, field: path, message: `\`${shown(node.text)}\` ${reason}: write \`${shown(to ?? FORMS)}\`.`, fixes });
}

const FORMS = 'azureml://datastores/<name>/paths/<path>';
const SECTIONS: ReadonlySet<string> = new Set(['datastores', 'subscriptions', 'jobs', 'registries', 'locations', 'workspaceid', 'feeds']);

/** What is wrong with an address, and the right one where it can be told. Expressions may hold any part of one. */
function faultOf(text: string): { readonly reason: string; readonly to?: string } | undefined {
  if (/\$\{\{|\{\{|<[^>]*>/.test(text)) return undefined;
  const slashes = /^azureml:?\/{1,2}(?=(?:datastores?|registries|jobs|subscriptions)\/)/i.exec(text);
  if (slashes && !/^azureml:\/\//i.test(text))
    return { reason: 'is no address, because `azureml://` is not written as such', to: text.replace(slashes[0], 'azureml://') };
  const [, section, rest = ''] = /^azureml:\/\/([^/]+)\/?(.*)$/i.exec(text) ?? [];
  if (section !== undefined) return faultOfUri(text, section, rest);
  const [, name, version] = /^azureml:([^/:@]*)(?:[:@](.*))?$/i.exec(text) ?? [];
  if (name === '') return { reason: 'names no data', to: undefined };
  if (version === '') return { reason: 'has nothing behind its colon, where the version belongs', to: `azureml:${name}@latest` };
  const isBare = /^[A-Za-z][\w-]*:\d+$/.test(text) && !/^azureml:/i.test(text);
  return isBare ? { reason: 'looks like registered data, which is named with `azureml:` before it', to: `azureml:${text}` } : undefined;
}

function faultOfUri(text: string, section: string, rest: string): { readonly reason: string; readonly to?: string } | undefined {
  const lower = section.toLowerCase();
  if (lower === 'datastore') return { reason: 'says `datastore` for `datastores`', to: text.replace(/\/datastore\//i, '/datastores/') };
  if (!SECTIONS.has(lower)) return { reason: 'is no address that Azure ML knows' };
  if (lower === 'registries' && /^[^/]+\/[^/]+\/[^/]+\/?$/.test(rest))
    return { reason: 'has neither a version nor a label', to: `${text.replace(/\/$/, '')}/labels/latest` };
  if (lower !== 'datastores') return undefined;
  const [, name, word, tail] = /^([^/]+)(?:\/([^/]+))?(?:\/(.*))?$/.exec(rest) ?? [];
  if (name === undefined || word?.toLowerCase() === 'paths') return undefined;
  const below = word === undefined ? '' : word.toLowerCase() === 'path' ? (tail ?? '') : [word, tail].filter(Boolean).join('/');
  return { reason: `has no \`paths\` behind the datastore \`${name}\``, to: `azureml://datastores/${name}/paths/${below}` };
}
