import { asText } from '#shared/pipeline/fields.ts';
import type { CheckContext } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';

/** What people say about a document: its name, description and the values of its tags, as one text. */
export function wordsOf({ doc }: CheckContext): string {
  const fields = fieldsIn(doc.map);
  const tags = [...fieldsIn(fields.get('tags')?.value)].map(([name, entry]) => `${name} ${asText(entry.value) ?? ''}`);
  return [...['name', 'endpoint_name', 'display_name', 'description'].map((key) => asText(fields.get(key)?.value) ?? ''), ...tags].join('\n');
}

const NOT = /\b(not|no|never|without|instead of|unlike)\b[^.\n]{0,40}$/i;

/** True when what is said just before a place denies it: "not for bulk scoring". */
export function isDenied(words: string, index: number): boolean {
  return NOT.test(words.slice(0, index));
}
