import { type FailureFacts, nameOf, placeOf, type Recogniser, sayPlace, sourceOf } from './facts.ts';
import { commandPlace } from './wrong-argument.ts';

/** A file that is not where the job looks for it, or a folder where it wants a file. */
export const missingFile: Recogniser = (facts, errors, log) => {
  const script = /can't open file '?([^'\n]+?)'?: \[Errno 2\]/.exec(log)?.[1];
  if (script !== undefined) return scriptMissing(nameOf(script), facts);
  for (const error of errors) {
    const isFolder = error.type === 'IsADirectoryError' || /^\[Errno 21\]/.test(error.message);
    const isMissing = error.type === 'FileNotFoundError' || error.type === 'NoSuchFileError' || /^\[Errno 2\]/.test(error.message);
    if (!isFolder && !isMissing) continue;
    const path = /: '([^']+)'(?: -> |$)/.exec(error.message)?.[1] ?? /'([^']+)'/.exec(error.message)?.[1];
    if (path === undefined) continue;
    const place = placeOf(error.frames, facts);
    const input = inputWith(path, facts);
    const name = nameOf(path) || path;
    const opens = sayPlace(place) ?? 'The job';
    if (isFolder) {
      const what = input === undefined ? '' : ` It is its input \`${input}\`, a folder: list the files in it, or declare the input as uri_file.`;
      return {
        cause: {
          kind: 'missing-file',
          label: `\`${name}\` is a folder`,
          message: `\`${shorten(path)}\` is a folder, not a file.`,
          explanation: `${opens} opens it as a file.${what}`,
          ...(place ? { place } : {}),
        },
      };
    }
    return {
      cause: {
        kind: 'missing-file',
        label: `no file \`${name}\``,
        message: `There is no file \`${shorten(path)}\`.`,
        explanation: `${opens} opens it. ${whyMissing(path, input, facts)}`.trim(),
        ...(place ? { place } : {}),
      },
    };
  }
  return undefined;
};

function whyMissing(path: string, input: string | undefined, { task, files }: FailureFacts): string {
  if (input !== undefined) return `Its input \`${input}\` holds no such file.`;
  if (/\.sluice\/store\/\./.test(path)) return 'It lies in an output of the job: make the folder before you write to it.';
  if (/^([a-z]:)?[\\/]/i.test(path)) return 'A path of one computer only: hand the file over as an input, so that the job runs elsewhere, too.';
  const clean = path.replace(/^\.\//, '');
  const where = task.code === undefined ? 'an empty folder' : `a copy of \`${task.code}\``;
  return files.kindOf(clean) === 'missing'
    ? `The job works in ${where}, where it is not.`
    : `It stands in the project, but the job works in ${where} and sees that alone: hand \`${clean}\` over as an input.`;
}

/** The input of the job that a path lies in. */
function inputWith(path: string, { task }: FailureFacts): string | undefined {
  for (const [name, input] of Object.entries(task.inputs)) {
    if (input.from === 'path' && (path === input.path || path.endsWith(`/${input.path}`) || path.includes(`/${input.path}/`))) return name;
    // Outputs of other jobs lie in the store, under the name of the output.
    if (input.from === 'task' && new RegExp(`\\.sluice/store/[0-9a-f]+/${escaped(input.port)}(/|$)`).test(path)) return name;
  }
  return undefined;
}

function scriptMissing(script: string, facts: FailureFacts) {
  const { task } = facts;
  const written = commandPlace(script, facts);
  const where = task.code === undefined ? 'the job has no code' : `\`${task.code}\` holds no such file`;
  return {
    cause: {
      kind: 'missing-file' as const,
      label: `no script \`${script}\``,
      message: `Python found no script \`${script}\`.`,
      explanation: `The command starts it, but ${where}${sourceOf(script, facts) === undefined ? '' : ' in the folder that it starts in'}.`,
      ...(written ? { place: { path: written.path, line: written.line } } : {}),
    },
  };
}

/** Paths of the run's own folders without what says nothing. */
function shorten(path: string): string {
  return path.replace(/^.*\.sluice\/(?:work\/[^/]+\/(?:jobs\/)?[^/]+|store\/[^/]+)\//, '');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
