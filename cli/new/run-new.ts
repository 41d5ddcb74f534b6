import { basename, dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findAppRoot } from '#host/files/app-root.ts';
import { copyTemplate, listTemplates } from '#host/templates/templates.ts';
import { EXIT, type VerbArgs, type VerbContext } from '../verb.ts';

/** `sluice new FOLDER`. */
export async function runNew(args: VerbArgs, context: VerbContext): Promise<number> {
  const appRoot = await findAppRoot(dirname(fileURLToPath(import.meta.url)));
  const templates = await listTemplates(appRoot);
  if (args.has('list')) {
    if (args.has('json')) context.out(`${JSON.stringify(templates.map(({ id, title, description }) => ({ id, title, description })))}\n`);
    else for (const { id, title, description } of templates) context.out(`${id}  ${title}${description === '' ? '' : `: ${description}`}\n`);
    return EXIT.done;
  }
  const folder = args.words[0];
  if (folder === undefined && args.value('template') === undefined && templates.length > 0 && !args.has('json')) {
    context.out(`Templates:\n\n${templates.map(({ id, title, description }) => `  ${id}  ${description === '' ? title : description}\n`).join('')}\n`);
    context.out(`Name the folder to make: sluice new FOLDER --template ${templates[0]?.id}\n`);
    return EXIT.done;
  }
  const id = args.value('template') ?? templates[0]?.id;
  if (folder === undefined || id === undefined) {
    context.err(folder === undefined ? 'Name the folder to make: sluice new FOLDER.\n' : 'No templates come with this Sluice.\n');
    return EXIT.usage;
  }
  const target = resolve(context.cwd, folder);
  const made = await copyTemplate(appRoot, id, dirname(target), basename(target));
  if (!made.ok) {
    context.err(`${made.failure.message}\n`);
    return EXIT.usage;
  }
  context.out(args.has('json') ? `${JSON.stringify({ template: id, pipeline: made.value })}\n` : `${made.value}\n`);
  return EXIT.done;
}
