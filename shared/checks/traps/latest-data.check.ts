import { set } from '#shared/edits/set.edit.ts';
import { type CheckContext, defineCheck, fix, type Report, step } from '../check.ts';
import { type DataPlace, dataOfJob, dataOfPipeline } from '../values/data-places.ts';
import { latestName, withVersion } from './latest-refs.ts';
import { versionInProject } from './project-documents.ts';

/** Which data a model has learned from is known later only when its version is written down. */
export const latestData = defineCheck({
  code: 'latest-data',
  rule: 'trap',
  severity: 'warning',
  title: 'Whatever data is latest is read',
  run: (context, report) => look(dataOfPipeline(context.pipeline), context, report),
  runJob: (job, context, report) => look(dataOfJob(job), context, report),
});

function look(places: readonly DataPlace[], context: CheckContext, report: Report): void {
  for (const { node, path, who, type } of places) {
    const name = latestName(node.text);
    // A model is no rows to learn from; the latest is often the one that is meant.
    if (name === undefined || type.endsWith('_model')) continue;
    const version = versionInProject(context, name, (kind) => kind === 'data');
    report({
      at: node,
      field: path,
      message: `${who} reads whatever version of \`${name}\` is the latest, so two runs may learn from different rows unnoticed: name the version.`,
      fixes:
        version === undefined ? [] : [fix('pin-version', `Read version ${version}`, step(set, { path: [...path], value: withVersion(node.text, version) }))],
    });
  }
}
