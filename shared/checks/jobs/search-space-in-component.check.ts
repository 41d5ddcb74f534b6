import { parseExpressions } from '#shared/azureml/expressions.ts';
import { set } from '#shared/edits/set.edit.ts';
import { defineCheck, fix, step } from '../check.ts';

/** The command of a component knows inputs only; a search space is known to a sweep that stands alone (SWP-004). */
export const searchSpaceInComponent = defineCheck({
  code: 'search-space-in-component',
  rule: 'SWP-004',
  severity: 'error',
  title: 'Trial reads the search space in place of its inputs',
  runJob(job, _context, report) {
    const use = job.kind === 'sweep' ? job.component : undefined;
    const command = use?.declared?.command;
    if (!use || use.path === undefined || command === undefined) return;
    const names = parseExpressions(command).flatMap(({ expression }) => (expression.kind === 'search-space' ? [expression.parameter] : []));
    const [first] = names;
    if (first === undefined) return;
    const value = command.replace(/\$\{\{\s*search_space\./g, '${{inputs.');
    report({
      at: job.entry.key,
      field: ['jobs', job.id, 'trial'],
      message: `The trial of job \`${job.id}\` reads \`\${{search_space.${first}}}\`, which a component does not know. Read \`\${{inputs.${first}}}\` in \`${use.path}\`.`,
      fixes: [fix('read-inputs', `Read inputs in \`${use.path}\``, step(set, { path: ['command'], value }, use.path))],
    });
  },
});
