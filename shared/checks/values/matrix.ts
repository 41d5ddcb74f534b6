import type { AssetType, PortType } from '#shared/azureml/kinds.ts';
import { isLiteralType } from '#shared/azureml/port-types.ts';
import type { Severity } from '../problem.ts';

type Cell = Severity | undefined;
type Row = Readonly<Record<Exclude<AssetType, 'path'>, Cell>>;

const E = 'error';
const W = 'warning';
const I = 'info';
const OK = undefined;

/** Validation-rules §6: what may feed what. Source row, target column; registered-model steps after AutoML feed models into folders, so that is an info only. */
const MATRIX: Readonly<Record<Exclude<AssetType, 'path'>, Row>> = {
  uri_file: { uri_file: OK, uri_folder: W, mltable: W, mlflow_model: E, custom_model: W, triton_model: E },
  uri_folder: { uri_file: W, uri_folder: OK, mltable: W, mlflow_model: W, custom_model: W, triton_model: W },
  mltable: { uri_file: W, uri_folder: I, mltable: OK, mlflow_model: E, custom_model: E, triton_model: E },
  mlflow_model: { uri_file: W, uri_folder: I, mltable: E, mlflow_model: OK, custom_model: I, triton_model: E },
  custom_model: { uri_file: W, uri_folder: I, mltable: E, mlflow_model: W, custom_model: OK, triton_model: W },
  triton_model: { uri_file: W, uri_folder: I, mltable: E, mlflow_model: E, custom_model: I, triton_model: OK },
};

/** How bad an edge from one type to another is; undefined when it is fine. */
export function judgeEdge(from: PortType, to: PortType): Severity | undefined {
  if (isLiteralType(from) && isLiteralType(to)) return judgeLiterals(from, to);
  if (isLiteralType(from) || isLiteralType(to)) return 'error';
  if (from === 'path' || to === 'path') return undefined;
  return MATRIX[from][to];
}

function judgeLiterals(from: PortType, to: PortType): Severity | undefined {
  if (from === to || (from === 'integer' && to === 'number')) return undefined;
  return to === 'string' ? 'info' : 'warning';
}
