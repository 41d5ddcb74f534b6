import type { Expression } from '#shared/azureml/expression.ts';
import { parseExpressions, printPath } from '#shared/azureml/expressions.ts';
import { parseEnd, pathOfEnd } from '#shared/pipeline/end.ts';
import type { End } from '#shared/pipeline/pipeline.ts';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import { findNode } from '#shared/yaml/find.ts';
import { pathAt } from '#shared/yaml/path-at.ts';
import { readYaml } from '#shared/yaml/read.ts';
import type { FileRange, LanguageContext, TextRange } from './language-context.ts';
import { symbolAt } from './symbol-at.ts';

/** Every place that names what stands at `offset`, its own key first. For a port of a component also the pipelines of the project that use it. */
export function referencesAt(context: LanguageContext, offset: number): FileRange[] {
  const symbol = symbolAt(context, offset);
  if (symbol?.kind === 'end') return referencesOfEnd(context, symbol.end);
  if (symbol?.kind === 'own-port') {
    const path = [symbol.side, symbol.name];
    const own = [...keyAt(context, path), ...expressionsWith(context, (expression) => printPath(expression) === `${symbol.side}.${symbol.name}`)];
    return [...own.map((range) => ({ ...range, path: context.path })), ...usesOfComponentPort(context, symbol.side, symbol.name)];
  }
  return [];
}

/** Every place of the document that names an end. */
export function referencesOfEnd(context: LanguageContext, end: End): FileRange[] {
  const parts = parseEnd(end);
  if (!parts) return [];
  const ranges: TextRange[] = keyAt(context, pathOfEnd(end) ?? []);
  if (parts.kind === 'job') {
    ranges.push(...expressionsWith(context, (expression) => 'job' in expression && expression.job === parts.job, parts.job));
  } else {
    ranges.push(...expressionsWith(context, (expression) => printPath(expression) === end));
  }
  if (parts.kind === 'job-input' || parts.kind === 'job-output') {
    const job = context.pipeline.job(parts.job);
    const own = `${parts.kind === 'job-input' ? 'inputs' : 'outputs'}.${parts.name}`;
    if (job)
      ranges.push(
        ...expressionsWith(context, (expression) => printPath(expression) === own).filter(
          (range) => job.entry.start <= range.start && range.end <= job.entry.end,
        ),
      );
  }
  return ranges.map((range) => ({ ...range, path: context.path }));
}

function keyAt(context: LanguageContext, path: readonly string[]): TextRange[] {
  const key = path.length === 0 ? undefined : findNode(context.doc, path)?.entry?.key;
  return key ? [{ start: key.start, end: key.end }] : [];
}

/** The last name of each expression that is meant, or its job; expressions in comments do not count. */
function expressionsWith(context: LanguageContext, isMeant: (expression: Expression) => boolean, job?: string): TextRange[] {
  const found: TextRange[] = [];
  for (const each of parseExpressions(context.doc.text)) {
    if (!isMeant(each.expression) || pathAt(context.doc, each.pathStart)?.on !== 'value') continue;
    if (job !== undefined) {
      const start = each.pathStart + 'parent.jobs.'.length;
      found.push({ start, end: start + job.length });
    } else {
      const path = printPath(each.expression);
      found.push({ start: each.pathEnd - lastName(path).length, end: each.pathEnd });
    }
  }
  return found;
}

/** What follows `inputs.` or `outputs.`: groups keep their dots. */
function lastName(path: string): string {
  return /(?:^|\.)(?:inputs|outputs)\.(.+)$/.exec(path)?.[1] ?? path.slice(path.lastIndexOf('.') + 1);
}

function usesOfComponentPort(context: LanguageContext, side: 'inputs' | 'outputs', name: string): FileRange[] {
  const file = context.path.slice(context.path.lastIndexOf('/') + 1);
  const found: FileRange[] = [];
  for (const path of context.files) {
    if (path === context.path || !/\.ya?ml$/i.test(path)) continue;
    const other = context.components.read(path);
    if (typeof other === 'string' || !other.text.includes(file)) continue;
    const pipeline = readPipeline(readYaml(other.text), { path, components: context.components });
    for (const job of pipeline.jobs) {
      if (job.component?.path !== context.path) continue;
      const key = job[side].find((port) => port.name === name)?.entry?.key;
      if (key) found.push({ path, start: key.start, end: key.end });
    }
  }
  return found;
}
