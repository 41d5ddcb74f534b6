import { isLiteralType } from '#shared/azureml/port-types.ts';
import type { ComponentPort, Job } from '#shared/pipeline/pipeline.ts';
import { documentSnippets, snippetsOf } from './complete-snippets.ts';
import type { Completion } from './completion.ts';
import { keyDocumentation } from './key-words.ts';
import { datastorePaths, knownNames } from './known-names.ts';
import type { LanguageContext } from './language-context.ts';
import type { Place } from './locate.ts';
import { portDetail, portDocumentation } from './port-words.ts';
import { schemaOfProjectFile } from './project-file-schemas.ts';
import { opensOf, schemaField, schemaKeys } from './schema-adapter.ts';

/** Keys of the mapping that the caret is in: what is required first, previews last, what stands there already left out; then keys with what belongs under them. */
export function completeKeys(context: LanguageContext, place: Place): Completion[] {
  const ports = declaredPorts(context, place.path);
  if (ports)
    return withoutSiblings(
      ports.map((port, index) => portKey(port, index, place)),
      place,
    );
  const isEmpty = place.path.length === 0 && place.siblings.length === 0 && context.pipeline.document === 'unknown';
  if (isEmpty && schemaOfProjectFile(context.path) === undefined) return [...startKeys(place), ...documentSnippets(place)];
  const facts = schemaKeys(context, place.path, place.range.start).filter((fact) => !place.siblings.includes(fact.name));
  const keys = facts.map((fact, index) => schemaKey(fact, index, place));
  const snippets = facts.flatMap((fact, index) => snippetsOf(fact, place, keys[index]?.order ?? ''));
  return [...keys, ...snippets, ...withoutSiblings(namedKeys(context, place), place)];
}

function withoutSiblings(keys: Completion[], place: Place): Completion[] {
  return keys.filter((key) => !place.siblings.includes(key.label));
}

/** The first keys of a document of which nothing is known. */
function startKeys(place: Place): Completion[] {
  const about = { $schema: 'Which kind of document it is: all else is completed by it.', type: 'The kind of job, component or asset.', name: 'Its name.' };
  return Object.entries(about).map(([name, text], index) =>
    key(name, place, { detail: 'text', documentation: () => text, isRequired: true, index, opens: 'scalar' }),
  );
}

/** Names that the keys of the mapping may be: deployments under traffic, cloud names in `.sluice/local.yml`. */
function namedKeys(context: LanguageContext, place: Place): Completion[] {
  const field = schemaField(context, place.path, place.range.start);
  const { keyRefTo } = field ?? {};
  if (field === undefined || keyRefTo === undefined) return [];
  const names = [
    ...knownNames(context, keyRefTo),
    ...(keyRefTo === 'data' ? datastorePaths(context).map((each) => ({ ...each, value: `${each.value}*` })) : []),
  ];
  const opens = opensOf(field.values ?? field);
  return names.map((name, index) => key(name.value, place, { detail: name.from, documentation: () => name.description, isRequired: false, index, opens }));
}

/** Ports that the component of the job declares, for the keys of its `inputs` and `outputs`; undefined elsewhere or when they are not known. */
function declaredPorts(context: LanguageContext, path: readonly string[]): readonly { readonly port: ComponentPort; readonly isInput: boolean }[] | undefined {
  if (path.length !== 3 || path[0] !== 'jobs') return undefined;
  const section = path[2];
  // A sweep searches over inputs of its trial that are values.
  if (section === 'search_space')
    return jobAt(context, path)
      ?.component?.declared?.inputs.filter(({ type }) => type === undefined || isLiteralType(type))
      .map((port) => ({ port, isInput: true }));
  if (section !== 'inputs' && section !== 'outputs') return undefined;
  const declared = jobAt(context, path)?.component?.declared;
  return declared?.[section].map((port) => ({ port, isInput: section === 'inputs' }));
}

function jobAt(context: LanguageContext, path: readonly string[]): Job | undefined {
  return path[1] === undefined ? undefined : context.pipeline.job(path[1]);
}

function portKey({ port, isInput }: { readonly port: ComponentPort; readonly isInput: boolean }, index: number, place: Place): Completion {
  const isRequired = isInput && !port.optional && port.default === undefined;
  return key(port.name, place, {
    detail: isRequired ? `${portDetail(port)}, required` : portDetail(port),
    documentation: () => portDocumentation(port),
    isRequired,
    index,
    opens: 'scalar',
  });
}

function schemaKey(fact: ReturnType<typeof schemaKeys>[number], index: number, place: Place): Completion {
  return key(fact.name, place, {
    detail: [fact.type, fact.isRequired ? 'required' : '', fact.isPreview ? 'preview' : ''].filter((word) => word !== '').join(', '),
    documentation: () => keyDocumentation(fact),
    isRequired: fact.isRequired,
    isPreview: fact.isPreview,
    index,
    opens: fact.opens,
  });
}

interface KeyWords {
  readonly detail: string;
  readonly documentation: () => string | undefined;
  readonly isRequired: boolean;
  readonly isPreview?: boolean;
  /** Place in the list of the component or the format. */
  readonly index: number;
  readonly opens: 'scalar' | 'mapping' | 'sequence';
}

function key(name: string, place: Place, words: KeyWords): Completion {
  const opensBlock = words.opens !== 'scalar' && !place.isFlow;
  const suffix = place.hasColon ? '' : opensBlock ? `:\n\t${words.opens === 'sequence' ? '- ' : ''}$0` : ': $0';
  return {
    label: name,
    kind: 'key',
    insert: `${name}${suffix}`,
    hasCaretMark: suffix !== '',
    range: place.range,
    detail: words.detail,
    documentation: words.documentation,
    order: `${words.isRequired ? 0 : words.isPreview ? 2 : 1}${String(words.index).padStart(3, '0')}`,
    continues: suffix !== '',
  };
}
