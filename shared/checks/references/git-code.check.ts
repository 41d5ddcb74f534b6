import { defineCheck } from '../check.ts';
import { shown } from '../common/words.ts';
import { WITH_BODIES } from './bodies.ts';
import { bodyFilesOf } from './body-files.ts';

/** Code that comes straight from git, which needs a private flag (REF-007). */
export const gitCode = defineCheck({
  code: 'git-code',
  rule: 'REF-007',
  severity: 'error',
  title: 'Code from git is not open to everybody',
  documents: WITH_BODIES,
  run(context, report) {
    for (const { node, path, who, what } of bodyFilesOf(context)) {
      if (what !== 'code folder' || !/^git\+/i.test(node.text)) continue;
      report({
        at: node,
        field: path,
        message: `${who} takes its code from \`${shown(node.text)}\`, which Azure ML allows only with a private flag: clone the repository, and name a folder.`,
      });
    }
  },
});
