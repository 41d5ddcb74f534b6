import type { languages, Position } from 'monaco-editor/editor/editor.api';
import type { Completion } from '#shared/language/completion.ts';
import type { Monaco } from './load-monaco.ts';
import type { ModelBinding } from './model-binding.ts';

const sources = new WeakMap<languages.CompletionItem, Completion>();

/** The item with its text, which is put together for the one that is looked at only. */
export function documented(item: languages.CompletionItem): languages.CompletionItem {
  const text = sources.get(item)?.documentation?.();
  return text === undefined ? item : { ...item, documentation: { value: text } };
}

/** A completion in Monaco's words. */
export function toMonacoCompletion(monaco: Monaco, binding: ModelBinding, position: Position, completion: Completion): languages.CompletionItem {
  const { CompletionItemKind, CompletionItemInsertTextRule } = monaco.languages;
  const kinds: Readonly<Record<Completion['kind'], languages.CompletionItemKind>> = {
    key: CompletionItemKind.Property,
    value: CompletionItemKind.Value,
    file: CompletionItemKind.File,
    reference: CompletionItemKind.Reference,
    input: CompletionItemKind.Variable,
    output: CompletionItemKind.Field,
    job: CompletionItemKind.Module,
    snippet: CompletionItemKind.Snippet,
  };
  const replace = binding.rangeOf(completion.range);
  const insert = replace.setEndPosition(position.lineNumber, position.column);
  const isSnippet = completion.hasCaretMark || completion.isSnippet === true;
  const text = completion.hasCaretMark ? `${escapeSnippet(completion.insert.slice(0, -'$0'.length))}$0` : completion.insert;
  const item: languages.CompletionItem = {
    label: { label: completion.label, description: completion.detail },
    kind: kinds[completion.kind],
    insertText: text,
    range: { insert, replace },
    sortText: completion.order,
    ...(completion.filter === undefined ? {} : { filterText: completion.filter }),
    ...(isSnippet ? { insertTextRules: CompletionItemInsertTextRule.InsertAsSnippet } : {}),
    ...(completion.continues ? { command: { id: 'editor.action.triggerSuggest', title: 'Complete' } } : {}),
  };
  sources.set(item, completion);
  return item;
}

function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
