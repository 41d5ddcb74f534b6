import type { Completion } from './completion.ts';
import type { LanguageContext } from './language-context.ts';
import type { Place } from './locate.ts';
import { schemaValues } from './schema-adapter.ts';

/** Values for the key that the caret is behind: enums, booleans, defaults and enums of the component, names of computes and environments that the file uses. */
export function completeValues(context: LanguageContext, place: Place): Completion[] {
  const found = new Map<string, { readonly detail: string; readonly documentation?: string | undefined; readonly rank: number }>();
  const offer = (value: string, detail: string, rank: number, documentation?: string) => {
    if (!found.has(value)) found.set(value, { detail, documentation, rank });
  };
  offerPortValues(context, place, offer);
  for (const { value, detail, description } of schemaValues(context, place.path)) offer(value, detail, 1, description);
  for (const name of namesInFile(context, place.path)) offer(name, 'used in this file', 2);
  return [...found].map(([value, { detail, documentation, rank }]) => ({
    label: value,
    kind: 'value',
    insert: quoted(value, place.quote),
    hasCaretMark: false,
    range: place.range,
    detail,
    documentation: () => documentation,
    order: `0${rank}${value}`,
    filter: quoted(value, place.quote),
  }));
}

type Offer = (value: string, detail: string, rank: number, documentation?: string) => void;

/** What the component says of an input: its enum, its default, true and false. */
function offerPortValues(context: LanguageContext, place: Place, offer: Offer): void {
  const [root, job, section, name] = place.path;
  const isValue = place.path.length === 4 || (place.path.length === 5 && place.path[4] === 'value');
  if (root !== 'jobs' || section !== 'inputs' || !isValue || job === undefined) return;
  const port = context.pipeline.job(job)?.inputs.find((each) => each.name === name);
  const declared = port?.declared;
  if (declared?.default !== undefined) offer(String(declared.default), 'default', 0, declared.description);
  for (const value of declared?.enum ?? []) offer(value, '', 1, declared?.description);
  if ((declared?.type ?? port?.type) === 'boolean') for (const value of ['true', 'false']) offer(value, 'boolean', 1, declared?.description);
}

/** Computes, environments and datastores written elsewhere in the document, for keys that take one. */
function namesInFile(context: LanguageContext, path: readonly string[]): string[] {
  const key = path[path.length - 1] ?? '';
  const names = new Set<string>();
  const { jobs, defaultCompute } = context.pipeline;
  if (key === 'compute' || key === 'default_compute') {
    if (defaultCompute !== undefined) names.add(defaultCompute);
    for (const job of jobs) if (job.compute !== undefined) names.add(job.compute);
  }
  if (key === 'environment') {
    for (const job of jobs) {
      if (job.environment !== undefined) names.add(job.environment);
      const declared = job.component?.declared?.environment;
      if (declared !== undefined) names.add(declared);
    }
  }
  return [...names].filter((name) => !name.includes('${{') && !name.includes('\n'));
}

function quoted(value: string, quote: string): string {
  return quote === '' ? value : `${quote}${value}${quote}`;
}
