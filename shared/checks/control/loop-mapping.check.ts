import { soleExpression } from '#shared/azureml/expressions.ts';
import { isLiteralType } from '#shared/azureml/port-types.ts';
import { nearest } from '#shared/base/nearest.ts';
import { set } from '#shared/edits/set.edit.ts';
import { asMapping, asScalar, asSequence, fieldsOf } from '#shared/pipeline/fields.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import type { YamlNode } from '#shared/yaml/tree.ts';
import type { Place, Report } from '../check.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsOfJob, type Keys } from '../common/walk.ts';
import { has } from '../common/words.ts';

/** A do_while whose condition is no value of its body, or whose mapping does not fit the body (CTL-005). */
export const loopMapping = defineCheck({
  code: 'loop-mapping',
  rule: 'CTL-005',
  severity: 'error',
  title: 'Condition or mapping of a loop does not fit its body',
  run({ pipeline }, report) {
    for (const loop of pipeline.jobs) {
      if (loop.kind !== 'do-while' || loop.control?.body === undefined) continue;
      const body = pipeline.job(loop.control.body);
      if (!body) continue;
      checkCondition(loop, body, report);
      if (body.resolved) checkMapping(loop, body, report);
    }
  },
});

function checkCondition(loop: Job, body: Job, report: Report): void {
  const node = asScalar(fieldsOfJob(loop).get('condition')?.value);
  const expression = node && soleExpression(node.text)?.expression;
  if (node && !node.text.includes('${{') && body.resolved && !body.outputs.some((port) => port.name === node.text)) {
    const names = body.outputs.map((port) => port.name);
    const meant = nearest(node.text, names);
    const says = `The condition of \`${loop.id}\` is \`${node.text}\`, and its body \`${body.id}\` has no such output.`;
    report({
      at: node,
      field: ['jobs', loop.id, 'condition'],
      message: meant === undefined ? `${says} ${has(names)}` : `${says} Did you mean \`${meant}\`?`,
      fixes: meant === undefined ? [] : [fix('did-you-mean', `Write \`${meant}\``, step(set, { path: ['jobs', loop.id, 'condition'], value: meant }))],
    });
  }
  if (!node || expression?.kind !== 'job-output') return;
  const output = expression.job === body.id ? body.outputs.find((port) => port.name === expression.output) : undefined;
  const field = ['jobs', loop.id, 'condition'];
  if (expression.job !== body.id) {
    report({
      at: node,
      field,
      message: `The condition of \`${loop.id}\` reads from \`${expression.job}\`, and can only read an output of its body \`${body.id}\`: bind it to one.`,
    });
  } else if (output?.declared?.type !== undefined && !isLiteralType(output.declared.type)) {
    report({
      at: node,
      field,
      message: `The condition of \`${loop.id}\` reads \`${output.name}\` of its body, which is ${output.declared.type}: bind it to an output of type boolean.`,
    });
  }
}

function checkMapping(loop: Job, body: Job, report: Report): void {
  const map = asMapping(fieldsOfJob(loop).get('mapping')?.value);
  if (!map) return;
  const fedBy = new Map<string, string>();
  for (const [key, entry] of fieldsOf(map)) {
    const field = ['jobs', loop.id, 'mapping', key];
    const from = nameIn(key);
    const output = body.outputs.find((port) => port.name === from);
    if (!output) report({ at: entry.key, field, message: missing(loop, body, 'output', from) });
    for (const { name, at, path } of targetsIn(entry.value, field)) {
      const input = body.inputs.find((port) => port.name === name);
      const before = fedBy.get(name);
      fedBy.set(name, from);
      if (!input) report({ at, field: path, message: missing(loop, body, 'input', name) });
      else if (before !== undefined) {
        report({ at, field: path, message: `The mapping of \`${loop.id}\` feeds \`${name}\` from both \`${before}\` and \`${from}\`: keep one of them.` });
      } else if (output?.type !== undefined && input.type !== undefined && !isLiteralType(output.type) && isLiteralType(input.type)) {
        report({
          at,
          field: path,
          message: `The mapping of \`${loop.id}\` feeds \`${name}\` (${input.type}) from \`${from}\` (${output.type}): a value cannot be read from data.`,
        });
      }
    }
  }
}

function missing(loop: Job, body: Job, side: 'input' | 'output', name: string): string {
  const names = (side === 'input' ? body.inputs : body.outputs).map((port) => port.name);
  const meant = nearest(name, names);
  const says = `The mapping of \`${loop.id}\` names \`${name}\`, and its body \`${body.id}\` has no such ${side}.`;
  return meant === undefined ? `${says} ${has(names)}` : `${says} Did you mean \`${meant}\`?`;
}

/** A bare name, or the name in an expression. */
function nameIn(text: string): string {
  const expression = soleExpression(text)?.expression;
  return expression?.kind === 'job-output' ? expression.output : expression?.kind === 'job-input' ? expression.input : text;
}

function targetsIn(node: YamlNode | null, path: Keys): readonly { readonly name: string; readonly at: Place; readonly path: Keys }[] {
  const list = asSequence(node);
  if (list) return list.items.flatMap((item, index) => targetsIn(item.value, [...path, index]));
  const scalar = asScalar(node);
  return scalar ? [{ name: nameIn(scalar.text), at: scalar, path }] : [];
}
