import { set } from '#shared/edits/set.edit.ts';
import { type CheckContext, defineCheck, fix, type Report, step } from '../check.ts';
import { eachScalar } from '../common/walk.ts';
import { shown } from '../common/words.ts';

/** Keys that hold a path of this computer. */
const PATHS: ReadonlySet<string> = new Set([
  'path',
  'component',
  'trial',
  'code',
  'conda_file',
  'job',
  'create_job',
  'scoring_script',
  'entry_script',
  'file',
  'dockerfile_path',
]);

/** Windows alone takes a backslash between folders; where the same file is submitted from a build service or a colleague's Mac, nothing is found. */
export const backslashPath = defineCheck({
  code: 'backslash-path',
  rule: 'REF-001, REF-006',
  severity: 'warning',
  title: 'Path with backslashes',
  documents: 'all',
  run: ({ doc, pipeline }, report) => {
    if (pipeline.document === 'unknown' || !doc.text.includes('\\')) return;
    for (const [name, entry] of doc.map ? doc.map.entries.map((each) => [each.key, each] as const) : [])
      if (name.kind === 'scalar' && name.text !== 'jobs') look(entry.value, [name.text], report);
  },
  runJob: (job, { doc }: CheckContext, report) => {
    if (doc.text.slice(job.entry.start, job.entry.end).includes('\\')) look(job.entry.value, ['jobs', job.id], report);
  },
});

function look(node: Parameters<typeof eachScalar>[0], from: readonly (string | number)[], report: Report): void {
  eachScalar(node, from, (scalar, path) => {
    const key = String(path.at(-1));
    if (!PATHS.has(key) || !/^(?:\.{1,2}|[\w.-]+)\\[^\n]*$/.test(scalar.text) || /[${}<>]/.test(scalar.text)) return;
    const value = scalar.text.replaceAll('\\', '/');
    report({
      at: scalar,
      field: path,
      message: `\`${shown(scalar.text)}\` has backslashes, which only Windows reads as folders, so it is not found elsewhere: write \`${shown(value)}\`.`,
      fixes: [fix('slashes', `Write \`${shown(value)}\``, step(set, { path: [...path], value }))],
    });
  });
}
