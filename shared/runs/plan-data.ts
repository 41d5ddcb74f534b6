import { parseComponentRef } from '#shared/azureml/component-ref.ts';
import type { AssetType, PortType } from '#shared/azureml/kinds.ts';
import { findLocal, type LocalEntry } from '#shared/azureml/local-file.ts';
import { isLiteralType, isModelType } from '#shared/azureml/port-types.ts';
import { fail, ok, type Result } from '#shared/base/result.ts';
import { findDeclared, sayDeclared } from './declared-assets.ts';
import type { PlanContext } from './plan-context.ts';
import { pathFrom } from './project-path.ts';
import type { Obstacle, TaskInput } from './run-plan.ts';

/** Why data is not at hand. */
export type DataObstacle = Pick<Obstacle, 'code' | 'name' | 'message'>;

/** What an input with a `path` is read from: a file or folder here, what `.sluice/local.yml` says for it, or a download. */
export function planData(
  source: string,
  type: PortType | undefined,
  mode: string | undefined,
  fromFile: string,
  context: PlanContext,
  note: (sentence: string) => void,
): Result<TaskInput, DataObstacle> {
  const asset: AssetType = type === undefined || isLiteralType(type) ? 'uri_folder' : type;
  const name = source.trim();
  const isModel = isModelType(asset);
  const { data, models } = context.local;
  const mapped = mappedName(isModel ? models : data, name) ?? mappedName(isModel ? data : models, name);
  if (mapped) {
    const target = mapped.entry.target + (mapped.rest !== '' && !mapped.entry.target.endsWith('/') ? '/' : '') + mapped.rest;
    return atPath(pathFrom('', target), asset, name, mode, context, ` .sluice/local.yml or --map says that it stands for ${name}.`);
  }
  if (/^https?:\/\//i.test(name)) return ok({ from: 'url', url: name, type: asset, mode });
  if (/^(azureml:|wasbs?:|abfss?:|adl:|runs:|models:)/i.test(name)) {
    const parsed = parseComponentRef(name);
    const declared =
      findDeclared(isModel ? 'model' : 'data', parsed, fromFile, context.files) ?? findDeclared(isModel ? 'data' : 'model', parsed, fromFile, context.files);
    if (declared?.path !== undefined && parseComponentRef(declared.path).kind !== 'workspace') {
      note(`${name} is taken from ${declared.file}, which declares it.`);
      const found = planData(declared.path, asset, mode, declared.file, context, note);
      if (found.ok || found.failure.code !== 'missing-file') return found;
      return fail({ ...found.failure, message: found.failure.message.replace(' Create it,', ` ${declared.file} names it for ${name}. Create it,`) });
    }
    const what = isModel ? 'model' : 'data';
    const message = `The ${what} \`${name}\` is in Azure.${sayDeclared(what, parsed, fromFile, context.files)} Map it in .sluice/local.yml to a file or folder here, or for this call with --map ${name}=PATH.`;
    return fail({ code: isModel ? 'unresolved-model' : 'unresolved-data', name, message });
  }
  return atPath(pathFrom(fromFile, name), asset, name, mode, context, '');
}

/** Whether a literal is an address or a name of the cloud that stands for something here, so that a script which opens it itself finds it without a network. */
export function isMappedAddress(literal: string | number | boolean, context: PlanContext): literal is string {
  return typeof literal === 'string' && /^([a-z]+:\/\/|azureml:)\S+$/i.test(literal) && findLocal(context.local.data, literal) !== undefined;
}

/** The bare name of a data asset or model, without version, may stand in `.sluice/local.yml` for all its versions. */
function mappedName(entries: readonly LocalEntry<string>[], name: string): { readonly entry: LocalEntry<string>; readonly rest: string } | undefined {
  if (entries.length === 0) return undefined;
  const parsed = parseComponentRef(name);
  return findLocal(entries, name) ?? (parsed.kind === 'workspace' ? findLocal(entries, `azureml:${parsed.name}`) : undefined);
}

function atPath(path: string, type: AssetType, source: string, mode: string | undefined, context: PlanContext, why: string): Result<TaskInput, DataObstacle> {
  if (context.files.kindOf(path) === 'missing')
    return fail({ code: 'missing-file', name: source, message: `There is no file or folder ${path}.${why} Create it, or correct the path.` });
  return ok({ from: 'path', path, type, source, mode });
}
