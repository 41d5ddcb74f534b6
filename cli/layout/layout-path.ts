/** Where the positions of a pipeline are kept: `pipeline.layout.json` beside `pipeline.yml`. */
export function layoutPath(path: string): string {
  return `${path.replace(/\.ya?ml$/i, '')}.layout.json`;
}
