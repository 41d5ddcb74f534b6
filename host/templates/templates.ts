import { join } from 'node:path';
import { errnoOf, type WriteCode, writeFailure } from '#host/files/file-failure.ts';
import { copyFolder, listFolders, lookAt, readBundled } from '#host/files/folders.ts';
import { refuseWindowsName } from '#host/files/resolve-inside.ts';
import { fail, ok, type Result } from '#shared/base/result.ts';
import type { Template } from '#shared/contract/schemas.ts';
import type { Failure } from '#shared/contract/types.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { toPlain } from '#shared/yaml/to-plain.ts';

const PIPELINE = 'pipeline.yml';

/** The examples that come with the app and hold a pipeline: each is a template. */
export async function listTemplates(appRoot: string): Promise<Template[]> {
  const templates: Template[] = [];
  for (const id of await listFolders(join(appRoot, 'examples'))) {
    const text = await readBundled(appRoot, 'examples', id, PIPELINE);
    if (text === undefined) continue;
    const map = readYaml(text).map;
    const about = map === undefined ? undefined : toPlain(map);
    templates.push({
      id,
      title: textOf(about, 'display_name') ?? id,
      description: firstSentence(textOf(about, 'description')),
      pipeline: PIPELINE,
      text,
      components: await componentsOf(appRoot, id),
    });
  }
  return templates;
}

/** Copies a template into the new folder `name` of `parent`; answers with the real path of its pipeline. */
export async function copyTemplate(
  appRoot: string,
  id: string,
  parent: string,
  name: string,
): Promise<Result<string, Failure<WriteCode | 'already-exists' | 'no-such-template' | 'bad-name'>>> {
  if (!(await listFolders(join(appRoot, 'examples'))).includes(id)) return fail({ code: 'no-such-template', message: `There is no template ${id}.` });
  const wrong = refuseFolderName(name);
  if (wrong !== undefined) return fail({ code: 'bad-name', message: wrong });
  const target = join(parent, name);
  try {
    await copyFolder(join(appRoot, 'examples', id), target);
    const pipeline = await lookAt(join(target, PIPELINE));
    return ok(pipeline?.real ?? target);
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return fail({ code: 'already-exists', message: `${name} exists already in that folder. Choose another name.` });
    return fail(writeFailure(error, name));
  }
}

/** Why a text cannot be the name of a new folder, on any system, or nothing. */
export function refuseFolderName(name: string): string | undefined {
  if (name.trim() !== name || name === '' || name === '.' || name === '..') return 'A folder needs a name that neither starts nor ends with a blank.';
  // Control characters have no place in a name, whatever a system allows.
  if (/[/\\]/.test(name) || [...name].some((character) => character < ' '))
    return `${JSON.stringify(name)} is not a name of a single folder. Leave out "/" and "\\".`;
  const windows = refuseWindowsName(name, 'win32');
  return windows === undefined ? undefined : `${windows} Choose another name, so that the project works there too.`;
}

async function componentsOf(appRoot: string, id: string): Promise<{ path: string; text: string }[]> {
  const components: { path: string; text: string }[] = [];
  for (const name of await listFolders(join(appRoot, 'examples', id, 'components'))) {
    const text = await readBundled(appRoot, 'examples', id, 'components', name, 'component.yml');
    if (text !== undefined) components.push({ path: `components/${name}/component.yml`, text });
  }
  return components;
}

function textOf(map: unknown, key: string): string | undefined {
  const value: unknown = typeof map === 'object' && map !== null ? Reflect.get(map, key) : undefined;
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function firstSentence(text: string | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ').replace(/(?<=[.!?]) .*$/s, '');
}
