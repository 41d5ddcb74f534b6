import { documentKindTitle } from '#shared/azureml/document-kind.ts';
import { schemaAddresses } from '#shared/azureml/schema/schema-addresses.ts';
import { keysOf, schemaFor } from '#shared/azureml/schema/schema-for.ts';
import type { Completion } from './completion.ts';
import type { LanguageContext } from './language-context.ts';
import type { Place } from './locate.ts';
import { schemaValues } from './schema-adapter.ts';

/** Values for the key that the caret is behind: enums, booleans, defaults, enums of the component, addresses of schemas, and what is often written there. */
export function completeValues(context: LanguageContext, place: Place): Completion[] {
  const found = new Map<string, { readonly detail: string; readonly documentation?: string | undefined; readonly rank: number }>();
  const offer = (value: string, detail: string, rank: number, documentation?: string) => {
    if (!found.has(value)) found.set(value, { detail, documentation, rank });
  };
  offerPortValues(context, place, offer);
  if (place.path.length === 1 && place.path[0] === '$schema')
    for (const { value, title, kind } of schemaAddresses(context.pipeline.document)) offer(value, title, kind === context.pipeline.document ? 0 : 1);
  if (place.path.length === 1 && place.path[0] === 'type' && context.pipeline.document === 'unknown')
    for (const { value, detail, description } of typesOfDocuments()) offer(value, detail, 1, description);
  for (const { value, detail, description } of schemaValues(context, place.path, place.range.start)) offer(value, detail, 1, description);
  return [...found].map(([value, { detail, documentation, rank }], index) => ({
    label: value,
    kind: 'value',
    insert: quoted(value, place.quote),
    hasCaretMark: false,
    range: place.range,
    detail,
    documentation: () => documentation,
    order: `0${rank}${String(index).padStart(4, '0')}`,
    filter: quoted(value, place.quote),
  }));
}

/** The words for `type` of all documents, of which nothing else tells yet what this one is. */
function typesOfDocuments(): readonly { readonly value: string; readonly detail: string; readonly description: string | undefined }[] {
  return schemaAddresses('unknown').flatMap(({ kind }) =>
    (keysOf(schemaFor(kind)).type?.enum ?? []).map(({ value, description }) => ({ value, detail: documentKindTitle(kind).toLowerCase(), description })),
  );
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

function quoted(value: string, quote: string): string {
  if (quote !== '' && /^["']/.test(value)) return value;
  return quote === '' ? value : `${quote}${value}${quote}`;
}
