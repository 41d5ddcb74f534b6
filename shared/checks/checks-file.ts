import { readYaml } from '#shared/yaml/read.ts';
import { toPlain } from '#shared/yaml/to-plain.ts';
import { orMeant } from './common/words.ts';
import type { Severity } from './problem.ts';

/** What a project says about its checks: `.sluice/checks.yml`. */
export interface ChecksFile {
  /** `ga`: what needs a preview flag of Azure ML is an error. */
  readonly profile: 'ga' | 'preview';
  /** By code. */
  readonly severity: Readonly<Record<string, Severity | 'off'>>;
  /** Tags that a registered model must carry. */
  readonly requiredMetadata: readonly string[];
}

export const CHECKS_FILE = '.sluice/checks.yml';

export const defaultChecks: ChecksFile = { profile: 'preview', severity: {}, requiredMetadata: [] };

const KEYS: readonly string[] = ['profile', 'severity', 'required-metadata'];
const LEVELS: readonly string[] = ['off', 'info', 'warning', 'error'];

/**
 * Reads `.sluice/checks.yml`. A bad value falls back to its default and is said in a sentence; it never stops the checks.
 *
 *     profile: ga
 *     severity:
 *       latest-data: off
 *       gate-before-register: error
 *     required-metadata: [algorithm, dataset_version]
 */
export function readChecksFile(text: string, codes: ReadonlySet<string>): { readonly settings: ChecksFile; readonly notes: readonly string[] } {
  const doc = readYaml(text);
  const notes: string[] = [];
  if (!doc.readable) return { settings: defaultChecks, notes: [`${CHECKS_FILE} cannot be read, so every check has its own severity. Open it to see why.`] };
  const plain = doc.map ? toPlain(doc.map) : {};
  const all: Record<string, unknown> = isRecord(plain) ? plain : {};
  if (doc.root && !doc.map) notes.push(`${CHECKS_FILE} holds no keys: write \`severity:\`, and below it each check with its level.`);
  for (const key of Object.keys(all)) if (!KEYS.includes(key)) notes.push(`${CHECKS_FILE}: there is no key \`${key}\`${orMeant(key, KEYS)}`);
  const profile = all.profile;
  if (profile !== undefined && profile !== 'ga' && profile !== 'preview') notes.push(`${CHECKS_FILE}: profile is \`ga\` or \`preview\`.`);
  const severity: Record<string, Severity | 'off'> = {};
  const given = all.severity;
  if (given !== undefined && given !== null && !isRecord(given))
    notes.push(`${CHECKS_FILE}: \`severity\` holds each check with its level below it, as \`latest-data: off\`.`);
  for (const [code, written] of Object.entries(isRecord(given) ? given : {})) {
    // YAML reads a plain `off` as false.
    const level = written === false ? 'off' : String(written ?? '').toLowerCase();
    if (!codes.has(code)) notes.push(`${CHECKS_FILE}: there is no check \`${code}\`${orMeant(code, codes)}`);
    else if (isLevel(level)) severity[code] = level;
    else notes.push(`${CHECKS_FILE}: \`${code}\` ${level === '' ? 'has no level' : `is \`${level}\``}; it is one of ${LEVELS.join(', ')}.`);
  }
  const metadata = all['required-metadata'];
  if (metadata !== undefined && !Array.isArray(metadata)) notes.push(`${CHECKS_FILE}: required-metadata is a list of tags.`);
  return {
    settings: {
      profile: profile === 'ga' ? 'ga' : 'preview',
      severity,
      requiredMetadata: Array.isArray(metadata) ? metadata.map(String) : [],
    },
    notes,
  };
}

function isLevel(level: string): level is Severity | 'off' {
  return LEVELS.includes(level);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
