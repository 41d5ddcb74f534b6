import type { DocumentKind } from '#shared/azureml/kinds.ts';
import type { FieldSchema } from '#shared/azureml/schema/key-schema.ts';
import { nearest } from '#shared/base/nearest.ts';
import { renameKey } from '#shared/edits/rename-key.edit.ts';
import { set } from '#shared/edits/set.edit.ts';
import type { Plain } from '#shared/edits/splice/plain.ts';
import { unset } from '#shared/edits/unset.edit.ts';
import { toPlain } from '#shared/yaml/to-plain.ts';
import { type CheckContext, defineCheck, type Fix, fix, step } from '../check.ts';
import type { MisfitOf } from '../schema/misfit.ts';
import { lookAtMisfits } from '../schema/misfits-of.ts';
import { holderOf } from '../schema/words.ts';

/** Words that people and documentation use for a key that is called otherwise. */
const MEANT: Readonly<Record<string, readonly string[]>> = {
  timezone: ['time_zone'],
  pattern: ['schedule'],
  cron: ['expression'],
  env: ['environment', 'environment_variables'],
  env_vars: ['environment_variables'],
  steps: ['jobs'],
  nodes: ['jobs'],
  title: ['display_name'],
  cluster: ['compute'],
  target: ['compute'],
  script: ['command'],
  workspace_connection_id: ['connection_id'],
  chi_squared_test: ['pearsons_chi_squared_test'],
};

/** Documents whose loader refuses every key that it does not know, while not all of theirs are listed here: only a misspelt one is sure to be wrong. */
const EXACT: ReadonlySet<DocumentKind> = new Set(['datastore', 'connection', 'compute', 'workspace', 'feature-store', 'feature-set', 'feature-store-entity']);

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
      const meant = meantBy(misfit);
      const isRefused = !misfit.kept || (meant !== undefined && EXACT.has(context.pipeline.document));
      if (!isRefused && (meant === undefined || path.length !== 1)) continue;
      const says = `\`${key}\` is not known in ${holderOf(path, context)}`;
      const report1 = (message: string, ...fixes: Fix[]) => report({ at, field: path, message, fixes, ...(isRefused ? {} : { severity: 'warning' as const }) });
      const remove = fix('remove-key', `Remove \`${key}\``, step(unset, { path }));
      const inside = meant === undefined ? holderInside(misfit) : undefined;
      const isPort = isDeclaration(misfit, context);
      if (isPort) report1(`${says}: a component declares that, a job only gives a value. Remove it.`, remove);
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
      } else report1(`${says}. Remove it, or correct its name.`, remove);
    }
  }),
});

function meantBy({ key, known }: MisfitOf<'unknown-key'>): string | undefined {
  const names = Object.keys(known);
  const usual = MEANT[key]?.find((name) => names.includes(name));
  return usual ?? nearest(key, names);
}

/** The key of the same mapping that holds the unknown one: `instance_count` under `resources`. */
function holderInside({ key, known }: MisfitOf<'unknown-key'>): string | undefined {
  return Object.entries(known).find(([, field]: readonly [string, FieldSchema]) => field.kind === 'map' && field.keys && Object.hasOwn(field.keys, key))?.[0];
}

/** `description`, `default`, … of an input that a job gives a value. */
function isDeclaration({ path, key, known }: MisfitOf<'unknown-key'>, { pipeline }: CheckContext): boolean {
  const isInput = path.at(-3) === 'inputs' && (path.length === 3 || path.length === 5) && !pipeline.document.endsWith('-component');
  return isInput && known.path !== undefined && ['description', 'optional', 'default', 'enum', 'min', 'max'].includes(key);
}
