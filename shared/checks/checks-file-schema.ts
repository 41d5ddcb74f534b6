import { type FieldSchema, list, map, oneWord, text } from '#shared/azureml/schema/key-schema.ts';
import { checks } from './checks.ts';

const LEVELS = {
  error: 'Reported as an error.',
  warning: 'Reported as a warning.',
  info: 'Reported as a remark.',
  off: 'Not reported in this project.',
} as const;

/** `.sluice/checks.yml`: what the project wants of its checks. Every code is a key. */
export const CHECKS_FILE_SCHEMA: FieldSchema = map(
  {
    profile: oneWord(
      { preview: 'What Azure ML keeps in preview may be used.', ga: 'What needs a preview flag of Azure ML is an error.' },
      'Whether features in preview may be used.',
      { default: 'preview' },
    ),
    severity: map(
      Object.fromEntries(
        [...checks]
          .sort((a, b) => (a.code < b.code ? -1 : 1))
          .map((check) => [check.code, oneWord(LEVELS, `${check.title}. How this project wants it reported.`, { default: check.severity })]),
      ),
      'How each kind of problem is reported, by its code; what is not named keeps its own severity.',
    ),
    'required-metadata': list(text('A tag.'), 'Tags that every registered model must carry.'),
  },
  'What the project wants of its checks.',
);
