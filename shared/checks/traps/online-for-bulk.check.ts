import { defineCheck } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { numberOf } from '../jobs/bodies.ts';
import { isDenied, wordsOf } from './words-of.ts';

const BULK =
  /\b(bulk|nightly|overnight|offline[- ]scoring|batch[- ](scor\w+|inference|predict\w+|job\w*)|(score|scores|scoring) (all|every|millions)|millions of (rows|records|customers))\b/i;
/** Three minutes is the longest that Azure ML lets a caller wait: who asks for two of them sends files, not questions. */
const PATIENT_MS = 120_000;

/** An online endpoint answers one question at once; files of rows are for a batch endpoint. */
export const onlineForBulk = defineCheck({
  code: 'online-for-bulk',
  rule: 'trap',
  severity: 'info',
  title: 'Online endpoint where a batch endpoint fits',
  documents: ['online-endpoint', 'online-deployment'],
  run(context, report) {
    const fields = fieldsIn(context.doc.map);
    const at = fields.get('description')?.key ?? fields.get('name')?.key ?? context.doc.map;
    const words = wordsOf(context);
    const found = BULK.exec(words);
    const word = found?.[0];
    if (at && found && word !== undefined && !isDenied(words, found.index)) {
      report({
        at,
        message: `"${word}" sounds like scoring many rows at once, and an online endpoint bills its machines day and night for that: a batch endpoint starts them when there is work.`,
      });
      return;
    }
    const timeout = fieldsIn(fields.get('request_settings')?.value).get('request_timeout_ms');
    const waits = numberOf(timeout);
    if (timeout && waits !== undefined && waits >= PATIENT_MS)
      report({
        at: timeout.key,
        field: ['request_settings', 'request_timeout_ms'],
        message: `A caller who may wait ${Math.round(waits / 1000)} seconds probably sends many rows at once: a batch endpoint scores files without holding a connection open.`,
      });
  },
});
