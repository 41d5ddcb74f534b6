import { join, relative, sep } from 'node:path';
import { type WriteCode, writeFailure } from '#host/files/file-failure.ts';
import { holdsSameFiles, listFolders, lookAt } from '#host/files/folders.ts';
import { isInside, resolveInside } from '#host/files/resolve-inside.ts';
import { fail, ok, type Result } from '#shared/base/result.ts';
import type { LibraryPlace } from '#shared/contract/schemas.ts';
import type { Failure } from '#shared/contract/types.ts';

const COMPONENT = 'component.yml';

/** What a component of the library would meet in a project (`root`: absolute, links followed): its place in `components/`, and whether it can be used where it lies. */
export async function lookAtLibraryComponent(
  appRoot: string,
  root: string,
  id: string,
): Promise<Result<LibraryPlace, Failure<WriteCode | 'no-such-component'>>> {
  const library = join(appRoot, 'components');
  if (!(await listFolders(library)).includes(id)) return fail({ code: 'no-such-component', message: `The library has no component ${id}.` });
  const parent = await resolveInside(root, 'components');
  if (!parent.ok) return fail({ code: 'outside-project', message: parent.failure.message });
  const folder = parent.value.real;
  try {
    const reference = await referenceIn(root, join(library, id, COMPONENT));
    const found = await lookAt(join(folder, id));
    const own = found && (await lookAt(join(folder, id, COMPONENT)))?.kind === 'file' ? `components/${id}/${COMPONENT}` : undefined;
    const isSame = own !== undefined && (await holdsSameFiles(join(library, id), join(folder, id)));
    return ok({
      state: found === undefined ? 'free' : isSame ? 'same' : 'other',
      free: await freeName(folder, id),
      ...(own === undefined ? {} : { own }),
      ...(reference === undefined ? {} : { reference }),
    });
  } catch (error) {
    return fail(writeFailure(error, `components/${id}`));
  }
}

/** The path of a file as the project names it; undefined when it lies outside, where nothing of a project is read. */
async function referenceIn(root: string, file: string): Promise<string | undefined> {
  const real = (await lookAt(file))?.real;
  return real !== undefined && isInside(root, real) ? relative(root, real).split(sep).join('/') : undefined;
}

async function freeName(folder: string, id: string): Promise<string> {
  for (let k = 2; ; k++) if ((await lookAt(join(folder, `${id}_${k}`))) === undefined) return `${id}_${k}`;
}
