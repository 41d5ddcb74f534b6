import { parseComponentRef } from '#shared/azureml/component-ref.ts';
import { set } from '#shared/edits/set.edit.ts';
import { asScalar } from '#shared/pipeline/fields.ts';
import type { YamlScalar } from '#shared/yaml/tree.ts';
import type { Report } from '../check.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn, fieldsOfJob, type Keys } from '../common/walk.ts';
import { shown } from '../common/words.ts';
import { type Body, bodiesOfJob, ownBodies, WITH_BODIES } from './bodies.ts';
import { namedAssetsOf, namesFile } from './named-assets.ts';

/** A component, environment, model, job or compute that is neither a reference nor a file (REF-003). */
export const badReference = defineCheck({
  code: 'bad-reference',
  rule: 'REF-003',
  severity: 'error',
  title: 'Name is neither a reference nor a file',
  documents: WITH_BODIES,
  run(context, report) {
    for (const body of ownBodies(context)) checkBody(body, report);
    for (const { node, who, what, path } of namedAssetsOf(context)) checkName(node, who, what, path, report);
  },
  runJob(job, _context, report) {
    const use = job.component;
    const node = use?.where === 'unknown' && use.key !== 'inline' && use.ref !== undefined ? asScalar(fieldsOfJob(job).get(use.key)?.value) : undefined;
    if (use && node) checkComponent(node, job.id, ['jobs', job.id, use.key], report);
    for (const body of bodiesOfJob(job)) checkBody(body, report);
  },
});

function checkBody({ fields, path, who }: Body, report: Report): void {
  checkName(asScalar(fields.get('environment')?.value), who, 'environment', [...path, 'environment'], report);
  checkName(asScalar(fieldsIn(fields.get('task')?.value).get('environment')?.value), who, 'environment', [...path, 'task', 'environment'], report);
}

function checkComponent(node: YamlScalar, job: string, field: Keys, report: Report): void {
  // Expressions and incomplete registry addresses have checks of their own.
  if (node.text.includes('${{') || /^azureml:\/\//i.test(node.text)) return;
  const ref = parseComponentRef(node.text);
  if (ref.kind !== 'invalid') return;
  const value = `azureml:${node.text}`;
  const isName = parseComponentRef(value).kind === 'workspace' && /^[A-Za-z0-9][\w.-]*([:@][\w.-]+)?$/.test(node.text);
  report({
    at: node,
    field,
    message: isName
      ? `The component \`${shown(node.text)}\` of job \`${job}\` is neither a file nor a reference: write \`${shown(value)}\` for a registered component, or the path of a file.`
      : `The component \`${shown(node.text)}\` of job \`${job}\` cannot be used: ${ref.reason.charAt(0).toLowerCase()}${ref.reason.slice(1)}`,
    fixes: isName ? [fix('add-azureml', `Write \`${shown(value)}\``, step(set, { path: [...field], value }))] : [],
  });
}

function checkName(node: YamlScalar | undefined, who: string, what: string, field: Keys, report: Report): void {
  if (!node || node.type === 'null') return;
  const { text } = node;
  if (text.trim() === '') {
    report({ at: node, field, message: `${who} names no ${what}: write \`azureml:<name>:<version>\`, or remove \`${field.at(-1)}\`.` });
    return;
  }
  const mayBeFile = what !== 'compute';
  if (/^azureml:/.test(text) || text.includes('${{') || (mayBeFile && namesFile(text))) return;
  const straight = /^[“”„‘’](.+)[“”‘’]$/.exec(text)?.[1];
  if (straight !== undefined) {
    report({
      at: node,
      field,
      message: `${who} names the ${what} in typographic quotes, which are a part of the name: write \`${shown(straight)}\`.`,
      fixes: [fix('straight', `Write \`${shown(straight)}\``, step(set, { path: field, value: straight }))],
    });
    return;
  }
  const isCase = /^azureml:/i.test(text);
  const value = `azureml:${isCase ? text.slice('azureml:'.length) : text}`;
  report({
    at: node,
    field,
    message: isCase
      ? `${who} names the ${what} \`${shown(text)}\`, and Azure ML knows \`azureml:\` in small letters only: write \`${shown(value)}\`.`
      : `${who} names the ${what} \`${shown(text)}\`, and Azure ML takes a name only with \`azureml:\` before it: write \`${shown(value)}\`.`,
    fixes: [fix('add-azureml', `Write \`${shown(value)}\``, step(set, { path: [...field], value }))],
  });
}
