import type { Check } from '../check.ts';
import { badMode } from './bad-mode.check.ts';
import { dataAddress } from './data-address.check.ts';
import { dataForLiteral } from './data-for-literal.check.ts';
import { dataNotFound } from './data-not-found.check.ts';
import { ignoredType } from './ignored-type.check.ts';
import { inputWithoutPath } from './input-without-path.check.ts';
import { latestAsVersion } from './latest-as-version.check.ts';
import { literalForData } from './literal-for-data.check.ts';
import { missingInput } from './missing-input.check.ts';
import { noBody } from './no-body.check.ts';
import { optionalFeedsRequired } from './optional-feeds-required.check.ts';
import { outputTypeDiffers } from './output-type-differs.check.ts';
import { textForData } from './text-for-data.check.ts';
import { typeMismatch } from './type-mismatch.check.ts';
import { undeclaredInput } from './undeclared-input.check.ts';
import { undeclaredOutput } from './undeclared-output.check.ts';
import { unversionedData } from './unversioned-data.check.ts';
import { valueNotInList } from './value-not-in-list.check.ts';
import { valueOutOfRange } from './value-out-of-range.check.ts';
import { wrongLiteral } from './wrong-literal.check.ts';

/** Required inputs, types and values (REQ, TYP). */
export const valuesChecks: readonly Check[] = [
  missingInput,
  noBody,
  inputWithoutPath,
  undeclaredInput,
  undeclaredOutput,
  optionalFeedsRequired,
  typeMismatch,
  literalForData,
  textForData,
  dataForLiteral,
  wrongLiteral,
  valueOutOfRange,
  valueNotInList,
  badMode,
  ignoredType,
  outputTypeDiffers,
  dataNotFound,
  unversionedData,
  dataAddress,
  latestAsVersion,
];
