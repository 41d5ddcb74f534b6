import { soleExpression } from '#shared/azureml/expressions.ts';
import type { JobKind } from '#shared/azureml/kinds.ts';
import { isControlFlow } from '#shared/azureml/node-kinds.ts';
import type { YamlEntry, YamlNode } from '#shared/yaml/tree.ts';
import { asSequence, asText } from './fields.ts';
import type { Control } from './pipeline.ts';

/** The wiring of an if_else, do_while or parallel_for; undefined for other kinds. */
export function readControl(kind: JobKind, fields: ReadonlyMap<string, YamlEntry>): Control | undefined {
  if (!isControlFlow(kind)) return undefined;
  const value = (key: string) => fields.get(key)?.value;
  return {
    condition: asText(value('condition')),
    trueBlock: jobsIn(value('true_block')),
    falseBlock: jobsIn(value('false_block')),
    body: jobsIn(value('body'))[0],
  };
}

/** Names of jobs in a block: one `${{parent.jobs.n}}`, or a list of them. A bare name is taken for what it means. */
function jobsIn(node: YamlNode | null | undefined): readonly string[] {
  const list = asSequence(node);
  if (list) return list.items.flatMap((item) => jobsIn(item.value));
  const text = asText(node);
  if (text === undefined) return [];
  const sole = soleExpression(text);
  if (!sole) return /^[A-Za-z_]\w*$/.test(text) ? [text] : [];
  return sole.expression.kind === 'job' || sole.expression.kind === 'job-output' || sole.expression.kind === 'job-input' ? [sole.expression.job] : [];
}
