import type { Check } from '../check.ts';
import { accuracyAlone } from './accuracy-alone.check.ts';
import { batchForLatency } from './batch-for-latency.check.ts';
import { componentChanged } from './component-changed.check.ts';
import { evaluatedOnTrainingData } from './evaluated-on-training-data.check.ts';
import { fitBeforeSplit } from './fit-before-split.check.ts';
import { gateBeforeRegister } from './gate-before-register.check.ts';
import { gateWithoutEffect } from './gate-without-effect.check.ts';
import { hardCodedPath } from './hard-coded-path.check.ts';
import { latestComponent } from './latest-component.check.ts';
import { latestData } from './latest-data.check.ts';
import { latestEnvironment } from './latest-environment.check.ts';
import { missingMetadata } from './missing-metadata.check.ts';
import { noFallback } from './no-fallback.check.ts';
import { noMonitor } from './no-monitor.check.ts';
import { noTraffic } from './no-traffic.check.ts';
import { notebookInCommand } from './notebook-in-command.check.ts';
import { onlineForBulk } from './online-for-bulk.check.ts';
import { personalIdentity } from './personal-identity.check.ts';
import { sameTrainAndTestData } from './same-train-and-test-data.check.ts';
import { servingEnvironment } from './serving-environment.check.ts';
import { trainingOnInstance } from './training-on-instance.check.ts';
import { unpinnedPackages } from './unpinned-packages.check.ts';

export const trapsChecks: readonly Check[] = [
  gateBeforeRegister,
  gateWithoutEffect,
  evaluatedOnTrainingData,
  sameTrainAndTestData,
  fitBeforeSplit,
  accuracyAlone,
  batchForLatency,
  hardCodedPath,
  componentChanged,
  latestComponent,
  latestData,
  latestEnvironment,
  missingMetadata,
  noFallback,
  noMonitor,
  noTraffic,
  notebookInCommand,
  onlineForBulk,
  personalIdentity,
  servingEnvironment,
  trainingOnInstance,
  unpinnedPackages,
];
