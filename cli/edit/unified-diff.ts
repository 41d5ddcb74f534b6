import { isAbsolute, relative } from 'node:path';
import { createTwoFilesPatch } from 'diff';

/** A unified diff of one file, as `git apply` and `patch` read it in the folder `cwd`. */
export function unifiedDiff(cwd: string, path: string, before: string, after: string, isNew: boolean): string {
  const name = (isAbsolute(path) ? relative(cwd, path) : path).replace(/\\/g, '/').replace(/^\.\//, '');
  const patch = createTwoFilesPatch(isNew ? '/dev/null' : `a/${name}`, `b/${name}`, before, after, undefined, undefined, { context: 3 });
  // The library's own heading line is not part of the format.
  const [, head = '', hunks = ''] = /^(?:=+\n)?((?:---|\+\+\+) .*\n(?:\+\+\+ .*\n)?)?([\s\S]*)$/.exec(patch) ?? [];
  // Behind a name with blanks git writes a tab, without which `patch` takes the name to end at the first blank.
  return head.replace(/^(?:---|\+\+\+) .* .*$/gm, '$&\t') + hunks;
}
