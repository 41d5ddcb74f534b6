import { defineCheck } from '../check.ts';
import { eachScalar } from '../common/walk.ts';
import { shown } from '../common/words.ts';

/** A name in angle brackets inside of a reference, or in place of a whole value that names something. */
const IN_REFERENCE = /^azureml:.*<[^<>]+>/;
const WHOLE = /^<[A-Za-z][\w -]*>$/;
const NAMING: ReadonlySet<string | number | undefined> = new Set(['endpoint_name', 'path', 'model', 'environment', 'component', 'image', 'job']);

/** A name that somebody was to fill in, as documentation writes it. */
export const placeholderName = defineCheck({
  code: 'placeholder-name',
  rule: 'trap',
  severity: 'warning',
  title: 'Name is still a placeholder',
  documents: 'all',
  run({ doc }, report) {
    // Nearly no document has one: its values are not walked then.
    if (!/<[A-Za-z][\w -]*>/.test(doc.text)) return;
    eachScalar(doc.root, [], (node, path) => {
      const key = path.at(-1);
      // A compute has a check of its own.
      if (path.includes('compute') || key === 'default_compute') return;
      if (!IN_REFERENCE.test(node.text) && !(WHOLE.test(node.text) && NAMING.has(key))) return;
      report({
        at: node,
        field: path,
        message: `\`${shown(node.text)}\` under \`${String(key)}\` is a placeholder: write the name that it stands for.`,
      });
    });
  },
});
