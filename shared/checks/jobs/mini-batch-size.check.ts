import { set } from '#shared/edits/set.edit.ts';
import { asScalar } from '#shared/pipeline/fields.ts';
import { defineCheck, fix, step } from '../check.ts';
import { bodiesOf, documentsWith } from './bodies.ts';

const SIZE = /^\d+([kKmMgG][bB])*$/;

/** A mini-batch size is text: a number, or a number with kb, mb or gb behind it (PAR-001). */
export const miniBatchSize = defineCheck({
  code: 'mini-batch-size',
  rule: 'PAR-001',
  severity: 'error',
  title: 'Size of mini-batches is not written as Azure ML reads it',
  documents: documentsWith('parallel'),
  run(context, report) {
    for (const { fields, path, who } of bodiesOf(context, 'parallel')) {
      const node = asScalar(fields.get('mini_batch_size')?.value);
      if (!node || node.type === 'null' || node.text.includes('${{') || (node.type === 'string' && SIZE.test(node.text))) continue;
      const field = [...path, 'mini_batch_size'];
      const plain = node.text.replace(/[\s_]+/g, '').replace(/^(\d+[kmg])$/i, '$1b');
      const fits = SIZE.test(plain);
      const wants = node.type !== 'string' && fits ? 'Quote it' : 'Write a number, or one with `kb`, `mb` or `gb` behind it and no blank, in quotes';
      report({
        at: node,
        field,
        message: `${who} has the mini-batch size \`${node.text}\`, which Azure ML refuses. ${wants}.`,
        fixes: fits ? [fix('write-size', `Write \`"${plain}"\``, step(set, { path: field, value: plain }))] : [],
      });
    }
  },
});
