import { basename, resolve } from 'node:path';
import { readWholeText } from '#host/files/read-whole.ts';
import { fail, ok, type Result } from '#shared/base/result.ts';
import { type FileText, verdictOf } from '#shared/gates/judge-texts.ts';
import { LIMITS } from '#shared/gates/rules.ts';
import { GATE_EXIT } from '#shared/gates/verdict.ts';
import { EXIT, type VerbArgs, type VerbContext } from '../verb.ts';
import { printVerdict } from './print-verdict.ts';

/** A rules file larger than this is none: 200 rules of 1,000 characters take less. */
const MAX_RULES_BYTES = 4 * 2 ** 20;

/** `sluice gate --rules FILE|TEXT --metrics FILE [--baseline FILE] [--json]`. */
export async function runGate(args: VerbArgs, context: VerbContext): Promise<number> {
  const given = { rules: args.value('rules'), metrics: args.value('metrics'), baseline: args.value('baseline') };
  const missing = given.rules === undefined ? 'rules' : given.metrics ? undefined : 'metrics';
  const rules =
    missing === undefined ? await readRules(given.rules ?? '', context) : fail(`--${missing} is missing. Usage: sluice gate --rules FILE|TEXT --metrics FILE`);
  const stdins = Object.values(given).filter((value) => value === '-').length;
  if (stdins > 1 || !rules.ok) {
    context.err(`${rules.ok ? 'Standard input can be read once only: name files for the others.' : rules.failure}\n`);
    return EXIT.usage;
  }
  const read = async (name: string): Promise<FileText> => (name === '-' ? context.readStdin() : readWholeText(resolve(context.cwd, name), LIMITS.metricsBytes));
  const verdict = verdictOf({
    rules: rules.value,
    metricsText: await read(given.metrics ?? ''),
    metricsName: nameOf(given.metrics ?? ''),
    ...(given.baseline === undefined ? {} : { baselineText: await read(given.baseline), baselineName: nameOf(given.baseline) }),
  });
  context.out(args.has('json') ? `${JSON.stringify(verdict, undefined, 2)}\n` : printVerdict(verdict));
  return GATE_EXIT[verdict.verdict];
}

/** The rules themselves, or those in the file of that name. */
async function readRules(given: string, context: VerbContext): Promise<Result<string, string>> {
  if (given === '-') return ok(await context.readStdin());
  const found = given === '' || /[\r\n\0]/.test(given) ? { problem: 'missing' } : await readWholeText(resolve(context.cwd, given), MAX_RULES_BYTES);
  if (typeof found === 'string') return ok(found);
  if (found.problem === 'missing' && looksLikeFile(given)) return fail(`There is no file ${given}.`);
  if (found.problem === 'folder') return fail(`${given} is a folder. Name a file that holds rules.`);
  if (found.problem === 'unreadable' && !/[<>=!]/.test(given)) return fail(`${given} cannot be opened. Name a file that holds rules.`);
  if (found.problem === 'too-large') return fail(`${given} is larger than ${MAX_RULES_BYTES / 2 ** 20} MB, which no rules are.`);
  if (found.problem === 'not-text') return fail(`${given} is not UTF-8 text.`);
  return ok(given);
}

/** A name without a comparison that ends like a file's: a typing mistake, not a rule. */
function looksLikeFile(text: string): boolean {
  return !/[<>=!\s]/.test(text) && /\.[a-z]{1,8}$/i.test(text);
}

function nameOf(path: string): string {
  return path === '-' ? 'standard input' : basename(path) || path;
}
