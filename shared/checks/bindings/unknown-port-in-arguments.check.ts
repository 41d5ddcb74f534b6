import { isPipelineKind } from '#shared/azureml/document-kind.ts';
import { printExpression } from '#shared/azureml/expressions.ts';
import { nearest } from '#shared/base/nearest.ts';
import { asScalar } from '#shared/pipeline/fields.ts';
import type { YamlEntry } from '#shared/yaml/tree.ts';
import type { CheckContext, Report } from '../check.ts';
import { defineCheck, textFix } from '../check.ts';
import { isInline } from '../common/inputs.ts';
import { fieldsIn, fieldsOfJob, type Keys } from '../common/walk.ts';
import { replaceWithin, within } from '../common/within.ts';
import { has } from '../common/words.ts';
import { expressionsOf } from './commands.ts';

/** Where a parallel or spark job names its own inputs and outputs. */
const PLACES: readonly Keys[] = [['input_data'], ['task', 'append_row_to'], ['task', 'program_arguments'], ['args']];

/** Arguments of a parallel or spark job that name an input or output which is not declared (BND-018). */
export const unknownPortInArguments = defineCheck({
  code: 'unknown-port-in-arguments',
  rule: 'BND-018, SPK-007',
  severity: 'warning',
  title: 'Arguments name an input or output that is not declared',
  documents: ['pipeline-job', 'pipeline-component', 'parallel-component', 'spark-component', 'parallel-job', 'spark-job'],
  run(context, report) {
    const { document } = context.pipeline;
    const who = document.endsWith('-job') ? 'This job' : 'This component';
    if (!isPipelineKind(document)) checkFields(context, fieldsIn(context.doc.map), [], who, report);
  },
  runJob(job, context, report) {
    if ((job.kind === 'parallel' || job.kind === 'spark') && isInline(job))
      checkFields(context, fieldsOfJob(job), ['jobs', job.id], `Job \`${job.id}\``, report);
  },
});

function checkFields({ doc }: CheckContext, fields: ReadonlyMap<string, YamlEntry>, owner: Keys, who: string, report: Report): void {
  for (const place of PLACES) {
    const [top, inner] = place;
    const value = fields.get(String(top))?.value;
    const node = asScalar(inner === undefined ? value : fieldsIn(value).get(String(inner))?.value);
    if (!node) continue;
    for (const { expression, start, end } of expressionsOf(node)) {
      const side = expression.kind === 'own-input' ? 'input' : expression.kind === 'own-output' ? 'output' : undefined;
      if (side === undefined) continue;
      const name = expression.kind === 'own-input' ? expression.input : expression.kind === 'own-output' ? expression.output : '';
      const declared = fieldsIn(fields.get(`${side}s`)?.value);
      if (declared.has(name)) continue;
      const meant = nearest(name, declared.keys());
      const written = node.text.slice(start, end);
      const says = `${who} names the ${side} \`${name}\` under \`${place.join('.')}\`, but does not declare it.`;
      const to = meant === undefined ? '' : printExpression(side === 'input' ? { kind: 'own-input', input: meant } : { kind: 'own-output', output: meant });
      report({
        at: within(doc, node, written),
        field: [...owner, ...place],
        // Azure ML itself refuses a spark job for it; of outputs and in components it says nothing.
        ...(top === 'args' && side === 'input' ? { severity: 'error' as const } : {}),
        message: meant === undefined ? `${says} ${has([...declared.keys()])}` : `${says} Did you mean \`${meant}\`?`,
        fixes: meant === undefined ? [] : [textFix('did-you-mean', `Write \`${meant}\``, () => replaceWithin(doc, node, written, to))],
      });
    }
  }
}
