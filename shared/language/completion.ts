import { completeExpressions, completeWholeExpressions } from './complete-expressions.ts';
import { completeKeys } from './complete-keys.ts';
import { completeNames } from './complete-names.ts';
import { completePaths } from './complete-paths.ts';
import { completeValues } from './complete-values.ts';
import type { LanguageContext, TextRange } from './language-context.ts';
import { locate, type Place } from './locate.ts';

/** One thing that may be written at the caret. */
export interface Completion {
  readonly label: string;
  readonly kind: 'key' | 'value' | 'file' | 'reference' | 'input' | 'output' | 'job' | 'snippet';
  /** Text put in place of `range`. A tab is one step of indentation below the line it is put in. */
  readonly insert: string;
  /** The insert ends with `$0`, where the caret goes. */
  readonly hasCaretMark: boolean;
  /** `insert` has numbered places for values, as editors know them: `$1`, `${2:name}`, `${3|a,b|}`. */
  readonly isSnippet?: boolean;
  readonly range: TextRange;
  /** Short, at the right of the label. */
  readonly detail: string;
  /** Markdown, put together when it is asked for: a long list is built at every keystroke. */
  readonly documentation: (() => string | undefined) | undefined;
  /** Sorts the list; smaller first. */
  readonly order: string;
  /** Matched against what is typed in place of the label. */
  readonly filter?: string;
  /** Ask again once this is written: a value is wanted next. */
  readonly continues?: boolean;
}

/** What may be written at `offset`. */
export function complete(context: LanguageContext, offset: number): readonly Completion[] {
  const place = locate(context.doc.text, offset);
  return completeAt(context, place);
}

function completeAt(context: LanguageContext, place: Place): readonly Completion[] {
  switch (place.on) {
    case 'text':
      return [];
    case 'expression':
      return completeExpressions(context, place);
    case 'key': {
      const keys = completeKeys(context, place);
      // An item of a list may be a value by itself.
      return place.path.at(-1) === '-' && !place.hasColon
        ? uniqueLabels([...keys, ...completePaths(context, place), ...completeNames(context, place), ...completeValues(context, place)])
        : keys;
    }
    case 'value':
      return uniqueLabels([
        ...completeWholeExpressions(context, place),
        ...completePaths(context, place),
        ...completeNames(context, place),
        ...completeValues(context, place),
      ]);
  }
}

/** What is known from several places is offered once, from the first of them. */
function uniqueLabels(completions: readonly Completion[]): readonly Completion[] {
  const seen = new Set<string>();
  return completions.filter((each) => !seen.has(each.label) && seen.add(each.label) !== undefined);
}
