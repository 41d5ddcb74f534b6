import { readNamedDocument } from '#host/files/component-files.ts';
import { ok } from '#shared/base/result.ts';
import { explainDump } from '#shared/checks/explain/explain.ts';
import { readDump } from '#shared/checks/explain/read-dump.ts';
import { type Checked, CheckedProject } from '../check/checked-project.ts';
import { EXIT, type VerbArgs, type VerbContext } from '../verb.ts';

/** `sluice explain [DUMP] [--file FILE] [--json]`. */
export async function runExplain(args: VerbArgs, context: VerbContext): Promise<number> {
  const word = args.words[0] ?? '-';
  const dump = word === '-' ? ok({ text: await context.readStdin() }) : readNamedDocument(context.cwd, word);
  if (!dump.ok) {
    context.err(`${dump.failure}\n`);
    return EXIT.usage;
  }
  const { text } = dump.value;
  const asked = args.value('file');
  const checked = await checkFile(asked ?? namedIn(text, context), context);
  if (typeof checked === 'string') {
    if (asked !== undefined) {
      context.err(`${checked}\n`);
      return EXIT.usage;
    }
  }
  const file = typeof checked === 'object' ? checked : undefined;
  const said = explainDump(text, file && { doc: file.doc, problems: file.problems });
  const exit = said.kind === 'known' ? EXIT.done : EXIT.no;
  if (args.has('json')) {
    const { place, problem, ...rest } = said;
    const range =
      file && place
        ? { start: { ...file.doc.positionAt(place.start), offset: place.start }, end: { ...file.doc.positionAt(place.end), offset: place.end } }
        : undefined;
    const own = problem && { code: problem.code, severity: problem.severity, fixes: problem.fixes.map(({ id, title }) => ({ id, title })) };
    context.out(`${JSON.stringify({ file: file?.name, ...rest, range, problem: own })}\n`);
    return exit;
  }
  const where = file && said.line !== undefined ? `${file.name}:${said.line}: ` : '';
  context.out(`${where}${said.sentence}\n`);
  for (const line of said.lines) context.out(`  ${line}\n`);
  if (said.problem)
    context.out(
      `  ${said.problem.code}${said.problem.fixes[0] ? `. A fix: ${said.problem.fixes[0].title}. sluice check ${file?.name ?? 'FILE'} --fix ${said.problem.code} makes it.` : ''}\n`,
    );
  if (said.others > 0)
    context.out(`  ${said.others === 1 ? '1 other complaint is' : `${said.others} other complaints are`} left out: most follow from this one.\n`);
  return exit;
}

/** The file that the dump names, when it is here. */
function namedIn(dump: string, context: VerbContext): string | undefined {
  const file = readDump(dump)
    .find((error) => error.file !== undefined)
    ?.file?.replaceAll('\\', '/');
  if (file === undefined) return undefined;
  const parts = file.split('/');
  for (let k = 0; k < parts.length; k++) {
    const name = parts.slice(k).join('/');
    if (name !== '' && readNamedDocument(context.cwd, name).ok) return name;
  }
  return undefined;
}

async function checkFile(name: string | undefined, context: VerbContext): Promise<Checked | string | undefined> {
  if (name === undefined) return undefined;
  const found = readNamedDocument(context.cwd, name);
  if (!found.ok) return found.failure;
  const project = await CheckedProject.load(found.value.root);
  return project.check(name, found.value);
}
