import type { Check } from '../check.ts';
import { blockNotAJob } from './block-not-a-job.check.ts';
import { bodyOfTwoLoops } from './body-of-two-loops.check.ts';
import { conditionType } from './condition-type.check.ts';
import { controlFlowPreview } from './control-flow-preview.check.ts';
import { ifElseBlocks } from './if-else-blocks.check.ts';
import { loopMapping } from './loop-mapping.check.ts';
import { noLoopLimit } from './no-loop-limit.check.ts';
import { onInitFinalize } from './on-init-finalize.check.ts';
import { parallelForItems } from './parallel-for-items.check.ts';

/** Control flow and what runs first and last (CTL). */
export const controlChecks: readonly Check[] = [
  controlFlowPreview,
  ifElseBlocks,
  blockNotAJob,
  conditionType,
  noLoopLimit,
  loopMapping,
  bodyOfTwoLoops,
  parallelForItems,
  onInitFinalize,
];
