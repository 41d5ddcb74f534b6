import { literalText } from '#shared/runs/literal-text.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { toPlain } from '#shared/yaml/to-plain.ts';

/** What the inputs of a pipeline are given in its file: literals, and paths as they are written. */
export function pipelineInputs(text: string): Readonly<Record<string, string>> {
  const root = asFields(toPlain(readYaml(text).root));
  return Object.fromEntries(
    Object.entries(asFields(root.inputs)).flatMap(([name, given]): [string, string][] => {
      const fields = asFields(given);
      const value = given !== null && typeof given === 'object' ? (fields.default ?? fields.value ?? fields.path) : given;
      return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [[name, literalText(value, false)]] : [];
    }),
  );
}

function asFields(value: unknown): Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
