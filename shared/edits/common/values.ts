import { z } from 'zod';
import type { Path, Plain } from '../splice/plain.ts';

/** Keys from the root down, at least one. */
export const pathArg: z.ZodType<Path> = z
  .array(z.union([z.string(), z.int().nonnegative()]))
  .min(1)
  .describe('Keys from the top down; numbers for items of a list');

/** Any value that YAML can hold. */
export const plainValue: z.ZodType<Plain> = z.json();

/** A name as it is typed: the edit checks whether it is allowed. */
export const nameArg = z.string().min(1);

/** Types of inputs and outputs. */
export const portTypeArg = z.enum([
  'uri_file',
  'uri_folder',
  'mltable',
  'mlflow_model',
  'custom_model',
  'triton_model',
  'string',
  'integer',
  'number',
  'boolean',
]);

/** A literal that an input can hold. */
export const literalValue = z.union([z.string(), z.number(), z.boolean()]);
