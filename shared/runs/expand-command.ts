import { parseExpressions, parseOptionalFragments } from '#shared/azureml/expressions.ts';

/** What the expressions of a command stand for. */
export interface CommandValues {
  /** Undefined: optional and not given. */
  input(name: string): string | undefined;
  output(name: string): string | undefined;
  /** The name of the job. */
  readonly name: string;
}

/** A command as it is handed to the shell: `$[[ … ]]` without a value dropped, expressions replaced. What names nothing becomes empty. */
export function expandCommand(command: string, values: CommandValues): string {
  return expandExpressions(dropFragments(command, values), values);
}

/** The same for a text without optional fragments. */
function expandExpressions(text: string, values: CommandValues): string {
  let result = '';
  let at = 0;
  for (const { expression, start, end } of parseExpressions(text)) {
    result += text.slice(at, start);
    at = end;
    switch (expression.kind) {
      case 'own-input':
        result += values.input(expression.input) ?? '';
        break;
      case 'search-space':
        result += values.input(expression.parameter) ?? '';
        break;
      case 'own-output':
        result += values.output(expression.output) ?? '';
        break;
      case 'server':
        result += expression.name === 'name' ? values.name : '';
        break;
      default:
        result += text.slice(start, end);
    }
  }
  return result + text.slice(at);
}

function dropFragments(command: string, values: CommandValues): string {
  let result = '';
  let at = 0;
  for (const fragment of parseOptionalFragments(command)) {
    const isGiven = fragment.expressions.every(
      ({ expression }) =>
        (expression.kind !== 'own-input' || values.input(expression.input) !== undefined) &&
        (expression.kind !== 'search-space' || values.input(expression.parameter) !== undefined),
    );
    result += command.slice(at, fragment.start);
    if (isGiven) result += command.slice(fragment.innerStart, fragment.innerEnd);
    at = fragment.end;
  }
  return result + command.slice(at);
}
