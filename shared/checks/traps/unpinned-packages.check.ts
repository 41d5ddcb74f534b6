import type { DocumentKind } from '#shared/azureml/kinds.ts';
import { asMapping, asScalar } from '#shared/pipeline/fields.ts';
import { resolveRelative } from '#shared/pipeline/paths.ts';
import { readYaml } from '#shared/yaml/read.ts';
import type { YamlEntry, YamlNode } from '#shared/yaml/tree.ts';
import { type CheckContext, defineCheck } from '../check.ts';
import { isLocalPath } from '../common/local-paths.ts';
import { fieldsIn, type Keys } from '../common/walk.ts';
import { listed } from '../common/words.ts';
import { loosePackages } from './packages.ts';

const DOCUMENTS: readonly DocumentKind[] = [
  'pipeline-job',
  'pipeline-component',
  'command-component',
  'parallel-component',
  'command-job',
  'sweep-job',
  'online-deployment',
  'batch-deployment',
  'environment',
];

/** An environment that is built again has the same packages. */
export const unpinnedPackages = defineCheck({
  code: 'unpinned-packages',
  rule: 'trap',
  severity: 'info',
  title: 'Packages without an exact version',
  documents: DOCUMENTS,
  run(context, report) {
    for (const { conda, at, path } of condasOf(context)) {
      const loose = loosePackages(conda);
      if (loose.length === 0) continue;
      const one = loose.length === 1;
      report({
        at,
        field: path,
        message: `${listed(loose.slice(0, 3))}${loose.length > 3 ? ` and ${loose.length - 3} more` : ''} ${one ? 'has' : 'have'} no exact version, so the environment may be another one when it is built again: write \`==\` with the version that runs today.`,
      });
    }
  },
});

interface Conda {
  readonly conda: YamlNode | undefined;
  readonly at: YamlNode | YamlEntry['key'];
  readonly path: Keys;
}

/** The conda files of a document, written in it or read beside it. */
function condasOf(context: CheckContext): readonly Conda[] {
  const found: Conda[] = [];
  const look = (environment: YamlNode | null | undefined, path: Keys): void => {
    const entry = fieldsIn(environment).get('conda_file');
    if (!entry?.value) return;
    const keys = [...path, 'conda_file'];
    if (asMapping(entry.value)) {
      found.push({ conda: entry.value, at: entry.key, path: keys });
      return;
    }
    const file = asScalar(entry.value);
    if (file && isLocalPath(file.text)) found.push({ conda: condaAt(context, file.text), at: file, path: keys });
  };
  const { map } = context.doc;
  const document = context.pipeline.document;
  if (document === 'environment') look(map, []);
  else look(fieldsIn(map).get('environment')?.value, ['environment']);
  for (const job of context.pipeline.jobs) {
    const fields = fieldsIn(job.entry.value);
    look(fields.get('environment')?.value, ['jobs', job.id, 'environment']);
    look(fieldsIn(fields.get('component')?.value).get('environment')?.value, ['jobs', job.id, 'component', 'environment']);
  }
  look(fieldsIn(fieldsIn(map).get('task')?.value).get('environment')?.value, ['task', 'environment']);
  return found;
}

function condaAt({ path, files }: CheckContext, ref: string): YamlNode | undefined {
  const file = resolveRelative(path, ref);
  const text = file === undefined || !/\.ya?ml$/i.test(file) ? undefined : files.read(file);
  return text === undefined ? undefined : readYaml(text).map;
}
