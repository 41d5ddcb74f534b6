import { type Command, overCommands } from '../bindings/commands.ts';
import { type CheckContext, defineCheck, type Report } from '../check.ts';
import { within } from '../common/within.ts';
import { shown } from '../common/words.ts';

/** Folders of a person's computer, and addresses of storage. */
const PERSONAL = /(?<![\w$}])(?:\/(?:home|Users)\/(?!azureuser\b|runner\b)[^\s/"'$]+\/[^\s"']*|[A-Za-z]:\\[^\s"']+|\/mnt\/batch\/tasks\/[^\s"']+)/;
const STORAGE = /(?:https:\/\/[\w-]+\.(?:blob|dfs|file)\.core\.windows\.net\/[^\s"']+|(?:wasbs?|abfss?|adl):\/\/[^\s"']+)/;

/** What a command reads comes in through inputs, so that it is the same here, there and tomorrow, and can be seen. */
export const hardCodedPath = defineCheck({
  code: 'hard-coded-path',
  rule: 'trap',
  severity: 'warning',
  title: 'Path that is written into a command',
  ...overCommands(look),
});

function look({ node, path, who }: Command, { doc }: CheckContext, report: Report): void {
  const [personal] = PERSONAL.exec(node.text) ?? [];
  const [storage] = STORAGE.exec(node.text) ?? [];
  const found = personal ?? storage;
  if (found === undefined) return;
  report({
    at: within(doc, node, found),
    field: path,
    message:
      personal === undefined
        ? `${who} reads \`${shown(found)}\` by its address, so nobody sees what data it depends on: give it an input of type \`uri_file\` or \`uri_folder\`.`
        : `${who} uses \`${shown(found)}\`, a path of one computer that is not there where the job runs: take it as an input.`,
  });
}
