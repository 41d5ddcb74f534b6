import type { Check } from '../check.ts';
import { automlIncomplete } from './automl-incomplete.check.ts';
import { banditSlack } from './bandit-slack.check.ts';
import { copyOutputs } from './copy-outputs.check.ts';
import { gridOfRanges } from './grid-of-ranges.check.ts';
import { ignoredOnPipeline } from './ignored-on-pipeline.check.ts';
import { importPreview } from './import-preview.check.ts';
import { inlinePipeline } from './inline-pipeline.check.ts';
import { miniBatchSize } from './mini-batch-size.check.ts';
import { noInputData } from './no-input-data.check.ts';
import { noJobType } from './no-job-type.check.ts';
import { parallelTask } from './parallel-task.check.ts';
import { searchSpaceInComponent } from './search-space-in-component.check.ts';
import { searchSpaceInput } from './search-space-input.check.ts';
import { searchSpaceRange } from './search-space-range.check.ts';
import { searchedAndSet } from './searched-and-set.check.ts';
import { sparkCompute } from './spark-compute.check.ts';
import { sparkDuplicate } from './spark-duplicate.check.ts';
import { sparkEntry } from './spark-entry.check.ts';
import { sparkExecutors } from './spark-executors.check.ts';
import { sparkImage } from './spark-image.check.ts';
import { sparkMode } from './spark-mode.check.ts';
import { sparkRuntime } from './spark-runtime.check.ts';
import { sweepWithoutObjective } from './sweep-without-objective.check.ts';
import { transferPort } from './transfer-port.check.ts';
import { trialsAtOnce } from './trials-at-once.check.ts';
import { unknownJobType } from './unknown-job-type.check.ts';

/** What jobs of each kind may be (NOD, SWP, PAR, SPK, AML, DTR, IMP). */
export const jobsChecks: readonly Check[] = [
  automlIncomplete,
  banditSlack,
  copyOutputs,
  gridOfRanges,
  ignoredOnPipeline,
  importPreview,
  inlinePipeline,
  miniBatchSize,
  noInputData,
  noJobType,
  parallelTask,
  searchSpaceInComponent,
  searchSpaceInput,
  searchSpaceRange,
  searchedAndSet,
  sparkCompute,
  sparkDuplicate,
  sparkEntry,
  sparkExecutors,
  sparkImage,
  sparkMode,
  sparkRuntime,
  sweepWithoutObjective,
  transferPort,
  trialsAtOnce,
  unknownJobType,
];
