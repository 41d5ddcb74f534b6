import { parseEnd } from '#shared/pipeline/end.ts';
import { resolveRelative } from '#shared/pipeline/paths.ts';
import type { End } from '#shared/pipeline/pipeline.ts';
import { findNode } from '#shared/yaml/find.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { entryOfEnd } from './ends.ts';
import type { FileRange, LanguageContext } from './language-context.ts';
import { symbolAt } from './symbol-at.ts';

/** Where what stands at `offset` is defined: a binding's source, an input's declaration, the file of a component. */
export function definitionsAt(context: LanguageContext, offset: number): FileRange[] {
  const symbol = symbolAt(context, offset);
  switch (symbol?.kind) {
    case 'end':
      return symbol.isKey ? declarationInComponent(context, symbol.end) : definitionOfEnd(context, symbol.end);
    case 'own-port': {
      const key = findNode(context.doc, [symbol.side, symbol.name])?.entry?.key;
      return key ? [{ path: context.path, start: key.start, end: key.end }] : [];
    }
    case 'component':
    case 'file': {
      const path = resolveRelative(context.path, symbol.ref);
      return path !== undefined && context.files.includes(path) ? [{ path, start: 0, end: 0 }] : [];
    }
    default:
      return [];
  }
}

/** In the document itself; an output that is only declared by the component leads to the job. */
function definitionOfEnd(context: LanguageContext, end: End): FileRange[] {
  const entry = entryOfEnd(context.pipeline, end);
  return entry ? [{ path: context.path, start: entry.key.start, end: entry.key.end }] : [];
}

/** The port in the component's file, or the file itself for a job. */
function declarationInComponent(context: LanguageContext, end: End): FileRange[] {
  const parts = parseEnd(end);
  if (parts?.kind !== 'job' && parts?.kind !== 'job-input' && parts?.kind !== 'job-output') return [];
  const path = context.pipeline.job(parts.job)?.component?.path;
  const file = path === undefined ? 'missing' : context.components.read(path);
  if (path === undefined || typeof file === 'string') return [];
  const entry = parts.kind === 'job' ? undefined : findNode(readYaml(file.text), [parts.kind === 'job-input' ? 'inputs' : 'outputs', parts.name])?.entry;
  return [{ path, start: entry?.key.start ?? 0, end: entry?.key.end ?? 0 }];
}
