import type { SecretFinding } from './secret-finding.ts';

interface Pattern {
  readonly kind: string;
  readonly isCertain: boolean;
  /** The part named `secret` is what is underlined. */
  readonly pattern: RegExp;
}

/** What Azure gives out and the rule set does not know: forms as Microsoft documents them for its own scanners. */
const PATTERNS: readonly Pattern[] = [
  { kind: 'the key of a storage account', isCertain: true, pattern: /AccountKey\s*=\s*(?<secret>[A-Za-z0-9+/]{86}==)/g },
  { kind: 'a shared access key', isCertain: true, pattern: /SharedAccessKey\s*=\s*(?<secret>[A-Za-z0-9+/]{43}=)/g },
  { kind: 'a shared access signature', isCertain: true, pattern: /[?&;]sig=(?<secret>[A-Za-z0-9%+/]{43,63}(?:%3[dD]|=))/g },
  { kind: 'a client secret of Microsoft Entra', isCertain: true, pattern: /(?<![\w~.-])(?<secret>[A-Za-z0-9_~.]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34})(?![\w~.-])/g },
  {
    kind: 'a connection string with a password',
    isCertain: false,
    pattern: /(?:Server|Data Source|Host)\s*=[^;\n"']+;(?:[^\n"']*?;)?\s*(?:Password|Pwd)\s*=\s*(?<secret>[^;\s"'$<{]{4,})/gi,
  },
];

/** The secrets of Azure in a text. */
export function findAzureSecrets(text: string): readonly SecretFinding[] {
  const found: SecretFinding[] = [];
  for (const { kind, isCertain, pattern } of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const secret = match.groups?.secret ?? match[0];
      const start = match.index + match[0].indexOf(secret);
      found.push({ start, end: start + secret.length, kind, isCertain });
    }
  }
  return found;
}
