import { type CheckContext, defineCheck, type Report } from '../check.ts';
import { type CodePlace, codePlacesOf, textsOfCode } from './code-places.ts';
import type { KnownSecrets } from './secret-finding.ts';

/** Whoever may read the file has the secret: now, in every copy and in the history. */
export const secretInFile = defineCheck({
  code: 'secret-in-file',
  rule: 'trap',
  severity: 'error',
  title: 'A secret stands in a file',
  documents: 'all',
  run(context, report) {
    const { secrets, path } = context;
    if (!secrets) return;
    const own = secrets.in(path);
    for (const { start, end, kind, isCertain } of own === 'pending' ? [] : own) {
      report({
        at: { start, end },
        severity: isCertain ? 'error' : 'warning',
        message: `This looks like ${kind}, and whoever reads the file has it: take it from a Key Vault or an environment variable, and replace it by a new one.`,
      });
    }
    for (const place of codePlacesOf(context)) lookAtCode(context, secrets, place, report);
  },
});

function lookAtCode({ files }: CheckContext, secrets: KnownSecrets, { code, node, path, what }: CodePlace, report: Report): void {
  for (const file of textsOfCode(files, code)) {
    const found = secrets.in(file);
    const [first] = found === 'pending' ? [] : found;
    if (!first || found === 'pending') continue;
    const more = found.length > 1 ? ` and ${found.length - 1} more` : '';
    report({
      at: node,
      field: path,
      severity: found.some((one) => one.isCertain) ? 'error' : 'warning',
      message: `${what} holds what looks like ${first.kind}${more}, in \`${file}\`, and is sent with every run: take it from a Key Vault or an environment variable, and replace it.`,
      related: found.map((one) => ({ message: `This looks like ${one.kind}.`, at: { start: one.start, end: one.end }, path: file })),
    });
  }
}
