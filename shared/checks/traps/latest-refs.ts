import { parseComponentRef } from '#shared/azureml/component-ref.ts';

/** The name of a registered asset that is named by the label `latest`: another one tomorrow. Undefined for every other reference. */
export function latestName(text: string): string | undefined {
  if (!/latest/i.test(text)) return undefined;
  const ref = parseComponentRef(text);
  if (ref.kind !== 'workspace' && ref.kind !== 'registry') return undefined;
  return ref.label?.toLowerCase() === 'latest' ? ref.name : undefined;
}

/** The same reference with a version in place of the label. */
export function withVersion(text: string, version: string): string {
  return text.replace(/@latest$/i, `:${version}`).replace(/\/labels\/latest$/i, `/versions/${version}`);
}
