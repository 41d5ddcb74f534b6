import type { Check } from '../check.ts';
import { emptyPipeline } from './empty-pipeline.check.ts';
import { emptyValue } from './empty-value.check.ts';
import { jobsAndComponent } from './jobs-and-component.check.ts';
import { malformedValue } from './malformed-value.check.ts';
import { missingKey } from './missing-key.check.ts';
import { mustBeText } from './must-be-text.check.ts';
import { outOfRange } from './out-of-range.check.ts';
import { pipelineType } from './pipeline-type.check.ts';
import { readOtherwise } from './read-otherwise.check.ts';
import { schemaLine } from './schema-line.check.ts';
import { tooManyJobs } from './too-many-jobs.check.ts';
import { unknownJobKey } from './unknown-job-key.check.ts';
import { unknownKey } from './unknown-key.check.ts';
import { unknownSetting } from './unknown-setting.check.ts';
import { unquotedDate } from './unquoted-date.check.ts';
import { unquotedVersion } from './unquoted-version.check.ts';
import { wrongKindOfValue } from './wrong-kind-of-value.check.ts';
import { wrongWord } from './wrong-word.check.ts';

/** What the text and its keys may be (YML, DOC). */
export const textChecks: readonly Check[] = [
  emptyPipeline,
  jobsAndComponent,
  pipelineType,
  readOtherwise,
  schemaLine,
  tooManyJobs,
  unquotedDate,
  unquotedVersion,
  unknownKey,
  unknownSetting,
  unknownJobKey,
  missingKey,
  emptyValue,
  mustBeText,
  wrongKindOfValue,
  wrongWord,
  outOfRange,
  malformedValue,
];
