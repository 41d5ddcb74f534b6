import type { ComponentPort, Job } from '#shared/pipeline/pipeline.ts';
import type { Completion } from './completion.ts';
import type { LanguageContext } from './language-context.ts';
import type { Place } from './locate.ts';
import { portDetail, portDocumentation } from './port-words.ts';
import { schemaKeys } from './schema-adapter.ts';

/** Keys of the mapping that the caret is in: what is required first, what stands there already left out. */
export function completeKeys(context: LanguageContext, place: Place): Completion[] {
  const ports = declaredPorts(context, place.path);
  const keys = ports
    ? ports.map((port, index) => portKey(port, index, place))
    : schemaKeys(context, place.path).map((key, index) => schemaKey(key, index, place));
  return keys.filter((key) => !place.siblings.includes(key.label));
}

/** Ports that the component of the job declares, for the keys of its `inputs` and `outputs`; undefined elsewhere or when they are not known. */
function declaredPorts(context: LanguageContext, path: readonly string[]): readonly { readonly port: ComponentPort; readonly isInput: boolean }[] | undefined {
  if (path.length !== 3 || path[0] !== 'jobs') return undefined;
  const section = path[2];
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
    detail: fact.isRequired ? `${fact.type}, required` : fact.type,
    documentation: () => fact.description,
    isRequired: fact.isRequired,
    index,
    opens: fact.opens,
  });
}

interface KeyWords {
  readonly detail: string;
  readonly documentation: () => string | undefined;
  readonly isRequired: boolean;
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
    order: `${words.isRequired ? 0 : 1}${String(words.index).padStart(3, '0')}`,
    continues: suffix !== '',
  };
}
