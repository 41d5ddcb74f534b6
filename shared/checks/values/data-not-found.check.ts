import { set } from '#shared/edits/set.edit.ts';
import { relativeRef } from '#shared/pipeline/paths.ts';
import type { CheckContext, Report } from '../check.ts';
import { defineCheck, fix, step } from '../check.ts';
import { isLocalPath, kindAt, nearestPath } from '../common/local-paths.ts';
import { shown } from '../common/words.ts';
import { type DataPlace, dataOfDocument, dataOfJob, dataOfPipeline } from './data-places.ts';

const FOLDERS: ReadonlySet<string> = new Set(['uri_folder', 'mltable', 'mlflow_model']);

/** Data on this machine that is not there, or is a file where a folder is meant (TYP-011). */
export const dataNotFound = defineCheck({
  code: 'data-not-found',
  rule: 'TYP-011',
  severity: 'warning',
  title: 'Local data is not there, or of another kind',
  documents: ['pipeline-job', 'pipeline-component', 'command-job', 'data'],
  run(context, report) {
    for (const place of dataOfDocument(context)) checkPlace(place, context, report);
    for (const place of dataOfPipeline(context.pipeline)) checkPlace(place, context, report);
  },
  runJob(job, context, report) {
    for (const place of dataOfJob(job)) checkPlace(place, context, report);
  },
});

function checkPlace({ node, path, who, type }: DataPlace, { files, path: from }: CheckContext, report: Report): void {
  if (!isLocalPath(node.text)) return;
  const kind = kindAt(files, from, node.text);
  if (kind === 'unknown') return;
  const wantsFolder = FOLDERS.has(type);
  if (kind === 'missing') {
    const meant = nearestPath(files, from, node.text, (other) => other.endsWith('/') === wantsFolder);
    const ref = meant === undefined ? undefined : relativeRef(from, meant);
    const says = `${who} reads \`${shown(node.text)}\`, and there is no ${wantsFolder ? 'folder' : 'file'} of that name.`;
    report({
      at: node,
      field: path,
      message: ref === undefined ? `${says} Put the data there, or write another path.` : `${says} Did you mean \`${ref}\`?`,
      fixes: ref === undefined ? [] : [fix('did-you-mean', `Read \`${ref}\``, step(set, { path: [...path], value: ref }))],
    });
  } else if ((kind === 'file' && (type === 'uri_folder' || type === 'mltable')) || (kind === 'folder' && type === 'uri_file')) {
    const other = kind === 'file' ? 'uri_file' : 'uri_folder';
    report({
      at: node,
      field: path,
      message: `${who} is ${type}, and \`${shown(node.text)}\` is a ${kind}: make it ${other}, or write another path.`,
      fixes: [fix('retype', `Make it ${other}`, step(set, { path: [...path.slice(0, -1), 'type'], value: other }))],
    });
  }
}
