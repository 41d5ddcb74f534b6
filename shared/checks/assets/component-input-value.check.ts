import { set } from '#shared/edits/set.edit.ts';
import { unset } from '#shared/edits/unset.edit.ts';
import { asScalar } from '#shared/pipeline/fields.ts';
import { resolveAlias } from '#shared/yaml/document.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { COMPONENTS } from './documents.ts';

/** A component declares its inputs and outputs; it does not give them values (COM-003). */
export const componentInputValue = defineCheck({
  code: 'component-input-value',
  rule: 'COM-003',
  severity: 'error',
  title: 'Component gives an input a value in place of a type',
  documents: COMPONENTS,
  run({ doc, pipeline }, report) {
    for (const side of ['inputs', 'outputs'] as const) {
      for (const [name, entry] of fieldsIn(fieldsIn(doc.map).get(side)?.value)) {
        const value = resolveAlias(entry.value);
        if (value?.kind === 'mapping') continue;
        const path = [side, name];
        const scalar = asScalar(value);
        const isList = value?.kind === 'sequence';
        const isEmpty = !isList && (!scalar || scalar.type === 'null');
        // Other components say it as an empty value.
        if (isEmpty && pipeline.document !== 'pipeline-component') continue;
        const what = side === 'inputs' ? 'Input' : 'Output';
        const literal = scalar?.value;
        const type = typeof literal === 'number' ? (Number.isInteger(literal) ? 'integer' : 'number') : typeof literal === 'boolean' ? 'boolean' : 'string';
        const declared: { readonly [key: string]: string | number | boolean } =
          side === 'outputs' || isEmpty || isList ? { type: 'uri_folder' } : { type, default: literal ?? '' };
        report({
          at: isEmpty ? entry.key : (value ?? entry.key),
          field: path,
          message: `${what} \`${name}\` of this component ${isEmpty ? 'is empty' : isList ? 'is a list' : 'is a value'}, but a component declares it: write its \`type\`${side === 'inputs' && !isEmpty && !isList ? ', and the value as `default`' : ''}.`,
          fixes: [
            fix('declare', `Write \`type: ${declared.type}\``, step(set, { path, value: declared })),
            fix('remove-key', `Remove \`${name}\``, step(unset, { path })),
          ],
        });
      }
    }
  },
});
