import { pathAt } from '#shared/yaml/path-at.ts';
import type { CheckContext } from './check.ts';
import { ownerOf } from './place.ts';
import { compareProblems, type Problem } from './problem.ts';

/** What the reader of the text found: what Azure ML's loader rejects, and what it reads otherwise than one may think. */
export function syntaxProblems({ doc, path, settings }: Pick<CheckContext, 'doc' | 'path' | 'settings'>): readonly Problem[] {
  const problems: Problem[] = [];
  for (const { code, severity, message, start, end, fix } of doc.problems) {
    const asked = severity === 'error' ? undefined : settings.severity[code];
    if (asked === 'off') continue;
    const field = pathAt(doc, start)?.path ?? [];
    const fixes = fix ? [{ id: 'repair', title: fix.title, steps: [{ kind: 'text' as const, edits: fix.edits }] }] : [];
    problems.push({ code, severity: asked ?? severity, message, path, start, end, field, owner: ownerOf(field), related: [], fixes });
  }
  return problems.sort(compareProblems);
}
