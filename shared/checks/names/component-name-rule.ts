const NAME = /^[a-z][a-z\d_]*$/;
const LONGEST = 255;

/** Why a component cannot be registered under a name; undefined when it can. */
export function refuseComponentName(name: string): string | undefined {
  if (name.length > LONGEST) return `it is ${name.length} characters long, and ${LONGEST} are the most`;
  return NAME.test(name) ? undefined : 'use lower-case letters, digits and underscores, and start with a letter';
}

/** The nearest name that can be registered: `R-iris` becomes `r_iris`. */
export function toComponentName(text: string): string {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, LONGEST);
  return name === '' ? 'component' : name;
}
