import { set } from '#shared/edits/set.edit.ts';
import { asScalar, asText } from '#shared/pipeline/fields.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';

const FETCHES = /\b(curl|wget|git (clone|pull)|az storage|aws s3|gsutil|kaggle)\b|https?:\/\//;

/** A step that fetches something from elsewhere may be reused although what it fetches changed (COM-007). */
export const cachedFetch = defineCheck({
  code: 'cached-fetch',
  rule: 'COM-007',
  severity: 'info',
  title: 'Step that fetches from elsewhere is reused',
  documents: ['command-component'],
  run({ doc }, report) {
    const fields = fieldsIn(doc.map);
    const command = asText(fields.get('command')?.value) ?? '';
    const found = FETCHES.exec(command)?.[0];
    const deterministic = asScalar(fields.get('is_deterministic')?.value)?.value;
    const at = fields.get('command');
    if (found === undefined || deterministic === false || !at) return;
    report({
      at: at.key,
      field: ['is_deterministic'],
      message: `The command fetches something (\`${found}\`), but its result is reused while its inputs stay the same. Write \`is_deterministic: false\`, so that it runs every time.`,
      fixes: [fix('run-always', 'Write `is_deterministic: false`', step(set, { path: ['is_deterministic'], value: false }))],
    });
  },
});
