import { defineCheck } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { textAt } from '../jobs/bodies.ts';

/** A deployment has a model, or an image that answers by itself; code needs the script in it (END-009). */
export const nothingToScore = defineCheck({
  code: 'nothing-to-score',
  rule: 'END-009',
  severity: 'warning',
  title: 'Deployment without anything that answers',
  documents: ['online-deployment', 'batch-deployment'],
  run({ doc, pipeline }, report) {
    const fields = fieldsIn(doc.map);
    const at = doc.map?.entries[0]?.key;
    const code = fields.get('code_configuration');
    if (code && !fieldsIn(code.value).has('scoring_script'))
      report({
        at: code.key,
        field: ['code_configuration', 'scoring_script'],
        message: 'The deployment names its code folder, but not the script in it. Add `scoring_script`.',
      });
    const hasImage = fieldsIn(fields.get('environment')?.value).has('image') || fieldsIn(fields.get('environment')?.value).has('build');
    const isPipeline =
      pipeline.document === 'batch-deployment' && (textAt(fields, 'type') === 'pipeline' || fields.has('component') || fields.has('job_definition'));
    if (at && !fields.has('model') && !code && !hasImage && !isPipeline && typeof textAt(fields, 'environment') !== 'string')
      report({ at, field: ['model'], message: 'The deployment has neither a model nor an image of its own, so nothing would answer. Add `model`.' });
  },
});
