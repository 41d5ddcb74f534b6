import { type Command, overCommands } from '../bindings/commands.ts';
import { type CheckContext, defineCheck, type Report } from '../check.ts';
import { within } from '../common/within.ts';

const NOTEBOOK = /[\w./-]+\.ipynb\b/;

/** What runs in a pipeline is a script with parameters, which can be tested and compared; a notebook is for trying out. */
export const notebookInCommand = defineCheck({
  code: 'notebook-in-command',
  rule: 'trap',
  severity: 'warning',
  title: 'A notebook runs in production',
  ...overCommands(look),
});

function look({ node, path, who }: Command, { doc }: CheckContext, report: Report): void {
  const [notebook] = NOTEBOOK.exec(node.text) ?? [];
  if (notebook === undefined) return;
  report({
    at: within(doc, node, notebook),
    field: path,
    message: `${who} runs the notebook \`${notebook}\`, which cannot be tested and keeps no order of its cells: move its code into a script with arguments.`,
  });
}
