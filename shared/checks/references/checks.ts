import type { Check } from '../check.ts';
import { backslashPath } from './backslash-path.check.ts';
import { badReference } from './bad-reference.check.ts';
import { componentKind } from './component-kind.check.ts';
import { componentNotFound } from './component-not-found.check.ts';
import { defaultWithoutAzureml } from './default-without-azureml.check.ts';
import { fileNotFound } from './file-not-found.check.ts';
import { gitCode } from './git-code.check.ts';
import { localCompute } from './local-compute.check.ts';
import { noCompute } from './no-compute.check.ts';
import { outsideProject } from './outside-project.check.ts';
import { placeholderCompute } from './placeholder-compute.check.ts';
import { placeholderName } from './placeholder-name.check.ts';
import { registryAddress } from './registry-address.check.ts';
import { unversionedComponent } from './unversioned-component.check.ts';
import { unversionedEnvironment } from './unversioned-environment.check.ts';

/** Computes, components, environments and files that a document names (CMP, REF). */
export const referencesChecks: readonly Check[] = [
  noCompute,
  defaultWithoutAzureml,
  localCompute,
  placeholderCompute,
  placeholderName,
  componentNotFound,
  componentKind,
  badReference,
  backslashPath,
  registryAddress,
  unversionedComponent,
  unversionedEnvironment,
  fileNotFound,
  gitCode,
  outsideProject,
];
