import type { DocumentKind } from '#shared/azureml/kinds.ts';
import type { KeySchema } from '#shared/azureml/schema/key-schema.ts';
import { set } from '#shared/edits/set.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import type { FieldPath } from '../schema/misfit.ts';
import { lookAtMisfits } from '../schema/misfits-of.ts';
import { holderOf, optionsOf } from '../schema/words.ts';

/** A key that its holder cannot do without (DOC-010 and the tables of the kinds). */
export const missingKey = defineCheck({
  code: 'missing-key',
  rule: 'DOC-010, DTR-002, DTR-003',
  severity: 'error',
  title: 'Required key is missing',
  documents: 'all',
  ...lookAtMisfits((misfitsOf, context, report) => {
    for (const { path, at, key, schema } of misfitsOf('missing-key')) {
      const value = onlyValue(schema);
      if (isComponentName(path, context.pipeline.document)) {
        report({
          at,
          field: path,
          severity: 'warning',
          message: `\`name\` is missing in ${holderOf(path, context)}: it runs from its file, but cannot be registered. Add it.`,
        });
        continue;
      }
      const options = schema.kind === 'enum' && (schema.enum?.length ?? 0) > 1 ? `: one of ${optionsOf(schema)}` : '';
      report({
        at,
        field: path,
        message: `\`${key}\` is missing in ${holderOf(path, context)}. Add it${options}.`,
        fixes: value === undefined ? [] : [fix('add-key', `Add \`${key}: ${value}\``, step(set, { path, value }))],
      });
    }
  }),
});

/** A component that a pipeline names by its file is loaded without a name; only to register it takes one. */
function isComponentName(path: FieldPath, document: DocumentKind): boolean {
  return path.length === 1 && path[0] === 'name' && document.endsWith('-component');
}

function onlyValue(schema: KeySchema): string | number | boolean | undefined {
  if (schema.default !== undefined) return schema.default;
  return schema.kind === 'enum' && schema.enum?.length === 1 ? schema.enum[0]?.value : undefined;
}
