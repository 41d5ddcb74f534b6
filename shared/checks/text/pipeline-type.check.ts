import { set } from '#shared/edits/set.edit.ts';
import { asText } from '#shared/pipeline/fields.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';

/** A pipeline says `type: pipeline`, in small letters; otherwise it is read as a command job (DOC-001). */
export const pipelineType = defineCheck({
  code: 'pipeline-type',
  rule: 'DOC-001',
  severity: 'error',
  title: 'Pipeline without `type: pipeline`',
  run({ doc, pipeline }, report) {
    const entry = fieldsIn(doc.map).get('type');
    const written = asText(entry?.value);
    if (!doc.map || written === 'pipeline') return;
    const says = written === undefined ? 'Without `type: pipeline`' : `With \`type: ${written}\``;
    const reads = pipeline.document === 'pipeline-component' ? 'component' : 'job';
    report({
      at: entry?.value ?? entry?.key ?? doc.map.entries[0]?.key ?? doc.map,
      field: ['type'],
      message: `${says} Azure ML reads this file as a command ${reads} or refuses it. Write \`type: pipeline\`.`,
      fixes: [fix('set-type', 'Write `type: pipeline`', step(set, { path: ['type'], value: 'pipeline' }))],
    });
  },
});
