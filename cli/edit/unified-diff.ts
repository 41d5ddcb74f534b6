import { createTwoFilesPatch } from 'diff';

/** A unified diff of one file, as `git apply` and `patch` read it. */
export function unifiedDiff(path: string, before: string, after: string, isNew: boolean): string {
  const name = path.replace(/\\/g, '/').replace(/^\.\//, '');
  const patch = createTwoFilesPatch(isNew ? '/dev/null' : `a/${name}`, `b/${name}`, before, after, undefined, undefined, { context: 3 });
  // The library's own heading line is not part of the format.
  return patch.replace(/^=+\n/, '');
}
