import { join } from 'node:path';
import { errnoOf, type WriteCode, writeFailure } from '#host/files/file-failure.ts';
import { copyFolder, listFolders, lookAt, makeFolder, readBundled } from '#host/files/folders.ts';
import { resolveInside } from '#host/files/resolve-inside.ts';
import { fail, ok, type Result } from '#shared/base/result.ts';
import type { LibraryComponent } from '#shared/contract/schemas.ts';
import type { Failure } from '#shared/contract/types.ts';

const COMPONENT = 'component.yml';

/** The components of the starter library that comes with the app. */
export async function listLibrary(appRoot: string): Promise<LibraryComponent[]> {
  const components: LibraryComponent[] = [];
  for (const id of await listFolders(join(appRoot, 'components'))) {
    const text = await readBundled(appRoot, 'components', id, COMPONENT);
    if (text !== undefined) components.push({ id, path: `${id}/${COMPONENT}`, text });
  }
  return components;
}

/** The component.yml of a component of the library; undefined when there is no such component. */
export async function readLibraryComponent(appRoot: string, id: string): Promise<string | undefined> {
  return (await listFolders(join(appRoot, 'components'))).includes(id) ? readBundled(appRoot, 'components', id, COMPONENT) : undefined;
}

/** Copies a component of the library into the folder `as` of `components/` in a project. One that is there already is left as it is. */
export async function addLibraryComponent(
  appRoot: string,
  root: string,
  id: string,
  as = id,
): Promise<Result<{ path: string; isNew: boolean }, Failure<WriteCode | 'no-such-component'>>> {
  if (!(await listFolders(join(appRoot, 'components'))).includes(id))
    return fail({ code: 'no-such-component', message: `The library has no component ${id}.` });
  const path = `components/${as}/${COMPONENT}`;
  const parent = await resolveInside(root, 'components');
  if (!parent.ok) return fail({ code: 'outside-project', message: parent.failure.message });
  const target = join(parent.value.real, as);
  try {
    if ((await lookAt(join(target, COMPONENT))) !== undefined) return ok({ path, isNew: false });
    await makeFolder(parent.value.real);
    await copyFolder(join(appRoot, 'components', id), target);
    return ok({ path, isNew: true });
  } catch (error) {
    if (errnoOf(error) === 'EEXIST')
      return fail({
        code: 'not-writable',
        message: `components/${as} exists already and holds no ${COMPONENT}. Rename that folder, then add the component again.`,
      });
    return fail(writeFailure(error, path));
  }
}
