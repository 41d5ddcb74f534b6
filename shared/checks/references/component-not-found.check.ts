import { nearest } from '#shared/base/nearest.ts';
import { set } from '#shared/edits/set.edit.ts';
import { relativeRef } from '#shared/pipeline/paths.ts';
import type { ComponentUse } from '#shared/pipeline/pipeline.ts';
import { readYaml } from '#shared/yaml/read.ts';
import type { CheckContext, Fix, Place, Report } from '../check.ts';
import { defineCheck, fix, step } from '../check.ts';
import { kindAt } from '../common/local-paths.ts';
import { fieldsIn, fieldsOfJob, type Keys } from '../common/walk.ts';
import { shown } from '../common/words.ts';

/** A component file that is not there, is a folder, or is no component (REF-001). */
export const componentNotFound = defineCheck({
  code: 'component-not-found',
  rule: 'REF-001',
  severity: 'error',
  title: 'Component file is not there, or is no component',
  run(context, report) {
    const { pipeline, doc } = context;
    const own = pipeline.component;
    const at = fieldsIn(doc.map).get('component')?.value;
    if (own && at) checkUse(own, 'This pipeline', at, ['component'], context, report);
  },
  runJob(job, context, report) {
    const use = job.component;
    if (use?.where !== 'local' || use.declared || use.key === 'inline') return;
    const value = fieldsOfJob(job).get(use.key)?.value;
    if (value) checkUse(use, `Job \`${job.id}\``, value, ['jobs', job.id, use.key], context, report);
  },
});

function checkUse(use: ComponentUse, who: string, at: Place, field: Keys, context: CheckContext, report: Report): void {
  const { ref, path } = use;
  if (ref === undefined || path === undefined || use.where !== 'local' || use.declared) return;
  const { files, components, path: from } = context;
  const kind = kindAt(files, from, ref);
  const found = components.read(path);
  const file = shown(ref.replace(/^file:/i, ''));
  if (kind === 'folder') {
    const inside = files.list().filter((other) => other.startsWith(`${path}/`) && !other.slice(path.length + 1).includes('/') && isYaml(other));
    const only = inside.length === 1 && inside[0] !== undefined ? relativeRef(from, inside[0]) : undefined;
    report({
      at,
      field,
      message: `${who} uses the component \`${file}\`, which is a folder: name the component's file in it.`,
      fixes: only === undefined ? [] : [rewrite(only, field)],
    });
  } else if (kind === 'missing') {
    const meant = likelyFile(context, path);
    const to = meant === undefined ? undefined : relativeRef(from, meant);
    const says = `${who} uses the component \`${file}\`, and there is no file \`${path}\`.`;
    report({
      at,
      field,
      message: to === undefined ? `${says} Paths start at the file that names them.` : `${says} Did you mean \`${to}\`?`,
      fixes: to === undefined ? [] : [rewrite(to, field)],
    });
  } else if (kind === 'file' && typeof found === 'object') {
    const reason = readYaml(found.text).readable ? 'which is no component' : 'which cannot be read as YAML';
    report({ at, field, message: `${who} uses the component \`${file}\`, ${reason}: open the file, or name another.` });
  }
}

function rewrite(to: string, field: Keys): Fix {
  return fix('did-you-mean', `Use \`${to}\``, step(set, { path: [...field], value: to }));
}

/** The file that a missing one may mean: one with a like path, or the only one of its name in the project. */
function likelyFile({ files, path: from }: CheckContext, path: string): string | undefined {
  const candidates = files.list().filter((file) => file !== from && isYaml(file));
  const near = nearest(path, candidates);
  if (near !== undefined) return near;
  const name = path.split('/').at(-1);
  const alike = candidates.filter((file) => file.split('/').at(-1) === name);
  return alike.length === 1 ? alike[0] : undefined;
}

function isYaml(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}
