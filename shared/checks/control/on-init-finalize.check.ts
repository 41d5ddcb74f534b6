import { isControlFlow } from '#shared/azureml/node-kinds.ts';
import { nearest } from '#shared/base/nearest.ts';
import { set } from '#shared/edits/set.edit.ts';
import { asScalar } from '#shared/pipeline/fields.ts';
import type { Pipeline } from '#shared/pipeline/pipeline.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { shown } from '../common/words.ts';

const KEYS = ['on_init', 'on_finalize'] as const;

/** A job that is to run first or last, and cannot (CTL-008). */
export const onInitFinalize = defineCheck({
  code: 'on-init-finalize',
  rule: 'CTL-008',
  severity: 'error',
  title: 'Job cannot run as the first or last of the pipeline',
  run({ doc, pipeline }, report) {
    const settings = fieldsIn(fieldsIn(doc.map).get('settings')?.value);
    const nodes = KEYS.map((key) => asScalar(settings.get(key)?.value));
    const names = nodes.map((node) => (node && node.type !== 'null' ? node.text : undefined));
    for (const [k, key] of KEYS.entries()) {
      const node = nodes[k];
      const name = names[k];
      if (!node || name === undefined) continue;
      const path = ['settings', key];
      const job = pipeline.job(name);
      if (!job) {
        const meant = nearest(
          name,
          pipeline.jobs.map((one) => one.id),
        );
        const says = `\`${key}\` names \`${shown(name)}\`, and there is no such job.`;
        report({
          at: node,
          field: path,
          message: meant === undefined ? `${says} Name a job of this file.` : `${says} Did you mean \`${meant}\`?`,
          fixes: meant === undefined ? [] : [fix('did-you-mean', `Name \`${meant}\``, step(set, { path, value: meant }))],
        });
        continue;
      }
      const reason = refused(pipeline, name, names);
      if (reason !== undefined) report({ at: node, field: path, message: `\`${name}\` cannot be \`${key}\`: ${reason}.` });
    }
  },
});

function refused(pipeline: Pipeline, name: string, names: readonly (string | undefined)[]): string | undefined {
  if (names[0] === names[1]) return 'the first and the last job must be different ones';
  const job = pipeline.job(name);
  if (job && isControlFlow(job.kind)) return 'a job of control flow cannot run first or last';
  const edges = [...pipeline.edgesInto(name), ...pipeline.edgesOutOf(name)];
  if (edges.some(({ fromJob, toJob }) => fromJob !== undefined && toJob !== undefined)) return 'it is connected to other jobs; remove the bindings';
  if (!pipeline.jobs.some((other) => !names.includes(other.id))) return 'no other job would be left; add one';
  return undefined;
}
