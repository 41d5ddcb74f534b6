/** Where the positions of a pipeline are kept: `pipeline.layout.json` beside `pipeline.yml`. */
export function layoutPathOf(path: string): string {
  return `${path.replace(/\.ya?ml$/i, '')}.layout.json`;
}

export function isYamlPath(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}

/** Files that open as text. */
export function isTextPath(path: string): boolean {
  return !/\.(png|jpe?g|gif|webp|ico|pdf|zip|gz|tgz|whl|pkl|joblib|onnx|pt|h5|parquet|npy|npz|woff2?|ttf|mp4|so|dll|exe|bin)$/i.test(path);
}

/** The last name of a path. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** What a tab says: the name; with its folder where the name alone says nothing (`train/component.yml`). */
export function tabName(path: string): string {
  const parts = path.split('/');
  const name = parts[parts.length - 1] ?? path;
  const folder = parts[parts.length - 2];
  return folder !== undefined && /^(component|pipeline|spec|conda|environment)\.ya?ml$|^__init__\.py$/.test(name) ? `${folder}/${name}` : name;
}

/** Documents that are drawn as a graph. */
export function isPipelineKind(kind: string): boolean {
  return kind === 'pipeline-job' || kind === 'pipeline-component';
}
