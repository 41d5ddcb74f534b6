import { nearest } from '#shared/base/nearest.ts';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import { readYaml } from '#shared/yaml/read.ts';
import type { FailureFix } from '../failure.ts';
import { type FailureFacts, listed, nameOf, type Recogniser } from './facts.ts';

/** An argument that the script does not know, one that it misses, or one that it cannot read. */
export const wrongArgument: Recogniser = (facts, _errors, log) => {
  const usage = /(^|\n)usage: [\s\S]*?(?=\n\S)/.exec(log)?.[0] ?? '';
  const known = [...new Set([...usage.matchAll(/--[\w-]+/g)].map(([option]) => option))];
  const unknown = /(?:unrecognized arguments|no such option):\s*(.+)/i.exec(log);
  if (unknown) {
    const option = /--?[\w-]+/.exec(unknown[1] ?? '')?.[0] ?? (unknown[1] ?? '').trim().split(/\s+/)[0] ?? '';
    const written = commandPlace(option, facts);
    const near = nearest(option, known);
    const where = written === undefined ? `The command of the job` : `The command in line ${written.line} of \`${nameOf(written.path)}\``;
    const takes = near !== undefined ? ` Did you mean \`${near}\`?` : known.length > 0 ? ` It takes ${listed(known)}.` : '';
    return {
      cause: {
        kind: 'wrong-argument',
        label: `unknown argument \`${option}\``,
        message: `The script takes no argument \`${option}\`.`,
        explanation: `${where} gives it.${takes}`,
        ...(written ? { place: { path: written.path, line: written.line } } : {}),
        logLine: unknown[0],
      },
      fix: near === undefined || written === undefined ? undefined : renameOption(option, near, written),
    };
  }
  const missing = /the following arguments are required:\s*(.+)/i.exec(log);
  if (missing) {
    const names = (missing[1] ?? '').split(/,\s*/).map((name) => name.trim());
    const written = commandPlace(/\S+\.py\b/.exec(facts.task.command)?.[0] ?? 'command:', facts);
    return {
      cause: {
        kind: 'wrong-argument',
        label: `no argument \`${names[0]}\``,
        message: `The script needs ${listed(names)}, and the command does not give ${names.length === 1 ? 'it' : 'them'}.`,
        explanation: `Add ${listed(names)} to the command${written === undefined ? '' : ` in line ${written.line} of \`${nameOf(written.path)}\``}, or give the script a default. An optional input that is not given drops out of $[[…]].`,
        ...(written ? { place: { path: written.path, line: written.line } } : {}),
        logLine: missing[0],
      },
    };
  }
  const bad = /argument ([\w/-]+)[^:\n]*: (invalid .+|expected .+)/i.exec(log);
  if (!bad) return undefined;
  const option = bad[1]?.split('/').find((one) => one.startsWith('--')) ?? bad[1] ?? '';
  const written = commandPlace(option, facts);
  return {
    cause: {
      kind: 'wrong-argument',
      label: `\`${option}\`: ${bad[2]}`,
      message: `The script cannot read its argument \`${option}\`: ${bad[2]}.`,
      explanation: `Look at what the input behind \`${option}\` is given${written === undefined ? '' : `, in line ${written.line} of \`${nameOf(written.path)}\``}.`,
      ...(written ? { place: { path: written.path, line: written.line } } : {}),
      logLine: bad[0],
    },
  };
};

interface Written {
  readonly path: string;
  readonly line: number;
  readonly text: string;
  readonly at: number;
}

/** Where a word of the command is written: in the component, else in the pipeline. */
export function commandPlace(word: string, { task, plan, files }: FailureFacts): Written | undefined {
  if (plan === undefined) return undefined;
  const text = files.read(plan.file);
  if (text === undefined) return undefined;
  const read = (path: string) => {
    const found = files.read(path);
    return found === undefined ? ('missing' as const) : { text: found };
  };
  const job = readPipeline(readYaml(text), { path: plan.file, components: { version: 0, read } }).job(task.job);
  const component = job?.component?.path;
  const inside = component === undefined ? undefined : files.read(component);
  if (component !== undefined && inside !== undefined) {
    const found = wordIn(inside, word, 0, inside.length);
    if (found) return { path: component, text: inside, ...found };
  }
  const found = job === undefined ? undefined : wordIn(text, word, job.entry.start, job.entry.end);
  return found && { path: plan.file, text, ...found };
}

function wordIn(text: string, word: string, from: number, to: number): { readonly line: number; readonly at: number } | undefined {
  for (let at = text.indexOf(word, from); at >= 0 && at < to; at = text.indexOf(word, at + 1)) {
    if (/[\w-]/.test(text[at + word.length] ?? '') || /[\w-]/.test(text[at - 1] ?? '')) continue;
    return { line: text.slice(0, at).split('\n').length, at };
  }
  return undefined;
}

function renameOption(from: string, to: string, { path, at }: Written): FailureFix {
  return { title: `Write ${to} in ${nameOf(path)}`, path, edits: [{ start: at, end: at + from.length, newText: to }] };
}
