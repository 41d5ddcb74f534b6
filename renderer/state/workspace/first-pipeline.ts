import type { ProjectEntry } from '#shared/contract/schemas.ts';
import { isYamlPath } from './layout-path.ts';

/** The pipeline to show first: `pipeline.yml`, else the first YAML file near the root. */
export function firstPipeline(entries: readonly ProjectEntry[]): string | undefined {
  const yaml = entries.filter((entry) => entry.kind === 'file' && isYamlPath(entry.path)).map((entry) => entry.path);
  const rank = (path: string) =>
    path.split('/').length * 10 + (/(^|\/)pipeline\.ya?ml$/.test(path) ? 0 : /pipeline/.test(path) ? 3 : /component|environment|conda/.test(path) ? 9 : 6);
  return yaml.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))[0];
}
