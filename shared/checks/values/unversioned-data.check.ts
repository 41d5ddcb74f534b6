import { parseComponentRef } from '#shared/azureml/component-ref.ts';
import { set } from '#shared/edits/set.edit.ts';
import type { Report } from '../check.ts';
import { defineCheck, fix, step } from '../check.ts';
import { type DataPlace, dataOfDocument, dataOfJob, dataOfPipeline } from './data-places.ts';

/** Registered data without a version or label (TYP-012). */
export const unversionedData = defineCheck({
  code: 'unversioned-data',
  rule: 'TYP-012',
  severity: 'warning',
  title: 'Registered data has no version',
  documents: ['pipeline-job', 'pipeline-component', 'command-job'],
  run(context, report) {
    for (const place of [...dataOfPipeline(context.pipeline), ...dataOfDocument(context)]) checkPlace(place, report);
  },
  runJob(job, _context, report) {
    for (const place of dataOfJob(job)) checkPlace(place, report);
  },
});

function checkPlace({ node, path, who }: DataPlace, report: Report): void {
  const ref = /^azureml:(?!\/)/i.test(node.text) ? parseComponentRef(node.text) : undefined;
  if (ref?.kind !== 'workspace' || ref.version !== undefined || ref.label !== undefined || ref.name === '' || /[<>{}]/.test(ref.name)) return;
  report({
    at: node,
    field: path,
    message: `${who} reads \`${node.text}\` without a version, and Azure ML finds data only by version or label: add \`:1\`, or \`@latest\`.`,
    fixes: [fix('add-latest', 'Add `@latest`', step(set, { path: [...path], value: `${node.text}@latest` }))],
  });
}
