import { set } from '#shared/edits/set.edit.ts';
import { asScalar, asText } from '#shared/pipeline/fields.ts';
import { resolveRelative } from '#shared/pipeline/paths.ts';
import { resolveAlias } from '#shared/yaml/document.ts';
import { readYaml } from '#shared/yaml/read.ts';
import type { YamlNode } from '#shared/yaml/tree.ts';
import { type CheckContext, defineCheck, fix, step } from '../check.ts';
import { isLocalPath } from '../common/local-paths.ts';
import { fieldsIn, type Keys } from '../common/walk.ts';

/** What runs by itself runs as an identity of its own, not as the person who has set it up. */
export const personalIdentity = defineCheck({
  code: 'personal-identity',
  rule: 'trap',
  severity: 'warning',
  title: 'Automation that runs as a person',
  documents: ['schedule'],
  run(context, report) {
    const job = fieldsIn(context.doc.map).get('create_job')?.value;
    for (const { node, path } of identitiesIn(job, ['create_job'])) {
      report({
        at: node,
        field: path,
        message:
          'The schedule runs as the person who sets it up, and stops when that account does: use `type: managed`, an identity that belongs to the compute.',
        fixes: [fix('use-managed', 'Use a managed identity', step(set, { path: [...path], value: 'managed' }))],
      });
    }
    const file = asScalar(job) ?? asScalar(fieldsIn(job).get('job')?.value);
    const found = file ? inFile(context, file.text) : undefined;
    if (!file || !found) return;
    const [first] = found.identities;
    if (!first) return;
    report({
      at: file,
      field: asScalar(job) ? ['create_job'] : ['create_job', 'job'],
      message: `\`${file.text}\` runs as the person who submits it (\`user_identity\`), so this schedule depends on one account: use \`type: managed\` there.`,
      related: [{ message: 'The identity is set here.', at: first.node, path: found.path }],
      fixes: [
        fix('use-managed', 'Use a managed identity there', ...found.identities.map(({ path }) => step(set, { path: [...path], value: 'managed' }, found.path))),
      ],
    });
  },
});

interface IdentityAt {
  readonly node: YamlNode;
  readonly path: Keys;
}

function inFile({ path: own, files }: CheckContext, ref: string): { readonly path: string; readonly identities: readonly IdentityAt[] } | undefined {
  const path = isLocalPath(ref) ? resolveRelative(own, ref) : undefined;
  const text = path === undefined ? undefined : files.read(path);
  if (path === undefined || text === undefined || !/user_identity/i.test(text)) return undefined;
  return { path, identities: identitiesIn(readYaml(text).map, []) };
}

/** Where a pipeline or one of its jobs asks to run as the user. */
function identitiesIn(pipeline: YamlNode | null | undefined, path: Keys): readonly IdentityAt[] {
  const found: IdentityAt[] = [];
  const look = (node: YamlNode | null | undefined, at: Keys): void => {
    const type = fieldsIn(fieldsIn(node).get('identity')?.value).get('type')?.value;
    const kind = asText(type)?.toLowerCase().replaceAll('-', '_');
    const target = resolveAlias(type);
    if (target && (kind === 'user_identity' || kind === 'user')) found.push({ node: target, path: [...at, 'identity', 'type'] });
  };
  look(pipeline, path);
  for (const [name, entry] of fieldsIn(fieldsIn(pipeline).get('jobs')?.value)) look(entry.value, [...path, 'jobs', name]);
  return found;
}
