import { documentKindTitle } from '#shared/azureml/document-kind.ts';
import type { DocumentKind } from '#shared/azureml/kinds.ts';
import { kindOfSchema } from '#shared/azureml/schema-names.ts';
import { type JobFailure, jobFailureOf } from './job-failures.ts';
import type { DumpError } from './read-dump.ts';

/** What the whole dump comes down to, where no key of the file is to blame: one sentence with its remedy. `kind` is what the file at hand is. */
export function failureOf(dump: string, errors: readonly DumpError[], kind: DocumentKind | undefined): JobFailure | undefined {
  const misread = misreadAs(dump, errors, kind);
  if (misread !== undefined) return { sentence: misread };
  if (errors.some((error) => error.path !== undefined || error.line !== undefined)) return undefined;
  for (const [pattern, sentence] of KNOWN) {
    const found = pattern.exec(dump);
    if (found) return { sentence: sentence(found) };
  }
  const failed = jobFailureOf(dump);
  if (failed) return failed;
  const said = errors.length > 0 ? undefined : serviceMessage(dump);
  return said === undefined ? undefined : { sentence: said };
}

/** A file that was given to the command for another kind of document, or has no `type`. */
function misreadAs(dump: string, errors: readonly DumpError[], kind: DocumentKind | undefined): string | undefined {
  const schema = /Validation for (\w+?)Schema failed/.exec(dump)?.[1];
  const read = schema === undefined ? undefined : kindOfSchema(`${SCHEMAS[schema] ?? schema}.schema.json`);
  if (read === undefined) return undefined;
  const unknown = new Set(errors.filter((error) => error.message.startsWith('Unknown field')).map((error) => error.path));
  const meant = kind !== undefined && kind !== 'unknown' ? kind : kindByKeys(unknown);
  if (meant === undefined || familyOf(meant) === familyOf(read) || kindByKeys(unknown) === undefined) return undefined;
  const [is, as] = [documentKindTitle(meant).toLowerCase(), documentKindTitle(read).toLowerCase()];
  if (meant === 'pipeline-job') return 'The file has `jobs` but was read as a single job: write `type: pipeline` at its top.';
  if (meant.endsWith('-component'))
    return `The file is a ${is}, but was read as a ${as}: register it with \`az ml component create\`, or use it in a pipeline.`;
  return `The file is ${article(is)} ${is}, but was given to a command for ${article(as)} ${as}: use \`az ml ${meant} create\`.`;
}

/** Schemas of the loaders whose names differ from those of the files. */
const SCHEMAS: Readonly<Record<string, string>> = {
  Command: 'commandJob',
  CommandJob: 'commandJob',
  OnlineEndpoint: 'managedOnlineEndpoint',
  OnlineDeployment: 'managedOnlineDeployment',
};

/** What a file is, told by keys that were not known where they were read. */
function kindByKeys(unknown: ReadonlySet<string | undefined>): DocumentKind | undefined {
  if (unknown.has('jobs')) return 'pipeline-job';
  if (unknown.has('endpoint_name') || unknown.has('instance_type') || unknown.has('code_configuration')) return 'online-deployment';
  if (unknown.has('auth_mode') || unknown.has('traffic')) return 'online-endpoint';
  const isTyped = [...unknown].some((path) => path !== undefined && /^inputs\.[^.]+\.(?:optional|default|min|max|enum)$/.test(path));
  return isTyped ? 'command-component' : undefined;
}

function familyOf(kind: DocumentKind): string {
  return kind.endsWith('-component') ? 'component' : kind;
}

function article(words: string): string {
  return /^[aeiou]/.test(words) ? 'an' : 'a';
}

const KNOWN: readonly (readonly [RegExp, (found: RegExpExecArray) => string])[] = [
  [
    /'?(online-(?:endpoint|deployment)|batch-(?:endpoint|deployment)|ml|job|component|schedule)'? is misspelled or not recognized by the system/,
    ([, word]) => `This az has no command \`${word}\`: the old extension azure-cli-ml is in its place. Remove it, then run \`az extension add -n ml\`.`,
  ],
  [
    /conflicting extension|azure-cli-ml.{0,80}conflict/i,
    () => 'The old extension azure-cli-ml stands in the way of ml. Remove it with `az extension remove -n azure-cli-ml`.',
  ],
  [
    /\(MissingDriverProgram\)/,
    () => 'The deployment has no `code_configuration`. Add it with its `scoring_script`; only a model in MLflow format is deployed without one.',
  ],
  [
    /(?:Not ?Enough|insufficient|exceed\w*)[^.\n]{0,80}quota|\(OutOfQuota\)|quota[^.\n]{0,60}(?:exceeded|not enough|insufficient)/i,
    () => 'The subscription has too little quota for this size of machine. Take a smaller one or fewer of them, or ask for more quota.',
  ],
  [
    /\((?:AuthorizationFailed|Forbidden|AuthorizationPermissionMismatch)\)|does not have authorization to perform action/,
    () => 'The account that asks may not do this. Ask for the role AzureML Data Scientist on the workspace, then log in again.',
  ],
  [
    /SubscriptionNotRegistered|not registered to use namespace/,
    () => 'The subscription does not know Azure Machine Learning yet. Run `az provider register --namespace Microsoft.MachineLearningServices`.',
  ],
  [
    /(?:Please run '?az login|AADSTS\d+|No subscription found|DefaultAzureCredential failed)/,
    () => 'az is not logged in, or its login has run out. Run `az login`.',
  ],
];

/** What the service said last and innermost: `(Code) Message` under Exception Details, else the message itself. */
function serviceMessage(dump: string): string | undefined {
  const inner = dump
    .split(/Exception Details:/)
    .slice(1)
    .join('\n');
  const named = [...dump.matchAll(/"ErrorMessage":\s*"([^"]+)"/g)].map((found) => found[1] ?? '');
  const details = named.length > 0 ? named : [...inner.matchAll(/^\s*\(\w+\)\s+(\S[^\n]*)$/gm)].map((found) => found[1] ?? '');
  const isService = inner !== '' || /^\s*Code:\s*\w+/m.test(dump);
  const said = isService ? (details.at(-1) ?? /^\s*Message:\s*(\S[^\n]*)$/m.exec(dump)?.[1]) : undefined;
  return said === undefined ? undefined : `Azure ML answered: ${said.trim()}${/[.!?]$/.test(said.trim()) ? '' : '.'}`;
}
