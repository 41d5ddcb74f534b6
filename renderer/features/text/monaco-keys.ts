import type { Monaco } from './load-monaco.ts';

/**
 * Commands of Monaco whose default keys belong to the window (design.md §14) or begin with Ctrl+K, which searches everything. A key that Monaco
 * takes never reaches the window, so they are taken from it. The commands themselves stay.
 */
const FREED = [
  'editor.action.showHover',
  'editor.action.showDefinitionPreviewHover',
  'editor.action.addCommentLine',
  'editor.action.removeCommentLine',
  'editor.action.moveSelectionToNextFindMatch',
  'editor.action.trimTrailingWhitespace',
  'editor.action.peekDefinition',
  'editor.action.revealDefinitionAside',
  'editor.fold',
  'editor.unfold',
  'editor.foldRecursively',
  'editor.unfoldRecursively',
  'editor.toggleFold',
  'editor.toggleFoldRecursively',
  'editor.foldAll',
  'editor.unfoldAll',
  'editor.foldAllBlockComments',
  'editor.foldAllMarkerRegions',
  'editor.unfoldAllMarkerRegions',
  'editor.foldAllExcept',
  'editor.unfoldAllExcept',
  'editor.foldLevel1',
  'editor.foldLevel2',
  'editor.foldLevel3',
  'editor.foldLevel4',
  'editor.foldLevel5',
  'editor.foldLevel6',
  'editor.foldLevel7',
  'editor.createFoldingRangeFromSelection',
  'editor.removeManualFoldingRanges',
  'editor.action.marker.next',
  'editor.action.marker.prev',
  'editor.action.marker.nextInFiles',
  'editor.action.marker.prevInFiles',
  'editor.action.wordHighlight.next',
  'editor.action.wordHighlight.prev',
  'editor.action.insertLineAfter',
  'editor.action.insertLineBefore',
  'editor.action.setSelectionAnchor',
  'editor.action.selectFromAnchorToCursor',
  'editor.action.cancelSelectionAnchor',
  'editor.action.goToImplementation',
  'editor.action.peekImplementation',
  'editor.action.toggleScreenReaderAccessibilityMode',
  'expandLineSelection',
] as const;

/** Gives the window's keys back to the window. Folding keeps Ctrl+Shift+[ and ]. */
export function freeKeys(monaco: Monaco): void {
  const { KeyCode, KeyMod } = monaco;
  monaco.editor.addKeybindingRules([
    ...FREED.map((command) => ({ keybinding: 0, command: `-${command}` })),
    { keybinding: KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.BracketLeft, command: 'editor.fold', when: 'editorTextFocus && foldingEnabled' },
    { keybinding: KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.BracketRight, command: 'editor.unfold', when: 'editorTextFocus && foldingEnabled' },
    { keybinding: KeyMod.CtrlCmd | KeyCode.KeyY, command: 'redo', when: 'editorTextFocus' },
    { keybinding: KeyMod.Alt | KeyCode.F12, command: 'editor.action.peekDefinition', when: 'editorHasDefinitionProvider && editorTextFocus' },
  ]);
}
