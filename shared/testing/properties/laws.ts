import type { EditContext } from '#shared/edits/edit.ts';
import { editById } from '#shared/edits/edits.ts';
import { runEdit } from '#shared/edits/run-edit.ts';
import { memberLines } from '#shared/edits/splice/spans.ts';
import { applyEdits } from '#shared/yaml/text-edit.ts';
import type { Random } from '../random.ts';

/** One edit that may be asked for on a text, what takes it back, and which lines are its own. */
interface Law {
  readonly id: string;
  readonly args: Record<string, unknown>;
  readonly inverse?: { readonly id: string; readonly args: Record<string, unknown> };
  /** Whether a line that goes away (-) or comes in (+) may do so. */
  owns(sign: '+' | '-', line: string): boolean;
  /** At most this many lines come in. */
  readonly most?: number;
}

const NEW = 'zzz_new';
const contains =
  (...words: readonly string[]) =>
  (_sign: '+' | '-', line: string): boolean =>
    words.some((word) => line.includes(word));
const onlyAdds = (sign: '+' | '-'): boolean => sign === '+';

/** Every edit with an exact inverse, for every job and end of a pipeline. */
function lawsFor({ pipeline, doc }: EditContext): Law[] {
  const laws: Law[] = [];
  const names = pipeline.jobs.map((job) => job.id);
  const rename = (id: string, key: string, name: string, word: string): Law => ({
    id,
    args: { [key]: name, to: NEW },
    // A name that may not be given again cannot come back.
    ...(/^[A-Za-z_]\w*$/.test(name) ? { inverse: { id, args: { [key]: NEW, to: name } } } : {}),
    owns: (sign, line) => line.includes(sign === '-' ? word : NEW),
  });
  for (const [index, job] of pipeline.jobs.entries()) {
    const path = ['jobs', job.id];
    const jobs = doc.map?.get('jobs');
    const span = jobs?.kind === 'mapping' ? memberLines(doc, jobs, job.entry) : job.entry;
    const own = new Set(linesOf(doc.text.slice(span.start, span.end)).map((line) => line.trim()));
    const isOwn = (line: string): boolean => own.has(line.trim()) || line.includes(job.id);
    const next = names[index + 1];
    const back = next === undefined ? { job: job.id } : { job: job.id, before: next };
    laws.push(
      rename('rename-job', 'job', job.id, job.id),
      {
        id: 'comment-out',
        args: { job: job.id },
        inverse: { id: 'comment-in', args: { job: job.id } },
        owns: (sign, line) => (sign === '-' ? isOwn(line) || contains('jobs:')(sign, line) : contains('#', 'jobs:')(sign, line)),
      },
      { id: 'duplicate-job', args: { job: job.id, name: NEW }, inverse: { id: 'remove-jobs', args: { jobs: [NEW] } }, owns: addsOrBraces },
      {
        id: 'add-job',
        args: { name: NEW, component: 'azureml:x:1', after: job.id },
        inverse: { id: 'remove-jobs', args: { jobs: [NEW] } },
        owns: addsOrBraces,
        most: 4,
      },
      {
        id: 'insert-gate',
        args: { from: `parent.jobs.${job.id}`, name: NEW, component: 'azureml:x:1', rules: 'a > 1\nb > 2' },
        inverse: { id: 'remove-jobs', args: { jobs: [NEW] } },
        owns: addsOrBraces,
        most: 10,
      },
      {
        id: 'insert-gate',
        args: { before: job.id, name: NEW, component: 'azureml:x:1', rules: 'a > 1' },
        inverse: { id: 'remove-jobs', args: { jobs: [NEW] } },
        owns: (sign, line) => addsOrBraces(sign, line) || line.includes('inputs'),
        most: 11,
      },
      { id: 'set', args: { path: [...path, NEW], value: 'x: y' }, inverse: { id: 'unset', args: { path: [...path, NEW] } }, owns: addsOrHolds(NEW), most: 2 },
      {
        id: 'set',
        args: { path: [...path, 'inputs', NEW], value: 3 },
        inverse: { id: 'unset', args: { path: [...path, 'inputs', NEW] } },
        owns: addsOrHolds(NEW, 'inputs'),
        most: 2,
      },
      { id: 'move-job', args: { job: job.id }, inverse: { id: 'move-job', args: back }, owns: () => true },
      ...(names[0] === undefined
        ? []
        : [{ id: 'move-job', args: { job: job.id, before: names[0] }, inverse: { id: 'move-job', args: back }, owns: () => true }]),
    );
    for (const input of job.inputs) {
      const source = pipeline.inputs.find((other) => `parent.inputs.${other.name}` !== input.bound);
      const other = pipeline.jobs
        .find((one) => one.id !== job.id && one.outputs.some((port) => port.end !== input.bound))
        ?.outputs.find((port) => port.end !== input.bound);
      for (const from of [source && `parent.inputs.${source.name}`, other?.end]) {
        if (from === undefined || (input.entry !== undefined && input.bound === undefined)) continue;
        laws.push({
          id: 'connect',
          args: { from, to: input.end },
          ...(isUndone(input)
            ? {
                inverse:
                  input.bound === undefined ? { id: 'disconnect', args: { to: input.end } } : { id: 'connect', args: { from: input.bound, to: input.end } },
              }
            : {}),
          owns: contains(input.name, 'inputs', 'path:', '${{parent.'),
          most: 2,
        });
      }
      if (input.bound !== undefined)
        laws.push({ id: 'disconnect', args: { to: input.end }, owns: (sign, line) => isOwn(line) || addsOrHolds(input.name, 'inputs')(sign, line), most: 2 });
    }
  }
  for (const input of pipeline.inputs) laws.push(rename('rename-input', 'name', input.name, input.name));
  for (const output of pipeline.outputs) laws.push(rename('rename-output', 'name', output.name, output.name));
  const hasInputs = pipeline.inputs.length > 0 || doc.map?.entry('inputs') === undefined;
  laws.push({
    id: 'add-input',
    args: { name: NEW, type: 'uri_file', path: './x' },
    ...(hasInputs ? { inverse: { id: 'remove-input', args: { name: NEW } } } : {}),
    owns: (sign, line) => onlyAdds(sign) || line.includes('inputs'),
    most: 5,
  });
  return laws;
}

/** An input without an entry comes back unless `inputs` stands there without a value: `disconnect` says so. */
function isUndone(input: { readonly bound: string | undefined; readonly entry: unknown }): boolean {
  return input.bound !== undefined || input.entry === undefined;
}

/** In braces the line that holds the neighbour changes as well. */
function addsOrBraces(sign: '+' | '-', line: string): boolean {
  return onlyAdds(sign) || isInBraces(line);
}

function addsOrHolds(...words: readonly string[]): (sign: '+' | '-', line: string) => boolean {
  return (_sign, line) => words.some((word) => line.includes(word)) || isInBraces(line);
}

/** True for a line of a mapping in braces: a comma comes or goes with its neighbour. Expressions have braces too. */
function isInBraces(line: string): boolean {
  return /[{}]|,\s*(#.*)?$/.test(line.replace(/\$\{\{.*?\}\}/g, ''));
}

/** What was tried, and what did not hold. */
export interface LawTally {
  applied: number;
  inverted: number;
  readonly broken: string[];
}

/** Tries the laws on a text; with `random` a few of them, drawn from each text alike. */
export function checkLaws(say: string, context: EditContext, contextFor: (text: string) => EditContext, tally: LawTally, random?: Random, atMost = 12): void {
  const all = lawsFor(context);
  const laws = random && all.length > atMost ? Array.from({ length: atMost }, () => random.pick(all)) : all;
  for (const law of laws) {
    const edit = editById(law.id);
    if (!edit) throw new Error(`No edit ${law.id}`);
    const what = `${say}: ${law.id} ${JSON.stringify(law.args)}`;
    if (edit.refuse(context, law.args)) continue;
    const result = runEdit(edit, context, law.args);
    if (!result.ok) {
      tally.broken.push(`${what}: refused when it was applied: ${result.failure.message}`);
      continue;
    }
    tally.applied++;
    const before = context.doc.text;
    const after = applyEdits(before, result.value.edits);
    const foreign = foreignLines(before, after, law);
    if (foreign.length > 0) tally.broken.push(`${what}: touches lines that are not its own: ${JSON.stringify(foreign)}`);
    if (!law.inverse) continue;
    const inverse = editById(law.inverse.id);
    const taken = inverse && runEdit(inverse, contextFor(after), law.inverse.args);
    if (!taken?.ok) tally.broken.push(`${what}: its inverse is refused: ${taken?.failure.message}`);
    else if (applyEdits(after, taken.value.edits) !== before) {
      tally.broken.push(`${what}: its inverse leaves a trace: ${JSON.stringify(differingLines(before, applyEdits(after, taken.value.edits)))}`);
    }
    tally.inverted++;
  }
}

/** Lines that an edit may not have changed, by whole lines and without looking at its edits. */
function foreignLines(before: string, after: string, law: Law): string[] {
  const found = differingLines(before, after);
  const added = found.filter((line) => line.startsWith('+') && line.trim() !== '+');
  const foreign = found.filter((line) => line.slice(1).trim() !== '' && !law.owns(line.startsWith('+') ? '+' : '-', line.slice(1)));
  return law.most !== undefined && added.length > law.most ? [...foreign, ...added] : foreign;
}

/** Lines whose number differs, with their sign. */
function differingLines(before: string, after: string): string[] {
  const counts = new Map<string, number>();
  for (const line of linesOf(after)) counts.set(line, (counts.get(line) ?? 0) + 1);
  for (const line of linesOf(before)) counts.set(line, (counts.get(line) ?? 0) - 1);
  return [...counts].filter(([, count]) => count !== 0).map(([line, count]) => `${count > 0 ? '+' : '-'}${line}`);
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/);
}
