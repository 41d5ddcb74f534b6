/** Where a text holds what looks like a secret. The secret itself is in no message, no list and no log. */
export interface SecretFinding {
  /** UTF-16 units of the text. */
  readonly start: number;
  readonly end: number;
  /** What it looks like, as a sentence says it: "a GitHub token". */
  readonly kind: string;
  /** Its form leaves no doubt: a prefix that only such tokens have, the frame of a private key. */
  readonly isCertain: boolean;
}

/** What is known of secrets in the files of a project. The scan runs beside the checks. */
export interface KnownSecrets {
  /** `pending`: not scanned yet; whoever asked is asked again when it is. */
  in(path: string): readonly SecretFinding[] | 'pending';
}

/** Finds secrets in a text; nothing leaves this computer. */
export type FindSecrets = (text: string, path: string) => Promise<readonly SecretFinding[]>;
