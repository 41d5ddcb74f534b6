import { nearest } from '#shared/base/nearest.ts';
import type { Result } from '#shared/base/result.ts';
import { checks } from '#shared/checks/checks.ts';
import { compareProblems, type Problem, type Severity } from '#shared/checks/problem.ts';
import { syntaxTitles } from '#shared/checks/syntax-titles.ts';
import { EXIT, type VerbArgs, type VerbContext } from '../verb.ts';
import type { Asked } from './ask-about.ts';
import { type Checked, CheckedProject } from './checked-project.ts';
import { findDocuments } from './find-documents.ts';
import { fixAll } from './fix-all.ts';
import { atLeast, describeChecked, printAnnotation, printProblem, printSummary } from './print-problems.ts';
import { type SarifInput, sarifLog } from './sarif.ts';

/** `sluice check PATH… [--json | --sarif | --github] [--severity LEVEL] [--fix CODE [--diff]] [--ask-sdk PYTHON]`. */
export async function runCheck(args: VerbArgs, context: VerbContext): Promise<number> {
  const wrong = (sentence: string): number => {
    context.err(`${sentence}\n`);
    return EXIT.usage;
  };
  const formats = ['json', 'sarif', 'github'].filter((format) => args.has(format));
  if (formats.length > 1) return wrong(`Use one of ${formats.map((format) => `--${format}`).join(', ')}.`);
  const asked = args.value('severity') ?? 'info';
  if (!isSeverity(asked)) return wrong(`--severity is info, warning or error, not ${asked}.`);
  const code = args.value('fix');
  if (args.has('diff') && code === undefined) return wrong('--diff goes with --fix CODE.');
  if (code !== undefined && formats.length > 0) return wrong('--fix prints names of files or a diff: leave out the other format.');
  const unknown = code === undefined ? undefined : refuseCode(code);
  if (unknown !== undefined) return wrong(unknown);

  const projects = new Map<string, CheckedProject>();
  const sarif: SarifInput[] = [];
  const all: Problem[] = [];
  let exit: number = EXIT.done;
  let files = 0;
  const seen = new Set<string>();
  for (const word of args.words) {
    for (const found of await findDocuments(word, context)) {
      if (!found.ok) {
        exit = wrong(found.failure);
        if (args.has('json')) context.out(`${JSON.stringify({ file: word, document: 'unknown', problems: [], error: found.failure })}\n`);
        continue;
      }
      const { name, document } = found.value;
      const key = `${document.root}\n${document.path}`;
      if (seen.has(key)) continue;
      seen.add(key);
      files++;
      const project = await projectOf(document.root, projects, context);
      let checked = await project.check(name, document);
      if (code !== undefined) {
        const fixed = await fixAll(project, checked, code, args.has('diff'), context);
        if (!fixed.ok) exit = wrong(fixed.failure);
        continue;
      }
      const sdk = await askOne(args.value('ask-sdk'), checked, context);
      if (sdk?.ok === false) exit = wrong(sdk.failure);
      const refused = sdk?.ok ? sdk.value.problem : undefined;
      checked = { ...checked, problems: [...checked.problems, ...(refused ? [refused] : [])].sort(compareProblems) };
      const shown = atLeast(checked.problems, asked);
      if (exit === EXIT.done && checked.problems.some((problem) => problem.severity === 'error')) exit = EXIT.no;
      all.push(...shown);
      if (args.has('sarif')) sarif.push({ project, checked, problems: shown });
      else print(args, context, project, checked, shown);
    }
  }
  if (args.has('sarif')) context.out(`${JSON.stringify(sarifLog(sarif, process.env.SLUICE_VERSION ?? '0.0.0'))}\n`);
  else if (formats.length === 0 && code === undefined && (files > 0 || exit === EXIT.done)) context.out(printSummary(all, files));
  return exit;
}

/** What the SDK says, when it is to be asked; said to a person at once. */
async function askOne(python: string | undefined, checked: Checked, context: VerbContext): Promise<Result<Asked, string> | undefined> {
  if (python === undefined) return undefined;
  const asked = await (await import('./ask-about.ts')).askAbout(python, checked);
  if (asked.ok) context.err(`${asked.value.sentence}\n`);
  return asked;
}

function print(args: VerbArgs, context: VerbContext, project: CheckedProject, checked: Checked, problems: readonly Problem[]): void {
  if (args.has('json')) {
    context.out(`${JSON.stringify(describeChecked(checked, problems, (path) => (path === checked.document.path ? checked.doc : project.document(path))))}\n`);
    return;
  }
  const printOne = args.has('github') ? printAnnotation : printProblem;
  for (const problem of problems) context.out(printOne(checked, problem));
}

async function projectOf(root: string, projects: Map<string, CheckedProject>, context: VerbContext): Promise<CheckedProject> {
  let project = projects.get(root);
  if (!project) {
    project = await CheckedProject.load(root);
    projects.set(root, project);
    for (const note of project.notes) context.err(`${note}\n`);
  }
  return project;
}

function isSeverity(level: string): level is Severity {
  return level === 'info' || level === 'warning' || level === 'error';
}

/** Codes of the reader of the text are no checks of the list, but they can be fixed too. */
function refuseCode(code: string): string | undefined {
  const codes = [...checks.map((check) => check.code), ...Object.keys(syntaxTitles)];
  if (codes.includes(code)) return undefined;
  const meant = nearest(code, codes);
  return `There is no problem with the code ${code}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`;
}
