import type { editor, languages, Position } from 'monaco-editor/editor/editor.api';
import { afterPaint } from '#renderer/state/after-paint.ts';
import type { AppState } from '#renderer/state/app-state.ts';
import { languageContextOf } from '#renderer/state/language-context.ts';
import { offerFix, silenceProblem } from '#renderer/state/problems/problem-actions.ts';
import { goToRange } from '#renderer/state/window/cursor.store.ts';
import type { Problem, ProblemFix } from '#shared/checks/problem.ts';
import { complete } from '#shared/language/completion.ts';
import { definitionsAt } from '#shared/language/definition.ts';
import { hoverAt } from '#shared/language/hover.ts';
import type { FileRange, LanguageContext } from '#shared/language/language-context.ts';
import { type OutlineItem, outline } from '#shared/language/outline.ts';
import { referencesAt } from '#shared/language/references.ts';
import type { Monaco } from './load-monaco.ts';
import { type ModelBinding, pathOf, uriOf } from './model-binding.ts';
import { documented, toMonacoCompletion } from './monaco-completion.ts';
import { renameProvider } from './rename-provider.ts';
import type { TextModels } from './text-models.ts';
import { YAML } from './yaml-language.ts';

/** What a provider is given for a model: its binding and what the language services look at. */
export interface Here {
  readonly binding: ModelBinding;
  readonly context: LanguageContext;
  readonly offset: number;
}

/** Ties Monaco's questions to the language services. Each answer is one call; positions are turned into offsets and back here. */
export function registerProviders(monaco: Monaco, models: TextModels, state: AppState): void {
  const here = (model: editor.ITextModel, position: Position): Here | undefined => {
    const binding = models.find(model.uri);
    return binding && { binding, context: languageContextOf(binding.session, state.workspace), offset: binding.offsetAt(position) };
  };
  const toLocation = (range: FileRange): languages.Location => ({ uri: uriOf(monaco, range.path), range: rangeIn(monaco, models, state, range) });
  monaco.languages.registerCompletionItemProvider(YAML, {
    triggerCharacters: ['{', '.', ' ', '/', ':', '"'],
    // The key that asks is painted first, on both sides.
    async provideCompletionItems(model, position, _context, token) {
      await new Promise<void>((go) => afterPaint(go));
      if (token.isCancellationRequested || model.isDisposed()) return { suggestions: [] };
      const at = here(model, position);
      return { suggestions: at ? complete(at.context, at.offset).map((each) => toMonacoCompletion(monaco, at.binding, position, each)) : [] };
    },
    resolveCompletionItem: documented,
  });
  monaco.languages.registerHoverProvider(YAML, {
    provideHover(model, position) {
      const at = here(model, position);
      const hover = at && hoverAt(at.context, at.offset);
      return hover && at ? { range: at.binding.rangeOf(hover.range), contents: [{ value: hover.text }] } : undefined;
    },
  });
  monaco.languages.registerDefinitionProvider(YAML, {
    provideDefinition(model, position) {
      const at = here(model, position);
      return at ? definitionsAt(at.context, at.offset).map(toLocation) : [];
    },
  });
  monaco.languages.registerReferenceProvider(YAML, {
    provideReferences(model, position) {
      const at = here(model, position);
      return at ? referencesAt(at.context, at.offset).map(toLocation) : [];
    },
  });
  monaco.languages.registerRenameProvider(YAML, renameProvider(here, state));
  monaco.languages.registerDocumentSymbolProvider(YAML, {
    provideDocumentSymbols(model) {
      const binding = models.find(model.uri);
      return binding ? outline(binding.session.doc).map((item) => toSymbol(monaco, binding, item)) : [];
    },
  });
  monaco.languages.registerCodeActionProvider(YAML, {
    provideCodeActions(model, range) {
      const binding = models.find(model.uri);
      const actions: languages.CodeAction[] = [];
      const { path } = binding?.session ?? { path: '' };
      for (const problem of state.problems.of(path)) {
        if (!binding) break;
        const at = binding.rangeOf(problem);
        if (!monaco.Range.areIntersectingOrTouching(at, range) && at.startLineNumber !== range.startLineNumber) continue;
        problem.fixes.forEach((fix, k) => {
          const title = fix.title.replaceAll('`', '');
          actions.push({ title, kind: 'quickfix', isPreferred: k === 0, command: { id: OFFER_FIX, title, arguments: [problem, fix] } });
        });
        const title = `Silence ${problem.code} on this line…`;
        if (problem.severity !== 'error' || problem.fixes.length > 0)
          actions.push({ title, kind: 'quickfix', command: { id: SILENCE, title, arguments: [problem] } });
      }
      return { actions, dispose: () => undefined };
    },
  });
  monaco.editor.registerCommand(OFFER_FIX, (_accessor, problem: Problem, fix: ProblemFix) => offerFix(state, problem, fix));
  monaco.editor.registerCommand(SILENCE, (_accessor, problem: Problem) => void silenceProblem(state, problem));
  monaco.editor.registerEditorOpener({
    openCodeEditor(_source, resource, at) {
      const path = pathOf(resource);
      if (path === undefined) return false;
      return openAt(models, state, path, at);
    },
  });
}

const OFFER_FIX = 'sluice.offerFix';
const SILENCE = 'sluice.silenceProblem';

/** Lines and columns of a range in any file of the project; Monaco wants a model for it, so one is made for files that are not open. */
function rangeIn(monaco: Monaco, models: TextModels, state: AppState, range: FileRange) {
  const session = state.workspace.session(range.path);
  if (session) return models.of(session).rangeOf(range);
  const file = state.workspace.documents.components.read(range.path);
  if (typeof file === 'string') return new monaco.Range(1, 1, 1, 1);
  return models.preview(range.path, file.text).rangeOf(range);
}

async function openAt(
  models: TextModels,
  state: AppState,
  path: string,
  at: { lineNumber: number; column: number } | { startLineNumber: number; startColumn: number; endLineNumber: number; endColumn: number } | undefined,
): Promise<boolean> {
  if (!(await state.workspace.open(path, { preview: true }))) return false;
  const session = state.workspace.session(path);
  if (!session || !at) return true;
  const binding = models.of(session);
  const from = 'lineNumber' in at ? at : { lineNumber: at.startLineNumber, column: at.startColumn };
  const to = 'lineNumber' in at ? at : { lineNumber: at.endLineNumber, column: at.endColumn };
  goToRange(state.cursor, path, binding.offsetAt(from), binding.offsetAt(to));
  return true;
}

function toSymbol(monaco: Monaco, binding: ModelBinding, item: OutlineItem): languages.DocumentSymbol {
  const { SymbolKind } = monaco.languages;
  const kinds = { section: SymbolKind.Namespace, job: SymbolKind.Class, input: SymbolKind.Field, output: SymbolKind.Property, key: SymbolKind.Key };
  return {
    name: item.name,
    detail: item.detail,
    kind: kinds[item.kind],
    tags: [],
    range: binding.rangeOf(item.range),
    selectionRange: binding.rangeOf(item.nameRange),
    children: item.children.map((child) => toSymbol(monaco, binding, child)),
  };
}
