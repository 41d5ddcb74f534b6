import { unprintable } from './characters.ts';
import { checkConstruction } from './construct-check.ts';
import { findDuplicates } from './duplicate-keys.ts';
import { withQuoteFix } from './leniency.ts';
import { mergeConflicts } from './merge-conflicts.ts';
import { Parser } from './parser.ts';
import { type Reuse, recover } from './recovery.ts';
import { Scanner } from './scanner.ts';
import { type Slot, slotsOf } from './slots.ts';
import type { YamlNode, YamlProblem } from './tree.ts';

/** A whole text, read. */
export interface FullReading {
  readonly root: YamlNode | undefined;
  readonly problems: readonly YamlProblem[];
  /** Its slots; where it is broken, only the sound jobs. */
  readonly slots: readonly Slot[];
  /** Whether each slot reads the same alone as in its place, so that an edit within one can be read alone. */
  readonly isDivisible: boolean;
}

/** Reads a whole text exactly as PyYAML's `safe_load` does; where that rejects it, reads on with what can be saved. */
export function readFully(text: string, reuse?: Reuse): FullReading {
  const controls = findUnprintable(text);
  const source = controls.length === 0 ? text : text.replace(new RegExp(unprintable.source, 'gu'), '\ufffd');
  const scanner = new Scanner(source);
  const tokens = scanner.scan();
  const parser = new Parser(tokens, source, scanner.failure, 0, 'jobs');
  parser.parse();
  const { root, failure } = parser;
  if (failure) {
    const keepsTree = failure.code === 'several-documents' || failure.code === 'too-deep' || failure.code === 'bad-directive';
    const recovered = keepsTree && failure.code !== 'bad-directive' ? undefined : recover(source, failure, reuse);
    const conflicts = recovered ? mergeConflicts(source) : [];
    if (recovered && conflicts.length > 0) return finish(recovered.root, [...controls, ...conflicts], recovered.slots, false);
    if (recovered) return finish(recovered.root, [...controls, ...recovered.problems, ...findDuplicates(recovered.root)], recovered.slots, false);
    const problems: YamlProblem[] = [...controls, { ...failure, severity: 'error' }, ...scanner.warnings, ...findDuplicates(root)];
    return finish(root, problems, [], false);
  }
  const rejections = root && parser.needsConstructorCheck ? checkConstruction(root, parser.fullTags).map((problem) => withQuoteFix(source, problem)) : [];
  const warnings = [...scanner.warnings];
  if (root && root.kind !== 'mapping') {
    const what = root.kind === 'sequence' ? 'a list' : 'a single value';
    const message = `The file is ${what}. An Azure ML file begins with keys, such as type: pipeline.`;
    warnings.push({ code: 'not-a-mapping', severity: 'warning', message, start: root.start, end: Math.max(root.end, root.start) });
  }
  if (parser.hasDuplicateKeys) warnings.push(...findDuplicates(root));
  const isDivisible = controls.length === 0 && !scanner.hasFarReaching && !parser.needsConstructorCheck;
  const slots = isDivisible ? slotsOf(root, text.length, scanner.warnings, parser.hasDuplicateKeys) : [];
  return finish(root, [...controls, ...rejections, ...warnings], slots, isDivisible && slots.length > 0 && onePerLine(slots));
}

/** The order in which problems are listed. */
export function byPlace(a: YamlProblem, b: YamlProblem): number {
  return a.start - b.start || a.end - b.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
}

function finish(root: YamlNode | undefined, problems: YamlProblem[], slots: readonly Slot[], isDivisible: boolean): FullReading {
  return { root, problems: problems.sort(byPlace), slots, isDivisible };
}

/** Whether there is one `jobs:` at most, so that a slot's place says all about it. */
function onePerLine(slots: readonly Slot[]): boolean {
  return slots.filter(({ kind }) => kind === 'header').length < 2;
}

/** The characters that YAML does not allow, as problems. */
export function findUnprintable(text: string): YamlProblem[] {
  if (!unprintable.test(text)) return [];
  const problems: YamlProblem[] = [];
  for (const match of text.matchAll(new RegExp(unprintable.source, 'gu'))) {
    const end = match.index + 1;
    const fix = { title: 'Delete the character', edits: [{ start: match.index, end, newText: '' }] };
    const code = match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    problems.push({
      code: 'control-character',
      severity: 'error',
      message: `YAML does not allow the control character U+${code} here.`,
      start: match.index,
      end,
      fix,
    });
  }
  return problems;
}
