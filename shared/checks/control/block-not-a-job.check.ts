import { soleExpression } from '#shared/azureml/expressions.ts';
import { isControlFlow } from '#shared/azureml/node-kinds.ts';
import { nearest } from '#shared/base/nearest.ts';
import { set } from '#shared/edits/set.edit.ts';
import { asSequence, isNull } from '#shared/pipeline/fields.ts';
import { resolveAlias } from '#shared/yaml/document.ts';
import type { YamlNode, YamlScalar } from '#shared/yaml/tree.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsOfJob, type Keys } from '../common/walk.ts';
import { shown } from '../common/words.ts';

/** A block or body that names no job (CTL-002). A binding to a job that does not exist is said as everywhere. */
export const blockNotAJob = defineCheck({
  code: 'block-not-a-job',
  rule: 'CTL-002',
  severity: 'error',
  title: 'Block or body names no job',
  runJob(job, { pipeline }, report) {
    if (!isControlFlow(job.kind)) return;
    const fields = fieldsOfJob(job);
    if (job.kind !== 'if-else' && isNull(fields.get('body')?.value)) {
      report({
        at: job.entry.key,
        field: ['jobs', job.id, 'body'],
        message: `The loop \`${job.id}\` has no \`body\`: name the job that it repeats, as \`\${{parent.jobs.<job>}}\`.`,
      });
    }
    for (const key of job.kind === 'if-else' ? ['true_block', 'false_block'] : ['body']) {
      for (const { node, path } of scalarsIn(fields.get(key)?.value, ['jobs', job.id, key])) {
        if (soleExpression(node.text)?.expression.kind === 'job') continue;
        const name = node.text.replace(/^\$\{\{\s*(?:parent\.)?(?:jobs\.)?|(?:\.outputs\..*)?\s*\}\}$/g, '');
        const meant = pipeline.job(name)
          ? name
          : nearest(
              name,
              pipeline.jobs.flatMap((other) => (other === job ? [] : [other.id])),
            );
        const value = `\${{parent.jobs.${meant}}}`;
        report({
          at: node,
          field: path,
          message:
            meant === undefined
              ? `\`${shown(node.text)}\` under \`${key}\` of \`${job.id}\` is no job: write \`\${{parent.jobs.<job>}}\`.`
              : `\`${shown(node.text)}\` under \`${key}\` of \`${job.id}\` is no job. Did you mean \`${value}\`?`,
          fixes: meant === undefined ? [] : [fix('did-you-mean', `Write \`${value}\``, step(set, { path: [...path], value }))],
        });
      }
    }
  },
});

function scalarsIn(node: YamlNode | null | undefined, path: Keys): readonly { readonly node: YamlScalar; readonly path: Keys }[] {
  const list = asSequence(node);
  if (list) return list.items.flatMap((item, index) => scalarsIn(item.value, [...path, index]));
  const target = resolveAlias(node);
  return target?.kind === 'scalar' && target.type !== 'null' ? [{ node: target, path }] : [];
}
