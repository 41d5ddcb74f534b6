import { defineCheck } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { isDenied, wordsOf } from './words-of.ts';

const FAST = /\b(real[- ]?time|low[- ]latency|interactive|user[- ]facing|millisecond\w*|while the (user|customer) waits|synchronous)\b/i;

/** A batch endpoint starts a job for each call; who waits for an answer needs an online endpoint. */
export const batchForLatency = defineCheck({
  code: 'batch-for-latency',
  rule: 'trap',
  severity: 'info',
  title: 'Batch endpoint where an online endpoint fits',
  documents: ['batch-endpoint', 'batch-deployment'],
  run(context, report) {
    const fields = fieldsIn(context.doc.map);
    const at = fields.get('description')?.key ?? fields.get('name')?.key ?? context.doc.map;
    const words = wordsOf(context);
    const found = FAST.exec(words);
    if (!at || !found || isDenied(words, found.index)) return;
    report({
      at,
      message: `"${found[0]}" asks for an answer at once, and a batch endpoint starts a job for each call, which takes minutes: use an online endpoint for that.`,
    });
  },
});
