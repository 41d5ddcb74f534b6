import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import { findAzureSecrets } from './azure-secrets.ts';
import type { FindSecrets, SecretFinding } from './secret-finding.ts';

const RULES = '@secretlint/secretlint-rule-preset-recommend';
/** A text with more than this many is a list of keys: one would do. */
const MOST = 50;

/** What a rule finds, in words; others are called by the name of their rule. */
const KINDS: Readonly<Record<string, string>> = {
  AWSAccountID: 'the id of an AWS account',
  AWSSecretAccessKey: 'an AWS secret access key',
  AWSAccessKeyID: 'the id of an AWS access key',
  PrivateKeyJSON: 'the key of a Google Cloud service account',
  PrivateKey: 'a private key',
  BasicAuth: 'an address with a password',
  PackageJSON_xOauthToken: 'an address with a token',
  IncomingWebhook: 'a Slack webhook',
  MongoDBConnection: 'a MongoDB connection string with a password',
  MySQLConnection: 'a MySQL connection string with a password',
  PostgreSQLConnection: 'a PostgreSQL connection string with a password',
  GITHUB_TOKEN: 'a GitHub token',
  HUGGINGFACE_USER_ACCESS_TOKEN: 'a Hugging Face token',
  OPENAI_TOKEN: 'an OpenAI key',
  ANTHROPIC_API_KEY: 'an Anthropic key',
};

/** Forms that also stand in examples and on computers of one's own. */
const WEAK: ReadonlySet<string> = new Set([
  'AWSAccountID',
  'BasicAuth',
  'MongoDBConnection',
  'MySQLConnection',
  'PostgreSQLConnection',
  'STRIPE_SECRET_KEY_TEST',
  'STRIPE_RESTRICTED_KEY_TEST',
]);

/** Something stands for the secret. */
const PLACEHOLDER = /<[^>]*>|\$\{|\{\{|x{5,}|\*{3,}|\.{3}|EXAMPLE/i;
const WEAK_PLACEHOLDER = /pass(word)?@|:pass(word|wd)?\b|your|changeme|dummy|placeholder|secret@/i;

/** Finds secrets by the rules of secretlint, which others maintain, and by the forms of Azure. Offline: nothing that is found is tried out anywhere. */
export const findSecrets: FindSecrets = async (text, path) => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const { messages } = await lintSource({
    // Some rules want the name of a JSON file for their message alone, by a module that workers do not have.
    source: {
      filePath: /\.json$/i.test(name) && name !== 'package.json' ? '' : name,
      content: text,
      contentType: 'text',
      ext: name.slice(name.lastIndexOf('.')),
    },
    options: { noPhysicFilePath: true, maskSecrets: true, config: { rules: [{ id: RULES, rule: creator }] } },
  });
  const found = messages.flatMap(({ ruleId, messageId, range: [start, end] }): SecretFinding[] => {
    const secret = text.slice(start, end);
    const isWeak = WEAK.has(messageId);
    if (PLACEHOLDER.test(secret) || (isWeak && WEAK_PLACEHOLDER.test(secret))) return [];
    return [{ start, end, kind: KINDS[messageId] ?? kindOfRule(ruleId), isCertain: !isWeak }];
  });
  const all = [...found, ...findAzureSecrets(text).filter(({ start, end }) => !PLACEHOLDER.test(text.slice(start, end)))];
  all.sort((a, b) => a.start - b.start || b.end - a.end);
  // Two rules may find one secret.
  return all.filter((one, k) => !all.slice(0, k).some((before) => one.start < before.end)).slice(0, MOST);
};

/** "a token of gitlab" for `@secretlint/secretlint-rule-gitlab`. */
function kindOfRule(ruleId: string): string {
  return `a token of ${ruleId.replace(/^.*secretlint-rule-/, '').replaceAll('-', ' ')}`;
}
