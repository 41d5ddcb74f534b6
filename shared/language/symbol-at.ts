import { isPipelineKind } from '#shared/azureml/document-kind.ts';
import type { ExpressionAt } from '#shared/azureml/expression.ts';
import { parseExpressions, printPath } from '#shared/azureml/expressions.ts';
import { endOfInput, endOfJob, endOfJobInput, endOfJobOutput, endOfOutput } from '#shared/pipeline/end.ts';
import type { End } from '#shared/pipeline/pipeline.ts';
import { findNode } from '#shared/yaml/find.ts';
import { pathAt } from '#shared/yaml/path-at.ts';
import type { LanguageContext, TextRange } from './language-context.ts';

/** What a place in a text names. `range` is the name's own; the place itself may be elsewhere in the same expression. */
export type SymbolHere =
  /** A job, a port of a job, or an input or output of the pipeline: by its key, or in an expression. */
  | { readonly kind: 'end'; readonly end: End; readonly range: TextRange; readonly isKey: boolean }
  /** An input or output that the document itself declares and uses as `inputs.x`: a component's, or a job's of its own. */
  | { readonly kind: 'own-port'; readonly side: 'inputs' | 'outputs'; readonly name: string; readonly range: TextRange; readonly isKey: boolean }
  | { readonly kind: 'component'; readonly ref: string; readonly job: string | undefined; readonly range: TextRange }
  | { readonly kind: 'file'; readonly ref: string; readonly range: TextRange }
  | { readonly kind: 'key'; readonly path: readonly (string | number)[]; readonly range: TextRange };

const FILES: ReadonlySet<string> = new Set(['conda_file', 'code', 'job', 'path', 'file', 'entry_script', 'rules_file']);

/** What stands at `offset`; undefined for plain values, comments and blanks. */
export function symbolAt(context: LanguageContext, offset: number): SymbolHere | undefined {
  const { doc } = context;
  const at = pathAt(doc, offset);
  if (!at || at.on === 'gap') return undefined;
  const names = at.path.map(String);
  if (at.on === 'key') return keySymbol(context, at.path, names);
  const node = at.node;
  if (node?.kind !== 'scalar') return undefined;
  const source = doc.text.slice(node.start, node.end);
  const expression = parseExpressions(source).find((each) => node.start + each.start <= offset && offset <= node.start + each.end);
  if (expression) return expressionSymbol(context, expression, node.start, offset, names);
  const range = { start: node.start, end: node.end };
  const key = names[names.length - 1] ?? '';
  if (key === 'component' || key === 'trial') return { kind: 'component', ref: node.text, job: names[0] === 'jobs' ? names[1] : undefined, range };
  if (FILES.has(key) && !node.text.includes('\n') && /^(?:file:)?[./\w-]/.test(node.text)) return { kind: 'file', ref: node.text, range };
  return undefined;
}

function keySymbol(context: LanguageContext, path: readonly (string | number)[], names: readonly string[]): SymbolHere | undefined {
  const key = findNode(context.doc, path)?.entry?.key;
  if (!key) return undefined;
  const range = { start: key.start, end: key.end };
  const [root = '', name = '', section = '', port = ''] = names;
  const isPipeline = isPipelineKind(context.pipeline.document);
  if (isPipeline && root === 'jobs') {
    if (names.length === 2) return { kind: 'end', end: endOfJob(name), range, isKey: true };
    if (names.length === 4 && section === 'inputs') return { kind: 'end', end: endOfJobInput(name, port), range, isKey: true };
    if (names.length === 4 && section === 'outputs') return { kind: 'end', end: endOfJobOutput(name, port), range, isKey: true };
  }
  if (names.length === 2 && (root === 'inputs' || root === 'outputs')) {
    if (isPipeline) return { kind: 'end', end: root === 'inputs' ? endOfInput(name) : endOfOutput(name), range, isKey: true };
    return { kind: 'own-port', side: root, name, range, isKey: true };
  }
  return { kind: 'key', path, range };
}

function expressionSymbol(context: LanguageContext, at: ExpressionAt, base: number, offset: number, names: readonly string[]): SymbolHere | undefined {
  const { expression } = at;
  const from = base + at.pathStart;
  const to = base + at.pathEnd;
  const last = (name: string): TextRange => ({ start: to - name.length, end: to });
  switch (expression.kind) {
    case 'parent-input':
      return { kind: 'end', end: endOfInput(expression.input), range: last(expression.input), isKey: false };
    case 'parent-output':
      return { kind: 'end', end: endOfOutput(expression.output), range: last(expression.output), isKey: false };
    case 'job':
      return { kind: 'end', end: endOfJob(expression.job), range: last(expression.job), isKey: false };
    case 'job-output':
    case 'job-input': {
      const start = from + 'parent.jobs.'.length;
      const job = { start, end: start + expression.job.length };
      if (offset <= job.end) return { kind: 'end', end: endOfJob(expression.job), range: job, isKey: false };
      return { kind: 'end', end: printPath(expression), range: last(expression.kind === 'job-output' ? expression.output : expression.input), isKey: false };
    }
    case 'own-input':
    case 'own-output': {
      const name = expression.kind === 'own-input' ? expression.input : expression.output;
      const side = expression.kind === 'own-input' ? 'inputs' : 'outputs';
      const job = names[0] === 'jobs' ? names[1] : undefined;
      if (job !== undefined && isPipelineKind(context.pipeline.document)) {
        return { kind: 'end', end: side === 'inputs' ? endOfJobInput(job, name) : endOfJobOutput(job, name), range: last(name), isKey: false };
      }
      return { kind: 'own-port', side, name, range: last(name), isKey: false };
    }
    default:
      return undefined;
  }
}
