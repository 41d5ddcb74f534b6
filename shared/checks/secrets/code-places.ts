import { asScalar } from '#shared/pipeline/fields.ts';
import { resolveRelative } from '#shared/pipeline/paths.ts';
import { readYaml } from '#shared/yaml/read.ts';
import type { YamlScalar } from '#shared/yaml/tree.ts';
import type { CheckContext } from '../check.ts';
import { isInline } from '../common/inputs.ts';
import { isLocalPath } from '../common/local-paths.ts';
import { fieldsIn, fieldsOfJob, type Keys } from '../common/walk.ts';
import type { ProjectFiles } from '../project-files.ts';

/** Code that a document sends to Azure ML, and where it names it. */
export interface CodePlace {
  /** The code folder or file, relative to the project. */
  readonly code: string;
  readonly node: YamlScalar;
  readonly path: Keys;
  /** How a sentence calls it: "The code of job `train`". */
  readonly what: string;
}

const MOST_FILES = 500;
/** Documents of their own are looked at by themselves; what is no text is not looked at. */
const TEXTS = /\.(py|ipynb|r|sh|ps1|json|toml|cfg|ini|txt|env|properties|md|sql)$|(^|\/)\.env[^/]*$/i;
const NOT_OURS = /(^|\/)(node_modules|\.git|__pycache__|\.venv|site-packages)\//;

/** The code of a document's jobs, of their local components, and of a document that is a component; each folder once. */
export function codePlacesOf(context: CheckContext): readonly CodePlace[] {
  const { path: own, doc, pipeline, components } = context;
  const found = new Map<string, CodePlace>();
  const add = (ref: string | undefined, from: string, node: YamlScalar | undefined, path: Keys, what: string): void => {
    const code = ref !== undefined && isLocalPath(ref) ? resolveRelative(from, ref) : undefined;
    if (code !== undefined && node && !found.has(code)) found.set(code, { code, node, path, what });
  };
  const ownCode = asScalar(fieldsIn(doc.map).get('code')?.value);
  add(ownCode?.text, own, ownCode, ['code'], 'The code of this file');
  for (const job of pipeline.jobs) {
    const fields = fieldsOfJob(job);
    if (isInline(job)) {
      const code = asScalar(fields.get('code')?.value);
      add(code?.text, own, code, ['jobs', job.id, 'code'], `The code of job \`${job.id}\``);
      continue;
    }
    const use = job.component;
    if (use?.path === undefined || use.key === 'inline') continue;
    const file = components.read(use.path);
    if (typeof file !== 'object') continue;
    add(codeIn(file.text), use.path, asScalar(fields.get(use.key)?.value), ['jobs', job.id, use.key], `The code of job \`${job.id}\``);
  }
  return [...found.values()];
}

/** The files of a code folder that are looked at. */
export function textsOfCode(files: ProjectFiles, code: string): readonly string[] {
  const isBelow = (path: string): boolean => path === code || code === '' || code === '.' || path.startsWith(`${code}/`);
  return files
    .list()
    .filter((path) => isBelow(path) && TEXTS.test(path) && !NOT_OURS.test(path))
    .slice(0, MOST_FILES);
}

const known = new Map<string, string | undefined>();

/** The `code` of a component's text, read once. */
function codeIn(text: string): string | undefined {
  if (!known.has(text)) {
    if (known.size > 500) known.clear();
    known.set(text, asScalar(fieldsIn(readYaml(text).map).get('code')?.value)?.text);
  }
  return known.get(text);
}
