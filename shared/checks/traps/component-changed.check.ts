import { isComponentKind } from '#shared/azureml/document-kind.ts';
import { set } from '#shared/edits/set.edit.ts';
import type { YamlDocument } from '#shared/yaml/document.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { toPlain } from '#shared/yaml/to-plain.ts';
import { defineCheck, fix, step } from '../check.ts';

/** What a component says about itself; the rest is what it does. */
const WORDS_ONLY = new Set(['display_name', 'description', 'tags', '$schema', 'version']);

/** A version that was used once must stay what it was: two runs of it could not be told apart. */
export const componentChanged = defineCheck({
  code: 'component-changed',
  rule: 'trap',
  severity: 'info',
  title: 'Component changed under the same version',
  documents: 'all',
  run({ path, doc, pipeline, files }, report) {
    if (!isComponentKind(pipeline.document)) return;
    const version = doc.map?.entry('version')?.value;
    const committed = version && version.kind === 'scalar' ? files.committed(path) : undefined;
    if (version?.kind !== 'scalar' || committed === undefined || committed === doc.text) return;
    const before = readYaml(committed);
    const old = before.map?.entry('version')?.value;
    if (!before.readable || old?.kind !== 'scalar' || old.text !== version.text || nameOf(before) !== nameOf(doc)) return;
    const changed = changedKeys(before, doc);
    if (changed.length === 0) return;
    const next = nextVersion(version.text);
    const isNumber = /^\d+$/.test(doc.text.slice(version.start, version.end));
    report({
      at: version,
      field: ['version'],
      message: `${changed.map((key) => `\`${key}\``).join(' and ')} changed since the last commit while \`version\` is still \`${version.text}\`, so two runs of this version may differ: raise it${next === undefined ? '' : ` to \`${next}\``}.`,
      fixes:
        next === undefined
          ? []
          : [fix('raise-version', `Raise the version to ${next}`, step(set, { path: ['version'], value: isNumber ? Number(next) : next }))],
    });
  },
});

function nameOf(doc: YamlDocument): string | undefined {
  const name = doc.map?.entry('name')?.value;
  return name?.kind === 'scalar' ? name.text : undefined;
}

/** The keys at the top whose values mean something else than before. */
function changedKeys(before: YamlDocument, after: YamlDocument): readonly string[] {
  const old = plain(before);
  const now = plain(after);
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].filter(
    (key) => !WORDS_ONLY.has(key) && JSON.stringify(old[key]) !== JSON.stringify(now[key]),
  );
}

function plain(doc: YamlDocument): Readonly<Record<string, unknown>> {
  return doc.map ? (toPlain(doc.map) as Record<string, unknown>) : {};
}

/** `3` after `2`, `1.0.3` after `1.0.2`; undefined for what does not end in a number. */
function nextVersion(version: string): string | undefined {
  const [, head, last] = /^(.*?)(\d{1,9})$/.exec(version) ?? [];
  return head === undefined || last === undefined ? undefined : `${head}${Number(last) + 1}`;
}
