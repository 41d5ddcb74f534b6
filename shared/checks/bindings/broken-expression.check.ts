import type { Expression } from '#shared/azureml/expression.ts';
import { findBrokenExpressions, parsePath, printExpression, printPath } from '#shared/azureml/expressions.ts';
import { nearest } from '#shared/base/nearest.ts';
import type { Binding, Pipeline } from '#shared/pipeline/pipeline.ts';
import { defineCheck, textFix } from '../check.ts';
import { bindingPlace, rebind } from '../common/rebind.ts';
import { eachScalar } from '../common/walk.ts';
import { replaceWithin, within } from '../common/within.ts';
import { shown } from '../common/words.ts';
import { standsInCommand, standsInPort } from './port-of-binding.ts';

/** Braces that are not closed on their line, or hold nothing: only then are the values of a job walked. An alias may bring some from elsewhere. */
const MAYBE_BROKEN = /\$\{\{(?![^\n]*?\}\})|\$\{\{[ \t]*\}\}|: \*|- \*/;

/** `${parent.…}`, `{{parent.…}}`, `$[[parent.…]]` and `$((parent.…))`, as other formats write it. */
const OTHER_BRACES = /(?:\$\{(?!\{)|(?<!\$)\{\{|\$\[\[?|\$\(\(?)[ \t]*(parent\.(?:inputs|outputs|jobs)\.[\w.]+)[ \t]*[\])}]{1,2}/;

/** An expression that Azure ML cannot read and passes on as plain text (BND-006). */
export const brokenExpression = defineCheck({
  code: 'broken-expression',
  rule: 'BND-006',
  severity: 'error',
  title: 'Expression cannot be read',
  runJob(job, { doc, pipeline }, report) {
    for (const binding of job.bindings) {
      const { expression } = binding;
      if (expression.kind !== 'other' || expression.path === '' || isLegacy(binding) || standsInCommand(binding)) continue;
      const repaired = repair(expression.path, pipeline);
      const says = `\`\${{${shown(expression.path)}}}\` is no expression that Azure ML knows, so job \`${job.id}\` would get it as plain text.`;
      report({
        at: bindingPlace(doc, binding),
        field: ['jobs', job.id, ...binding.path],
        message: repaired
          ? `${says} Did you mean \`${printPath(repaired)}\`?`
          : `${says} Write \`parent.inputs.<input>\` or \`parent.jobs.<job>.outputs.<output>\`.`,
        fixes: repaired ? [rebind(doc, binding, repaired, 'did-you-mean', `Read from \`${printPath(repaired)}\``)] : [],
      });
    }
    if (OTHER_BRACES.test(doc.text.slice(job.entry.start, job.entry.end)))
      eachScalar(job.entry.value, ['jobs', job.id], (scalar, field) => {
        const [written, path] = OTHER_BRACES.exec(scalar.text) ?? [];
        // What is in a command is the script's own affair.
        if (written === undefined || path === undefined || field.at(-1) === 'command') return;
        const to = `\${{${path}}}`;
        report({
          at: scalar,
          field,
          message: `\`${shown(written)}\` in job \`${job.id}\` is no expression, so it would be passed on as plain text: write \`${shown(to)}\`.`,
          fixes: [textFix('braces', `Write \`${shown(to)}\``, () => replaceWithin(doc, scalar, written, to, 0))],
        });
      });
    if (!MAYBE_BROKEN.test(doc.text.slice(job.entry.start, job.entry.end))) return;
    eachScalar(job.entry.value, ['jobs', job.id], (scalar, field) => {
      if (!scalar.text.includes('${{')) return;
      for (const { start, end, reason } of findBrokenExpressions(scalar.text)) {
        const written = scalar.text.slice(start, end);
        const path = /^\$\{\{[ \t]*([\w.]+)[ \t]*\}?(?![\w.}])/.exec(written);
        const closed = reason === 'unclosed' && path?.[1] !== undefined ? { from: path[0], to: `\${{${path[1]}}}` } : undefined;
        report({
          at: within(doc, scalar, written),
          field,
          message:
            reason === 'empty'
              ? `Nothing stands between the braces of \`${shown(written)}\` in job \`${job.id}\`: name what it reads, or remove it.`
              : `\`${shown(written)}\` in job \`${job.id}\` is not closed, so it would be passed on as plain text: end it with \`}}\`.`,
          fixes: closed ? [textFix('close', 'Close the braces', () => replaceWithin(doc, scalar, closed.from, closed.to, 0))] : [],
        });
      }
    });
  },
});

/** What other formats call `jobs`. */
const JOBS_ELSEWHERE: ReadonlySet<string> = new Set(['steps', 'nodes', 'tasks', 'components']);

function isLegacy(binding: Binding): boolean {
  return standsInPort(binding) && binding.expression.kind === 'other' && binding.expression.path.startsWith('jobs.');
}

/** `parent.split.outputs.train` and `split.outputs.train` without `jobs`, and `parent.jobs.split.outputs` of a job with one output. */
function wayTo(parts: readonly string[], pipeline: Pipeline): Expression | undefined {
  const rest = parts[0] === 'parent' ? parts.slice(1) : parts;
  const [id = '', side, output] = rest[0] === 'jobs' ? rest.slice(1) : rest;
  const job = pipeline.job(id);
  if (!job || (side !== undefined && side !== 'outputs' && side !== 'output') || rest.length > 4) return undefined;
  const port = output === undefined && job.outputs.length === 1 ? job.outputs[0]?.name : job.outputs.find(({ name }) => name === output)?.name;
  // What a component that is not here hands out is not known.
  const found = port ?? (job.resolved ? undefined : output);
  return found === undefined ? undefined : { kind: 'job-output', job: id, output: found };
}

/** What was probably meant: misspelt words of the format corrected, blanks removed. */
function repair(path: string, pipeline: Pipeline): Expression | undefined {
  const parts = path
    .replace(/\s+/g, '')
    .replace(/\[['"]?([\w-]+)['"]?\]/g, '.$1')
    .split('.');
  const named = wayTo(parts, pipeline);
  if (named) return named;
  const root = nearest(parts[0] ?? '', ['parent', 'inputs', 'outputs', 'jobs']);
  if (root === undefined || parts.length < 2) return undefined;
  const rest = parts.slice(1);
  const words = root === 'parent' ? rest : [root, ...rest];
  const section = JOBS_ELSEWHERE.has(words[0] ?? '') ? 'jobs' : nearest(words[0] ?? '', ['inputs', 'outputs', 'jobs']);
  if (section === undefined) return undefined;
  words[0] = section;
  if (section === 'jobs' && words[2] !== undefined) words[2] = nearest(words[2], ['inputs', 'outputs']) ?? words[2];
  const expression = parsePath(`parent.${words.join('.')}`);
  return expression.kind === 'other' || printExpression(expression) === `\${{${path}}}` ? undefined : expression;
}
