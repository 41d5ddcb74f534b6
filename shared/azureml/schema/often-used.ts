import { words } from './key-schema.ts';

/** Sizes of machines that people choose often. */
export const MACHINES = words({
  Standard_DS3_v2: '4 cores, 14 GiB.',
  Standard_DS4_v2: '8 cores, 28 GiB.',
  Standard_DS5_v2: '16 cores, 56 GiB.',
  Standard_D4s_v3: '4 cores, 16 GiB.',
  Standard_D8s_v3: '8 cores, 32 GiB.',
  Standard_D16s_v3: '16 cores, 64 GiB.',
  Standard_E4s_v3: '4 cores, 32 GiB.',
  Standard_E8s_v3: '8 cores, 64 GiB.',
  Standard_F4s_v2: '4 fast cores, 8 GiB.',
  Standard_F8s_v2: '8 fast cores, 16 GiB.',
  Standard_NC4as_T4_v3: '4 cores, 28 GiB, one T4.',
  Standard_NC6s_v3: '6 cores, 112 GiB, one V100.',
  Standard_NC24ads_A100_v4: '24 cores, 220 GiB, one A100.',
  Standard_ND96asr_v4: '96 cores, 900 GiB, eight A100.',
});

/** Sizes of machines on which Spark runs without a pool of one's own. */
export const SPARK_MACHINES = words({
  standard_e4s_v3: '4 cores, 32 GiB.',
  standard_e8s_v3: '8 cores, 64 GiB.',
  standard_e16s_v3: '16 cores, 128 GiB.',
  standard_e32s_v3: '32 cores, 256 GiB.',
  standard_e64s_v3: '64 cores, 432 GiB.',
});

/** Regions by their short names. */
export const REGIONS = words([
  'westeurope',
  'northeurope',
  'germanywestcentral',
  'francecentral',
  'swedencentral',
  'switzerlandnorth',
  'uksouth',
  'eastus',
  'eastus2',
  'centralus',
  'southcentralus',
  'westus2',
  'westus3',
  'canadacentral',
  'brazilsouth',
  'japaneast',
  'southeastasia',
  'australiaeast',
  'centralindia',
]);

/** Base images that Microsoft keeps up to date. */
export const IMAGES = words({
  'mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04': 'Ubuntu 22.04 with conda and MPI.',
  'mcr.microsoft.com/azureml/openmpi4.1.0-cuda11.8-cudnn8-ubuntu22.04': 'The same with CUDA 11.8.',
  'mcr.microsoft.com/azureml/minimal-ubuntu22.04-py39-cpu-inference': 'A small image for answering, with Python 3.9.',
});

/** Names of time zones as Windows has them: the ones that are chosen most. */
export const TIME_ZONES = words([
  'UTC',
  'W. Europe Standard Time',
  'GMT Standard Time',
  'Central Europe Standard Time',
  'Romance Standard Time',
  'E. Europe Standard Time',
  'Eastern Standard Time',
  'Central Standard Time',
  'Mountain Standard Time',
  'Pacific Standard Time',
  'India Standard Time',
  'China Standard Time',
  'Singapore Standard Time',
  'Tokyo Standard Time',
  'AUS Eastern Standard Time',
]);
