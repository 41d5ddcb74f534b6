import type { Check } from '../check.ts';
import { batchSettings } from './batch-settings.check.ts';
import { brokenComponent } from './broken-component.check.ts';
import { cachedFetch } from './cached-fetch.check.ts';
import { callTimeout } from './call-timeout.check.ts';
import { componentInputValue } from './component-input-value.check.ts';
import { controlOutput } from './control-output.check.ts';
import { cronExpression } from './cron-expression.check.ts';
import { deploymentIncomplete } from './deployment-incomplete.check.ts';
import { endpointIdentity } from './endpoint-identity.check.ts';
import { environmentImage } from './environment-image.check.ts';
import { inlineEnvironmentName } from './inline-environment-name.check.ts';
import { managedScaling } from './managed-scaling.check.ts';
import { mirrorTraffic } from './mirror-traffic.check.ts';
import { missingInclude } from './missing-include.check.ts';
import { monitorCompute } from './monitor-compute.check.ts';
import { monitorFolder } from './monitor-folder.check.ts';
import { monitorPreview } from './monitor-preview.check.ts';
import { monitorThreshold } from './monitor-threshold.check.ts';
import { monitorWindow } from './monitor-window.check.ts';
import { nothingToScore } from './nothing-to-score.check.ts';
import { portDefault } from './port-default.check.ts';
import { registryRegions } from './registry-regions.check.ts';
import { scheduleIncomplete } from './schedule-incomplete.check.ts';
import { scheduleJobType } from './schedule-job-type.check.ts';
import { timeZone } from './time-zone.check.ts';
import { trafficAtCreation } from './traffic-at-creation.check.ts';
import { trafficSum } from './traffic-sum.check.ts';
import { valueOutput } from './value-output.check.ts';

/** What components, environments, endpoints, deployments, schedules, monitors and registries may be (COM, ENV, END, SCH, MON, REG). */
export const assetsChecks: readonly Check[] = [
  batchSettings,
  brokenComponent,
  cachedFetch,
  callTimeout,
  componentInputValue,
  controlOutput,
  cronExpression,
  deploymentIncomplete,
  endpointIdentity,
  environmentImage,
  inlineEnvironmentName,
  managedScaling,
  mirrorTraffic,
  missingInclude,
  monitorCompute,
  monitorFolder,
  monitorPreview,
  monitorThreshold,
  monitorWindow,
  nothingToScore,
  portDefault,
  registryRegions,
  scheduleIncomplete,
  scheduleJobType,
  timeZone,
  trafficAtCreation,
  trafficSum,
  valueOutput,
];
