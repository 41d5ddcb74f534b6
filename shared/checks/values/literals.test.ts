import { expect, it } from 'vitest';
import { convert } from './literals.ts';

it.each([
  [3, 'number', undefined, 3],
  [3, 'integer', undefined, 3],
  [3.5, 'integer', 'error', undefined],
  ['3', 'integer', 'warning', 3],
  ['3.5', 'integer', 'error', undefined],
  ['fast', 'number', 'error', undefined],
  ['', 'number', 'error', undefined],
  [true, 'number', 'error', undefined],
  ['True', 'boolean', undefined, true],
  ['false', 'boolean', undefined, false],
  ['maybe', 'boolean', 'error', undefined],
  [1, 'boolean', 'warning', true],
  [2, 'boolean', 'error', undefined],
  ['a', 'string', undefined, 'a'],
  [12, 'string', 'info', '12'],
  [true, 'string', 'info', 'true'],
] as const)('reads %j as %s', (value, type, severity, read) => {
  expect(convert(value, type)).toEqual({ severity, value: read });
});
