import { pathAt } from '#shared/yaml/path-at.ts';
import type { YamlRepair } from '#shared/yaml/tree.ts';
import type { CheckContext } from './check.ts';
import { mergeFix } from './merge-duplicates.ts';
import { ownerOf } from './place.ts';
import { compareProblems, type Problem } from './problem.ts';

/** What the reader of the text found: what Azure ML's loader rejects, and what it reads otherwise than one may think. */
export function syntaxProblems({ doc, path, settings }: Pick<CheckContext, 'doc' | 'path' | 'settings'>): readonly Problem[] {
  const problems: Problem[] = [];
  for (const { code, severity, message, start, end, fix, otherFix } of doc.problems) {
    const asked = severity === 'error' ? undefined : settings.severity[code];
    if (asked === 'off') continue;
    const field = pathAt(doc, start)?.path ?? [];
    const repair: YamlRepair | undefined = fix ?? (code === 'duplicate-key' ? mergeFix(doc, field, start) : undefined);
    const fixes = [repair, otherFix].flatMap((each) =>
      each ? [{ id: each.id ?? 'repair', title: each.title, steps: [{ kind: 'text' as const, edits: each.edits }] }] : [],
    );
    problems.push({ code, severity: asked ?? severity, message, path, start, end, field, owner: ownerOf(field), related: [], fixes });
  }
  return problems.sort(compareProblems);
}
