import type { YamlDocument } from '#shared/yaml/document.ts';
import type { Problem } from './problem.ts';

/** The problems without those that the reader of the text reports by itself: who shows a document has these already, in the same moment as the text. */
export function withoutSyntax(problems: readonly Problem[], doc: YamlDocument): readonly Problem[] {
  if (doc.problems.length === 0) return problems;
  const own = new Set(doc.problems.map(({ code, start, end }) => `${code} ${start} ${end}`));
  return problems.filter(({ code, start, end }) => !own.has(`${code} ${start} ${end}`));
}
