import type { Report } from '../check.ts';
import { defineCheck } from '../check.ts';
import { shown } from '../common/words.ts';
import { WITH_BODIES } from './bodies.ts';
import { type BodyFile, bodyFilesOfJob, ownBodyFiles } from './body-files.ts';

/** Code that comes straight from git, which needs a private flag (REF-007). */
export const gitCode = defineCheck({
  code: 'git-code',
  rule: 'REF-007',
  severity: 'error',
  title: 'Code from git is not open to everybody',
  documents: WITH_BODIES,
  run(context, report) {
    for (const one of ownBodyFiles(context)) checkFile(one, report);
  },
  runJob(job, _context, report) {
    for (const one of bodyFilesOfJob(job)) checkFile(one, report);
  },
});

function checkFile({ node, path, who, what }: BodyFile, report: Report): void {
  if (what !== 'code folder' || !/^git\+/i.test(node.text)) return;
  report({
    at: node,
    field: path,
    message: `${who} takes its code from \`${shown(node.text)}\`, which Azure ML allows only with a private flag: clone the repository, and name a folder.`,
  });
}
