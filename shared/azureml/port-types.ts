import type { AssetType, LiteralType, PortType } from './kinds.ts';

export const ASSET_TYPES: readonly AssetType[] = ['uri_file', 'uri_folder', 'mltable', 'mlflow_model', 'custom_model', 'triton_model', 'path'];
export const LITERAL_TYPES: readonly LiteralType[] = ['string', 'integer', 'number', 'boolean'];

const ALL: ReadonlySet<string> = new Set([...ASSET_TYPES, ...LITERAL_TYPES]);
const LITERALS: ReadonlySet<string> = new Set(LITERAL_TYPES);

/** The port type that a `type:` text names, in any case; undefined when there is none. */
export function portType(text: string | undefined): PortType | undefined {
  if (text === undefined) return undefined;
  const lower = text.toLowerCase();
  return ALL.has(lower) ? (lower as PortType) : undefined;
}

/** True for string, integer, number and boolean. */
export function isLiteralType(type: PortType): type is LiteralType {
  return LITERALS.has(type);
}

/** True for the types of models. */
export function isModelType(type: PortType): boolean {
  return type === 'mlflow_model' || type === 'custom_model' || type === 'triton_model';
}

/** The literal type of a value as Azure ML's loader reads it. */
export function typeOfLiteral(value: string | number | boolean, scalarType?: string): LiteralType {
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return scalarType === 'float' || !Number.isInteger(value) ? 'number' : 'integer';
  return 'string';
}
