/** True when what an installer said means that there is no network. */
export function isOffline(output: string): boolean {
  return /dns error|name resolution|failed to lookup address|Could not resolve|Failed to connect|Connection (refused|reset)|Network is unreachable|NewConnectionError|client error \(Connect\)|timed[ -]out/i.test(
    output,
  );
}

/** What went wrong when an environment was built, for a person: what, why and what to do, with the installer's own last words. */
export function describeBuildFailure(label: string, output: string): string {
  if (isOffline(output))
    return `The packages of ${label} could not be fetched: there is no connection to the package index. Connect to the network, or set the proxy (HTTPS_PROXY), then run again.`;
  if (/No space left|ENOSPC|os error 28|Disk quota|File too large/i.test(output))
    return `The packages of ${label} could not be installed, because the disk is full. Free some space, then run again.`;
  if (/Permission denied|Read-only file system|os error (13|30)\b/i.test(output))
    return `The environment ${label} could not be built, because .sluice/envs cannot be written. Change the permissions of the project's folder, then run again.`;
  const lines = output.split(/\r?\n/).filter((line) => line.trim() !== '');
  return `The environment ${label} could not be built. Correct its definition, or map another in .sluice/local.yml under environments. What the installer says:\n${lines.slice(-8).join('\n')}`;
}
