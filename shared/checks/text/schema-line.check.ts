import { documentKind, documentKindTitle, kindByKeys } from '#shared/azureml/document-kind.ts';
import type { DocumentKind } from '#shared/azureml/kinds.ts';
import { addressOfSchema } from '#shared/azureml/schema/schema-address.ts';
import { kindOfSchema } from '#shared/azureml/schema-names.ts';
import { set } from '#shared/edits/set.edit.ts';
import { asText } from '#shared/pipeline/fields.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';

/** `$schema` tells editors what a file is; it may be missing, or name another kind than the keys do (DOC-009). */
export const schemaLine = defineCheck({
  code: 'schema-line',
  rule: 'DOC-009',
  severity: 'info',
  title: 'Schema of a file missing, or of another kind',
  documents: 'all',
  run({ doc, pipeline }, report) {
    const { map } = doc;
    if (!map) return;
    const entry = fieldsIn(map).get('$schema');
    const written = asText(entry?.value);
    const named = written === undefined ? undefined : kindOfSchema(written);
    if (written === undefined) {
      const address = addressOfSchema(pipeline.document, asText(fieldsIn(map).get('type')?.value));
      // A comment for the editor names it, too.
      if (address === undefined || documentKind(map, doc.text) !== kindByKeys(map)) return;
      if (/^[ \t]*#[ \t]*yaml-language-server:[ \t]*\$schema=/m.test(doc.text)) return;
      report({
        at: map.entries[0]?.key ?? map,
        field: ['$schema'],
        message: `Without \`$schema\` editors cannot tell that this is ${withArticle(pipeline.document)}. Add it.`,
        fixes: [fix('add-schema', 'Add `$schema`', step(set, { path: ['$schema'], value: address }))],
      });
      return;
    }
    const byKeys = kindByKeys(map);
    if (named === undefined || byKeys === 'unknown') return;
    // A job and a component of one kind cannot always be told apart by their keys.
    const actual = familyOf(named) === familyOf(byKeys) ? pipeline.document : byKeys;
    if (actual === named) return;
    const address = addressOfSchema(actual, asText(fieldsIn(map).get('type')?.value));
    report({
      at: entry?.value ?? map,
      field: ['$schema'],
      message: `\`$schema\` says ${withArticle(named)}, but its keys are those of ${withArticle(actual)}. Correct the one or the other.`,
      fixes:
        address === undefined ? [] : [fix('correct-schema', `Name the schema of ${withArticle(actual)}`, step(set, { path: ['$schema'], value: address }))],
    });
  },
});

function familyOf(kind: DocumentKind): string {
  return kind.replace(/-(job|component)$/, '');
}

function withArticle(kind: DocumentKind): string {
  const title = documentKindTitle(kind).toLowerCase();
  return /^[aeiou]/.test(title) ? `an ${title}` : `a ${title}`;
}
