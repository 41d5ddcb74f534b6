/** What a `component:` or `trial:` string points at (yaml-reference §2). */
export type ComponentRef =
  | { readonly kind: 'local'; readonly file: string }
  | { readonly kind: 'workspace'; readonly name: string; readonly version: string | undefined; readonly label: string | undefined }
  | {
      readonly kind: 'registry';
      readonly registry: string;
      readonly asset: string;
      readonly name: string;
      readonly version: string | undefined;
      readonly label: string | undefined;
    }
  | { readonly kind: 'arm'; readonly id: string; readonly name: string; readonly version: string | undefined }
  | { readonly kind: 'invalid'; readonly reason: string };

const REGISTRY = /^azureml:\/\/registries\/([^/]+)\/([^/]+)\/([^/]+)(?:\/(versions|labels)\/(.+))?$/i;
const ARM =
  /^azureml:(\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/providers\/microsoft\.machinelearningservices\/(?:workspaces|registries)\/[^/]+\/[^/]+\/([^/]+)(?:\/versions\/(.+))?)$/i;

/** Classifies the text of a reference to a component, environment, model or other versioned asset. */
export function parseComponentRef(text: string): ComponentRef {
  const ref = text.trim();
  if (ref === '') return { kind: 'invalid', reason: 'The reference is empty.' };
  if (/^azureml:/i.test(ref)) return parseAzureRef(ref);
  if (/^file:\/\//i.test(ref)) return { kind: 'invalid', reason: 'Azure ML does not read file:// here: write a relative path.' };
  if (/^file:/i.test(ref)) return { kind: 'local', file: ref.slice(5) };
  if (/^git\+/i.test(ref)) return { kind: 'invalid', reason: 'Only code can come from git, not a component.' };
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(ref)) return { kind: 'invalid', reason: 'A component is a file or starts with azureml:.' };
  if (looksLikeFile(ref)) return { kind: 'local', file: ref };
  return { kind: 'invalid', reason: `Write azureml:${ref} for a registered component, or the path of a file.` };
}

/** A path rather than a bare `name:version`. Without the prefix Azure ML tries a file, so everything that could be one counts. */
function looksLikeFile(ref: string): boolean {
  if (/\.(ya?ml|json)$/i.test(ref) || /^[.]{1,2}([/\\]|$)/.test(ref) || /^[/\\~]/.test(ref) || /^[a-z]:[/\\]/i.test(ref)) return true;
  return /[/\\]/.test(ref) && !/[:@][^/\\]*$/.test(ref);
}

function parseAzureRef(ref: string): ComponentRef {
  const registry = REGISTRY.exec(ref);
  if (registry) {
    const [, name = '', asset = '', item = '', how, what] = registry;
    const byLabel = how?.toLowerCase() === 'labels';
    return { kind: 'registry', registry: name, asset, name: item, version: byLabel ? undefined : what, label: byLabel ? what : undefined };
  }
  const arm = ARM.exec(ref);
  if (arm) return { kind: 'arm', id: arm[1] ?? '', name: arm[2] ?? '', version: arm[3] };
  const rest = ref.slice('azureml:'.length);
  if (/^[/\\]/.test(rest) || rest === '') return { kind: 'invalid', reason: 'This is neither azureml:name:version nor a registry address.' };
  const at = rest.indexOf('@');
  const colon = rest.indexOf(':');
  if (at >= 0 && (colon < 0 || at < colon)) return { kind: 'workspace', name: rest.slice(0, at), version: undefined, label: rest.slice(at + 1) };
  if (colon >= 0) return { kind: 'workspace', name: rest.slice(0, colon), version: rest.slice(colon + 1), label: undefined };
  return { kind: 'workspace', name: rest, version: undefined, label: undefined };
}

/** The component's own name in a reference: what roles are inferred from. Undefined for a file. */
export function refName(ref: ComponentRef): string | undefined {
  return ref.kind === 'workspace' || ref.kind === 'registry' || ref.kind === 'arm' ? ref.name : undefined;
}
