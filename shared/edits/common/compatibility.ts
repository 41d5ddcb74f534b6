import type { AssetType, PortType } from '#shared/azureml/kinds.ts';
import { isLiteralType } from '#shared/azureml/port-types.ts';

/** Pairs that cannot work (validation-rules §6, the cells marked E); the others work or are worth a warning only. */
const IMPOSSIBLE: Readonly<Record<Exclude<AssetType, 'path'>, readonly AssetType[]>> = {
  uri_file: ['mlflow_model', 'triton_model'],
  uri_folder: [],
  mltable: ['mlflow_model', 'custom_model', 'triton_model'],
  mlflow_model: ['mltable', 'triton_model'],
  custom_model: ['mltable'],
  triton_model: ['mltable', 'mlflow_model'],
};

/** False when something of type `from` can never feed an input of type `to`. Unknown types are not judged. */
export function canFeed(from: PortType | undefined, to: PortType | undefined): boolean {
  if (from === undefined || to === undefined) return true;
  if (isLiteralType(from) || isLiteralType(to)) return isLiteralType(from) && isLiteralType(to);
  if (from === 'path' || to === 'path') return true;
  return !IMPOSSIBLE[from].includes(to);
}
