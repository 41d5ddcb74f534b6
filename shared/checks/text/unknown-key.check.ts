import { isPipelineKind } from '#shared/azureml/document-kind.ts';
import { renameKey } from '#shared/edits/rename-key.edit.ts';
import { set } from '#shared/edits/set.edit.ts';
import type { Plain } from '#shared/edits/splice/plain.ts';
import { unset } from '#shared/edits/unset.edit.ts';
import { asText } from '#shared/pipeline/fields.ts';
import { findNode } from '#shared/yaml/find.ts';
import { toPlain } from '#shared/yaml/to-plain.ts';
import type { YamlNode } from '#shared/yaml/tree.ts';
import { type CheckContext, defineCheck, type Fix, fix, step } from '../check.ts';
import { looksLikeJob } from '../common/stray-keys.ts';
import { eachScalar, fieldsIn } from '../common/walk.ts';
import { holderInside } from '../schema/holder-inside.ts';
import { adviceFor, meantKey } from '../schema/meant-key.ts';
import type { FieldPath, MisfitOf } from '../schema/misfit.ts';
import { lookAtMisfits } from '../schema/misfits-of.ts';
import { LITERAL_TYPES } from '../schema/scalar-misfit.ts';
import { holderOf } from '../schema/words.ts';

/** A key that the format does not know where it stands (DOC-004, DOC-010; `timezone` and `pattern` of the documentation: SCH-002). */
export const unknownKey = defineCheck({
  code: 'unknown-key',
  rule: 'DOC-004, DOC-010, SCH-002, MON-002',
  severity: 'error',
  title: 'Key that Azure ML does not know',
  documents: 'all',
  ...lookAtMisfits((misfitsOf, context, report) => {
    for (const misfit of misfitsOf('unknown-key')) {
      const { path, at, key } = misfit;
      const meant = meantKey(key, Object.keys(misfit.known));
      const isRefused = !misfit.kept || isNeeded(misfit, meant, context);
      if (!isRefused && (meant === undefined || path.length !== 1)) continue;
      const says = `\`${key}\` is not known in ${holderOf(path, context)}`;
      const report1 = (message: string, ...fixes: Fix[]) => report({ at, field: path, message, fixes, ...(isRefused ? {} : { severity: 'warning' as const }) });
      const remove = fix('remove-key', `Remove \`${key}\``, step(unset, { path }));
      const inside = meant === undefined ? holderInside(key, misfit.known) : undefined;
      const isPort = isDeclaration(misfit, context);
      if ((isPort || (key === 'value' && misfit.known.path !== undefined)) && isParameter(path, context)) continue;
      const seconds = key === 'timeout_minutes' && misfit.known.timeout ? asNumber(misfit.value) * 60 : Number.NaN;
      if (isPipelineKind(context.pipeline.document) && path.length === 1 && looksLikeJob(misfit))
        report1(
          `\`${key}\` stands beside \`jobs\`, but is a job: move it below \`jobs\`.`,
          fix('move-job', `Move \`${key}\` to \`jobs\``, step(set, { path: ['jobs', key], value: toPlain(misfit.value) as Plain }), step(unset, { path })),
        );
      else if (misfit.value?.anchor !== undefined && context.doc.text.includes(`*${misfit.value.anchor}`))
        report1(`${says}, also not to hold the anchor \`&${misfit.value.anchor}\`: put the anchor where its value is first used.`);
      else if (isPort) report1(`${says}: a component declares that, a job only gives a value. Remove it.`, remove);
      else if (!Number.isNaN(seconds))
        report1(
          `${says}: it is called \`timeout\` and counts in seconds, here ${seconds}.`,
          fix(
            'in-seconds',
            `Write \`timeout: ${seconds}\``,
            step(renameKey, { path, to: 'timeout' }),
            step(set, { path: [...path.slice(0, -1), 'timeout'], value: seconds }),
          ),
        );
      else if (context.pipeline.document === 'pipeline-job' && path.length === 1 && key === 'defaults')
        report1(
          `${says} since 2022: a default compute and datastore stand under \`settings\`, as \`default_compute\` and \`default_datastore\`.`,
          ...settingsFix(misfit),
        );
      else if (meant !== undefined)
        report1(`${says}. Did you mean \`${meant}\`?`, fix('did-you-mean', `Rename \`${key}\` to \`${meant}\``, step(renameKey, { path, to: meant })), remove);
      else if (inside !== undefined) {
        const to = [...path.slice(0, -1), inside, key];
        const value = toPlain(misfit.value) as Plain;
        report1(
          `${says}: it belongs under \`${inside}\`.`,
          fix('move-key', `Move \`${key}\` to \`${inside}\``, step(set, { path: to, value }), step(unset, { path })),
          remove,
        );
      } else report1(`${says}${rest(key)}`, remove);
    }
  }),
});

/** A component keeps keys that it does not know; without the one that is required, or that its command reads, it is refused all the same. */
function isNeeded({ known, path }: MisfitOf<'unknown-key'>, meant: string | undefined, { doc, pipeline }: CheckContext): boolean {
  if (meant === undefined || path.length !== 1 || fieldsIn(doc.map).has(meant)) return false;
  const isPort = meant === 'inputs' || meant === 'outputs';
  const isUsed = pipeline.document === 'command-component' && new RegExp(`\\$\\{\\{\\s*${meant}\\.`).test(doc.text);
  const isRead = isPort && (isUsed || pipeline.document === 'data-transfer-component');
  return known[meant]?.required === true || isRead;
}

function rest(key: string): string {
  const advice = adviceFor(key);
  return advice === undefined ? '. Remove it, or correct its name.' : `: ${advice}. Remove it.`;
}

function asNumber(node: YamlNode | null): number {
  const text = asText(node);
  return text === undefined || text.trim() === '' ? Number.NaN : Number(text);
}

/** `type: number` beside it already says that the input is declared, not given a value. */
function isParameter(path: FieldPath, { doc }: CheckContext): boolean {
  const type = asText(findNode(doc, [...path.slice(0, -1), 'type'])?.node);
  return type !== undefined && LITERAL_TYPES.has(type.toLowerCase());
}

/** `defaults: { component_job: { compute: { target: … }, datastore: … } }` as settings. */
function settingsFix({ path, value }: MisfitOf<'unknown-key'>): Fix[] {
  const settings = new Map<string, string>();
  eachScalar(value, [], ({ text }, at) => {
    const isCompute = at.at(-1) === 'compute' || at.at(-2) === 'compute';
    const key = isCompute ? 'default_compute' : at.at(-1) === 'datastore' ? 'default_datastore' : undefined;
    if (key !== undefined && text !== '') settings.set(key, /^azureml:|^serverless$/.test(text) ? text : `azureml:${text}`);
  });
  if (settings.size === 0) return [];
  const set1 = [...settings].map(([key, text]) => step(set, { path: ['settings', key], value: text }));
  return [fix('to-settings', 'Write it under `settings`', ...set1, step(unset, { path }))];
}

/** `description`, `default`, … of an input that a job gives a value. */
function isDeclaration({ path, key, known }: MisfitOf<'unknown-key'>, { pipeline }: CheckContext): boolean {
  const isInput = path.at(-3) === 'inputs' && (path.length === 3 || path.length === 5) && !pipeline.document.endsWith('-component');
  return isInput && known.path !== undefined && ['description', 'optional', 'default', 'enum', 'min', 'max'].includes(key);
}
