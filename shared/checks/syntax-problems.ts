import { conflictSides } from '#shared/yaml/merge-conflicts.ts';
import { pathAt } from '#shared/yaml/path-at.ts';
import type { CheckContext } from './check.ts';
import { mergeFix } from './merge-duplicates.ts';
import { ownerOf } from './place.ts';
import { compareProblems, type Problem } from './problem.ts';

/** What the reader of the text found: what Azure ML's loader rejects, and what it reads otherwise than one may think. */
export function syntaxProblems({ doc, path, settings }: Pick<CheckContext, 'doc' | 'path' | 'settings'>): readonly Problem[] {
  const problems: Problem[] = [];
  for (const { code, severity, message, start, end, fix } of doc.problems) {
    const asked = severity === 'error' ? undefined : settings.severity[code];
    if (asked === 'off') continue;
    const field = pathAt(doc, start)?.path ?? [];
    const repair = fix ?? (code === 'duplicate-key' ? mergeFix(doc, field, start) : undefined);
    const repairs = code === 'merge-conflict' ? sidesOf(doc.text, start) : repair ? [{ id: 'repair', ...repair }] : [];
    const fixes = repairs.map(({ id, title, edits }) => ({ id, title, steps: [{ kind: 'text' as const, edits }] }));
    problems.push({ code, severity: asked ?? severity, message, path, start, end, field, owner: ownerOf(field), related: [], fixes });
  }
  return problems.sort(compareProblems);
}

/** Which version is wanted only its author knows. */
function sidesOf(text: string, start: number) {
  return conflictSides(text, start).map(({ name, edits }, k) => {
    const side = k === 0 ? 'upper' : 'lower';
    return { id: `keep-${side}`, title: `Keep the ${side} version${name === '' ? '' : ` (${name})`}`, edits };
  });
}
