import { fail, ok, type Result } from '#shared/base/result.ts';
import { evaluateRules } from './evaluate.ts';
import { readJson } from './read-json.ts';
import { LIMITS } from './rules.ts';
import type { Verdict } from './verdict.ts';

/** Why the text of a file is not at hand. */
export type FileProblem = 'missing' | 'folder' | 'unreadable' | 'too-large' | 'not-text';

/** The text of a file, or why there is none. */
export type FileText = string | { readonly problem: FileProblem };

const SENTENCES: Readonly<Record<FileProblem, string>> = {
  missing: 'there is no such file',
  folder: 'it is a folder; name the JSON file in it',
  unreadable: 'it cannot be opened',
  'too-large': `it is larger than ${LIMITS.metricsBytes / 2 ** 20} MB`,
  'not-text': 'it is not UTF-8 text',
};

/** What a verdict is made from, as texts. */
export interface GateTexts {
  readonly rules: string;
  /** Undefined: the file is missing. */
  readonly metricsText: FileText | undefined;
  /** Undefined: no baseline was given. */
  readonly baselineText?: FileText | undefined;
  readonly metricsName?: string | undefined;
  readonly baselineName?: string | undefined;
}

/** The verdict file for rules and the texts of metrics files, exactly as the component `quality_gate` writes it. */
export function verdictOf(texts: GateTexts): Verdict {
  const metricsName = texts.metricsName ?? 'metrics.json';
  const baselineName = texts.baselineText === undefined ? null : (texts.baselineName ?? 'baseline.json');
  const names = { metrics: metricsName, ...(baselineName === null ? {} : { baseline: baselineName }) };
  const failed = (message: string): Verdict => ({ verdict: 'failed', rules: [], metrics: metricsName, baseline: baselineName, message });
  const metrics = readMetrics(texts.metricsText ?? { problem: 'missing' }, metricsName);
  if (!metrics.ok) return failed(metrics.failure);
  if (texts.baselineText === undefined) return evaluateRules(texts.rules, metrics.value, undefined, names);
  const baseline = readMetrics(texts.baselineText, baselineName ?? '');
  return baseline.ok ? evaluateRules(texts.rules, metrics.value, baseline.value, names) : failed(baseline.failure);
}

/** The value of a metrics file; the failure is the sentence of the verdict. */
export function readMetrics(text: FileText, name: string): Result<unknown, string> {
  const cannot = (why: string): Result<unknown, string> => fail(`${name} cannot be read: ${why}.`);
  if (typeof text !== 'string') return cannot(SENTENCES[text.problem]);
  if (bytesExceed(text, LIMITS.metricsBytes)) return cannot(SENTENCES['too-large']);
  const read = readJson(text);
  return read.ok ? ok(read.value) : cannot(read.failure);
}

/** True when a text takes more bytes than this in UTF-8. */
function bytesExceed(text: string, limit: number): boolean {
  if (text.length * 3 <= limit) return false;
  if (text.length > limit) return true;
  let bytes = 0;
  for (let k = 0; k < text.length; k++) {
    const unit = text.charCodeAt(k);
    // Each half of a surrogate pair counts 2, so that the pair counts 4.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3;
  }
  return bytes > limit;
}
