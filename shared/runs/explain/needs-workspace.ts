import { placeOf, type Recogniser, sayPlace } from './facts.ts';

/** What azure-identity, azureml-core and azure-ai-ml raise where there is no sign-in, no workspace and no run of Azure ML. */
const TYPES = /^(CredentialUnavailableError|ClientAuthenticationError|RunEnvironmentException|WorkspaceException|ProjectSystemException)$/;
const MESSAGES =
  /(?:could not find|file) config\.json\b|'_OfflineRun' object has no attribute|^'AZUREML_(?:ARM|RUN|WORKSPACE)_\w+'$|Could not load a submitted run|DefaultAzureCredential failed to retrieve a token|aka\.ms\/azsdk\/python\/identity/i;

/** A script that talks to the workspace: nothing is wrong with it, and it cannot run here. */
export const needsWorkspace: Recogniser = (facts, errors) => {
  const found = errors.find(({ type, message }) => TYPES.test(type) || MESSAGES.test(message));
  if (found === undefined) return undefined;
  const place = placeOf(found.frames, facts) ?? errors.map((one) => placeOf(one.frames, facts)).find((one) => one !== undefined);
  const where = sayPlace(place);
  const { id, outputs } = facts.task;
  const port = Object.keys(outputs)[0];
  const way =
    port === undefined
      ? 'Run it on Azure ML, or comment the job out to run the rest here.'
      : `Run it on Azure ML; to run the rest here, record what the job would write under outputs in .sluice/local.yml (${id.replace(/\[\d+\]$/, '')}.${port}: ./path).`;
  return {
    cause: {
      kind: 'needs-azure',
      label: 'needs Azure ML',
      message: 'The script asks an Azure ML workspace, and a run on this computer has none.',
      explanation: `${where === undefined ? '' : `It does so in ${where}. `}${way}`,
      logLine: found.raw,
      ...(place ? { place } : {}),
    },
  };
};
