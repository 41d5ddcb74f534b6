import { parseRules } from '#shared/gates/parse-rules.ts';
import type { ParsedRules } from '#shared/gates/rules.ts';
import { type RulesPlace, rangeInDocument, rulesPlace } from '#shared/gates/rules-place.ts';
import type { Job, Pipeline } from '#shared/pipeline/pipeline.ts';
import type { YamlDocument } from '#shared/yaml/document.ts';
import type { YamlScalar } from '#shared/yaml/tree.ts';
import type { CheckContext, Place } from '../check.ts';

/** A metrics gate whose rules are written in the document. */
export interface GateRules {
  readonly gate: Job;
  readonly node: YamlScalar;
  /** Keys from the root to the rules. */
  readonly path: readonly string[];
  readonly text: string;
  readonly parsed: ParsedRules;
  /** Lines of the text are no lines of the rules: `>` has joined them. */
  readonly isFolded: boolean;
}

const known = new WeakMap<YamlScalar, ParsedRules>();

/** The rules of a document's gates; rules that several gates read are there once. */
export function gateRulesOf({ pipeline, doc }: CheckContext): readonly GateRules[] {
  const seen = new Set<YamlScalar>();
  return pipeline.jobs.flatMap((gate) => {
    const place = placeOf(pipeline, gate);
    if (!place?.node || seen.has(place.node)) return [];
    seen.add(place.node);
    const { node, path, text } = place;
    let parsed = known.get(node);
    if (!parsed) {
      parsed = parseRules(text);
      known.set(node, parsed);
    }
    return [{ gate, node, path, text, parsed, isFolded: isJoined(doc, node) }];
  });
}

/** Rules that hold an expression are known only when they run. */
function placeOf(pipeline: Pipeline, gate: Job): RulesPlace | undefined {
  const place = rulesPlace(pipeline, gate);
  return place?.text.includes('${{') ? undefined : place;
}

/** True where several written lines became fewer lines of rules. */
function isJoined(doc: YamlDocument, node: YamlScalar): boolean {
  if (node.style === 'literal') return false;
  const written = doc.text
    .slice(node.start, node.end)
    .split('\n')
    .slice(node.style === 'folded' ? 1 : 0);
  const lines = written.filter((line) => line.trim() !== '').length;
  return lines > 1 && node.text.split('\n').filter((line) => line.trim() !== '').length < lines;
}

/** A stretch of the rules, as a place that moves with the document. */
export function placeInRules(doc: YamlDocument, node: YamlScalar, range: { readonly start: number; readonly end: number }): Place {
  const found = rangeInDocument(doc.text, node, range);
  const from = found.start - node.start;
  const to = found.end - node.start;
  return {
    get start() {
      return node.start + from;
    },
    get end() {
      return node.start + to;
    },
  };
}

/** The rules with a stretch replaced. */
export function replaced(text: string, { start, end }: { readonly start: number; readonly end: number }, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}
