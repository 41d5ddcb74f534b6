import type { Check } from '../check.ts';
import { assetName } from './asset-name.check.ts';
import { componentName } from './component-name.check.ts';
import { endpointName } from './endpoint-name.check.ts';
import { inputName } from './input-name.check.ts';
import { jobName } from './job-name.check.ts';
import { keywordName } from './keyword-name.check.ts';
import { outputName } from './output-name.check.ts';
import { portName } from './port-name.check.ts';
import { reservedName } from './reserved-name.check.ts';
import { sharedPortName } from './shared-port-name.check.ts';
import { unregistrableComponent } from './unregistrable-component.check.ts';

/** What jobs, inputs, outputs, components and endpoints may be called (NAM). */
export const namesChecks: readonly Check[] = [
  jobName,
  inputName,
  outputName,
  portName,
  reservedName,
  componentName,
  unregistrableComponent,
  assetName,
  keywordName,
  endpointName,
  sharedPortName,
];
