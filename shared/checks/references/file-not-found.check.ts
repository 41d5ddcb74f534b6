import { moduleFile } from '#shared/azureml/entry-script.ts';
import { set } from '#shared/edits/set.edit.ts';
import { relativeRef, resolveRelative } from '#shared/pipeline/paths.ts';
import type { CheckContext, Report } from '../check.ts';
import { defineCheck, fix, step, textFix } from '../check.ts';
import { isLocalPath, kindAt, nearestPath } from '../common/local-paths.ts';
import { shown } from '../common/words.ts';
import { WITH_BODIES } from './bodies.ts';
import { type BodyFile, bodyFilesOfJob, ownBodyFiles } from './body-files.ts';

/** Code, an environment file or a script that is not there (REF-006). */
export const fileNotFound = defineCheck({
  code: 'file-not-found',
  rule: 'REF-006',
  severity: 'error',
  title: 'Code, environment file or script is not there',
  documents: WITH_BODIES,
  run(context, report) {
    for (const one of ownBodyFiles(context)) checkFile(one, context, report);
  },
  runJob(job, context, report) {
    for (const one of bodyFilesOfJob(job)) checkFile(one, context, report);
  },
});

function checkFile(one: BodyFile, context: CheckContext, report: Report): void {
  const { node, path, who, what, wants, inside } = one;
  const { files, path: from } = context;
  if (what === 'conda file' && (node.style === 'literal' || node.style === 'folded')) {
    reportText(one, context, report);
    return;
  }
  if (!isLocalPath(node.text) || (inside !== undefined && (!isLocalPath(inside) || kindAt(files, from, inside) !== 'folder'))) return;
  const ref = inside === undefined ? node.text : `${inside}/${node.text}`;
  const kind = kindAt(files, from, ref);
  if (kind === 'unknown' || kind === wants || (wants === 'any' && kind !== 'missing')) return;
  const module = what === 'entry script' && inside !== undefined ? moduleFile(node.text) : undefined;
  if (module !== undefined && kindAt(files, from, `${inside}/${module}`) !== 'missing') return;
  const where = inside === undefined ? '' : ` in \`${shown(inside)}\``;
  const says =
    kind === 'missing'
      ? `${who} names the ${what} \`${shown(node.text)}\`, which does not exist${where}.`
      : `${who} names the ${what} \`${shown(node.text)}\`, which is a ${kind}.`;
  const wantsFolder = wants === 'folder' || (wants === 'any' && !/\.\w+$/.test(node.text));
  const found = nearestPath(files, from, ref, (other) => other.endsWith('/') === wantsFolder);
  const meant =
    (inside === undefined ? undefined : withoutFolder(one, inside, context)) ?? (found === undefined ? undefined : writtenFrom(from, inside, found));
  report({
    at: node,
    field: path,
    ...(one.late ? { severity: 'warning' as const } : {}),
    message:
      meant === undefined
        ? `${says} Paths start at ${inside === undefined ? 'the file that names them' : 'the code folder'}.`
        : `${says} Did you mean \`${meant}\`?`,
    fixes: meant === undefined ? [] : [fix('did-you-mean', `Use \`${meant}\``, step(set, { path: [...path], value: meant }))],
  });
}

/** A path that names the code folder once more: `src/score.py` in `./src`. */
function withoutFolder({ node }: BodyFile, inside: string, { files, path }: CheckContext): string | undefined {
  for (let rest = node.text.replace(/^\.\//, ''); rest.includes('/'); ) {
    rest = rest.slice(rest.indexOf('/') + 1);
    if (rest !== '' && kindAt(files, path, `${inside}/${rest}`) === 'file') return rest;
  }
  return undefined;
}

/** A conda file that is written in place, but as text: Azure ML takes text for a path. */
function reportText({ node, path, who }: BodyFile, { doc }: CheckContext, report: Report): void {
  const header = /^ ?[|>][-+0-9]*/.exec(doc.text.slice(node.start - 1));
  report({
    at: node,
    field: path,
    message: `${who} writes its conda file as text, which Azure ML takes for a path. Take away the \`${doc.text[node.start]}\` after \`conda_file:\`.`,
    fixes: header
      ? [textFix('as-mapping', 'Write it as a mapping', () => [{ start: node.start - 1, end: node.start - 1 + header[0].length, newText: '' }])]
      : [],
  });
}

/** How the document writes a path: relative to itself, or to the code folder when the file must lie there. */
function writtenFrom(from: string, inside: string | undefined, found: string): string | undefined {
  if (inside === undefined) return relativeRef(from, found);
  const folder = resolveRelative(from, inside);
  return folder !== undefined && found.startsWith(`${folder}/`) ? found.slice(folder.length + 1) : undefined;
}
