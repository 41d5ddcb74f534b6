import { JOB_TASKS } from '#shared/azureml/schema/jobs/automl.ts';
import { set } from '#shared/edits/set.edit.ts';
import { defineCheck, type Fix, fix, step } from '../check.ts';
import { misspelt } from '../common/misspelt.ts';
import { listed } from '../common/words.ts';
import { bodiesOf, documentsWith, textAt } from './bodies.ts';

/** What AutoML cannot do without: a task, a table to learn from and the column to predict (AML-001). */
export const automlIncomplete = defineCheck({
  code: 'automl-incomplete',
  rule: 'AML-001',
  severity: 'error',
  title: 'AutoML job without task, training data or target',
  documents: documentsWith('automl'),
  run(context, report) {
    for (const { fields, path, who, at, job } of bodiesOf(context, 'automl')) {
      if (job?.component?.ref !== undefined) continue;
      const task = textAt(fields, 'task')?.toLowerCase();
      const missing = (key: string, message: string, ...fixes: Fix[]) => {
        if (!fields.has(key) && !misspelt(fields, key)) report({ at, field: [...path, key], message, fixes });
      };
      missing(
        'task',
        `${who} does not say what is predicted. Add \`task\`: one of ${listed(JOB_TASKS)}.`,
        fix('add-task', 'Add `task: classification`', step(set, { path: [...path, 'task'], value: 'classification' })),
      );
      missing('training_data', `${who} has nothing to learn from. Add \`training_data\`, a table (mltable) or a binding to one.`);
      if (task !== 'text_ner')
        missing(
          'target_column_name',
          `${who} does not say which column is predicted. Add \`target_column_name\`.`,
          fix('add-target', 'Add `target_column_name: target`', step(set, { path: [...path, 'target_column_name'], value: 'target' })),
        );
    }
  },
});
