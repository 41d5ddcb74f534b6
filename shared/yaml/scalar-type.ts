import { readFloat, readInt, readTimestamp } from './scalar-value.ts';
import type { ScalarStyle, ScalarType } from './tree.ts';

/** What Azure ML's loader makes of a scalar. */
export interface ResolvedScalar {
  readonly type: ScalarType;
  /** Of an `error` and a timestamp: the text. */
  readonly value: string | number | boolean | null;
}

/** The beginning of the tags that YAML itself defines; `!!` stands for it. */
export const coreTag = 'tag:yaml.org,2002:';

const nothing: ResolvedScalar = { type: 'null', value: null };
const yes: ResolvedScalar = { type: 'bool', value: true };
const no: ResolvedScalar = { type: 'bool', value: false };

const words: ReadonlyMap<string, ResolvedScalar> = new Map([
  ['', nothing],
  ...['~', 'null', 'Null', 'NULL'].map((word) => [word, nothing] as const),
  ...['yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, yes] as const),
  ...['no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, no] as const),
  ...['=', '<<'].map((word) => [word, { type: 'error', value: word }] as const),
]);

const float =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const int = /^(?:[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;
const timestamp =
  /^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?)$/;

/**
 * Type and value of a scalar as PyYAML's `safe_load` gives them, which is what Azure ML reads: YAML 1.1 with PyYAML's own rules
 * (yaml-reference §1). `tag` is the tag as written (`!!int`) or in full. Type `error` is what its constructor rejects.
 */
export function resolveScalar(text: string, style: ScalarStyle, tag?: string): ResolvedScalar {
  if (tag !== undefined && tag !== '!') return resolveTagged(text, tag);
  if (style !== 'plain' && tag === undefined) return { type: 'string', value: text };
  return resolvePlain(text);
}

/** Type and value of a scalar without quotes and tag. */
export function resolvePlain(text: string): ResolvedScalar {
  const first = text.charCodeAt(0);
  if ((first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46) return resolveNumber(text);
  // Only words of five letters or less mean something else than themselves.
  if (text.length <= 5) {
    const word = words.get(text);
    if (word) return word;
  }
  return { type: 'string', value: text };
}

function resolveNumber(text: string): ResolvedScalar {
  if (float.test(text)) return checked('float', readFloat(text), text);
  if (int.test(text)) return checked('int', readInt(text), text);
  if (text.length >= 8 && timestamp.test(text)) return checked('timestamp', readTimestamp(text), text);
  return { type: 'string', value: text };
}

function checked(type: ScalarType, value: number | string | undefined, text: string): ResolvedScalar {
  return value === undefined ? { type: 'error', value: text } : { type, value };
}

function resolveTagged(text: string, tag: string): ResolvedScalar {
  const name = tag.startsWith('!!') ? tag.slice(2) : tag.startsWith(coreTag) ? tag.slice(coreTag.length) : undefined;
  switch (name) {
    case 'str':
      return { type: 'string', value: text };
    case 'null':
      return nothing;
    case 'bool': {
      const word = words.get(text.toLowerCase());
      return word?.type === 'bool' ? word : { type: 'error', value: text };
    }
    case 'int':
      return checked('int', readInt(text), text);
    case 'float':
      return checked('float', readFloat(text), text);
    case 'timestamp':
      return checked('timestamp', readTimestamp(text), text);
    case 'binary':
      return isBase64(text) ? { type: 'string', value: text } : { type: 'error', value: text };
    default:
      return { type: 'error', value: text };
  }
}

/** Whether Python's lenient base64 decoder takes it: foreign characters are skipped, the padding must be there. */
function isBase64(text: string): boolean {
  let filled = 0;
  let pads = 0;
  for (let k = 0; k < text.length; k++) {
    const character = text.charAt(k);
    if (character > '\x7f') return false;
    if (character === '=') {
      pads++;
      if (filled >= 2 && filled + pads >= 4) {
        filled = 0;
        return !/[^\0-\x7f]/.test(text);
      }
      if (filled < 2) pads--;
    } else if (/[A-Za-z0-9+/]/.test(character)) {
      filled = (filled + 1) % 4;
      pads = 0;
    }
  }
  return filled === 0;
}
