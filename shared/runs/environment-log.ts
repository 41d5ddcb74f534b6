/** The name under which a run keeps what the installer said while it built an environment, beside the logs of tasks. */
export function environmentLog(label: string): string {
  return `environment[${label}]`;
}
