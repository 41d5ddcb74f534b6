import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where what runs log ends up. */
export type TrackingTarget =
  /** The project's own store. */
  | { readonly kind: 'project' }
  /** A server of the user's. `headers` prove who asks; they are never written anywhere. */
  | { readonly kind: 'server'; readonly url: string; readonly headers: Readonly<Record<string, string>> }
  /** A database or folder of the user's, in front of which a server can be started. */
  | { readonly kind: 'store'; readonly uri: string }
  /** A service with a protocol of its own (`azureml:`, `databricks`): jobs talk to it themselves. */
  | { readonly kind: 'direct'; readonly uri: string };

/** Where MLflow's own variables say that runs are logged to. Relative paths are relative to the project. */
export function trackingTarget(env: Readonly<Record<string, string | undefined>>, root: string): TrackingTarget {
  const uri = env.MLFLOW_TRACKING_URI?.trim() ?? '';
  if (uri === '') return { kind: 'project' };
  if (/^https?:/i.test(uri)) return serverOf(uri, env);
  const file = /^sqlite:\/\/\/(?!\/)(.*)$/.exec(uri)?.[1];
  if (file !== undefined) return { kind: 'store', uri: `sqlite:///${isAbsolute(file) ? file : join(root, file)}` };
  if (/^(sqlite|postgresql|mysql|mssql)(\+\w+)?:/.test(uri)) return { kind: 'store', uri };
  const path = /^file:/.test(uri) ? pathOf(uri) : /^[a-z][\w+.-]+:|^databricks$|^azureml$|^uc$/i.test(uri) ? undefined : uri;
  return path === undefined ? { kind: 'direct', uri } : { kind: 'store', uri: isAbsolute(path) ? path : join(root, path) };
}

/** What a target is called on disk and to people: without a password. */
export function targetName(target: TrackingTarget): string {
  switch (target.kind) {
    case 'project':
      return 'project';
    case 'server':
      return target.url;
    default:
      return target.uri.replace(/\/\/[^/@]*@/, '//');
  }
}

function serverOf(uri: string, env: Readonly<Record<string, string | undefined>>): TrackingTarget {
  let url: URL;
  try {
    url = new URL(uri);
  } catch {
    return { kind: 'direct', uri };
  }
  const user = decodeURIComponent(url.username) || (env.MLFLOW_TRACKING_USERNAME ?? '');
  const password = decodeURIComponent(url.password) || (env.MLFLOW_TRACKING_PASSWORD ?? '');
  const token = env.MLFLOW_TRACKING_TOKEN ?? '';
  url.username = '';
  url.password = '';
  const authorization = user !== '' ? `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` : token === '' ? undefined : `Bearer ${token}`;
  return { kind: 'server', url: url.href.replace(/\/+$/, ''), headers: authorization === undefined ? {} : { authorization } };
}

function pathOf(uri: string): string {
  try {
    return fileURLToPath(uri);
  } catch {
    return uri.replace(/^file:(\/\/)?/, '');
  }
}
