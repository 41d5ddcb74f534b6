import type { Monaco } from './load-monaco.ts';

const THEME = 'sluice';

/** Editor colours by design token. */
const COLORS: Readonly<Record<string, string>> = {
  'editor.background': '--bg-editor',
  'editor.foreground': '--code-string',
  'editorLineNumber.foreground': '--fg-3',
  'editorLineNumber.activeForeground': '--fg-1',
  'editorCursor.foreground': '--accent',
  'editor.selectionBackground': '--code-select',
  'editor.inactiveSelectionBackground': '--accent-soft',
  'editor.selectionHighlightBackground': '--accent-soft',
  'editor.wordHighlightBackground': '--accent-soft',
  'editor.wordHighlightStrongBackground': '--code-select',
  'editor.wordHighlightTextBackground': '--accent-soft',
  'editor.lineHighlightBackground': '--code-line',
  'editor.findMatchBackground': '--code-select',
  'editor.findMatchBorder': '--accent-line',
  'editor.findMatchHighlightBackground': '--accent-soft',
  'editor.findRangeHighlightBackground': '--accent-faint',
  'editor.foldBackground': '--bg-sunken',
  'editor.foldPlaceholderForeground': '--fg-3',
  'editor.hoverHighlightBackground': '--accent-soft',
  'editor.linkedEditingBackground': '--accent-soft',
  'editor.rangeHighlightBackground': '--accent-faint',
  'editor.symbolHighlightBackground': '--code-select',
  'editorLink.activeForeground': '--accent',
  'editorIndentGuide.background1': '--line-1',
  'editorIndentGuide.activeBackground1': '--line-1',
  'editorBracketMatch.background': '--accent-soft',
  'editorBracketMatch.border': '--accent-line',
  'editorGutter.background': '--bg-editor',
  'editorGutter.foldingControlForeground': '--fg-3',
  'editorWhitespace.foreground': '--line-2',
  'editorError.foreground': '--failed-line',
  'editorWarning.foreground': '--warn-line',
  'editorInfo.foreground': '--info-line',
  'editorHint.foreground': '--fg-3',
  'editorOverviewRuler.border': '--line-1',
  'editorOverviewRuler.background': '--bg-editor',
  'editorOverviewRuler.errorForeground': '--failed-line',
  'editorOverviewRuler.warningForeground': '--warn-line',
  'editorOverviewRuler.infoForeground': '--info-line',
  'editorOverviewRuler.findMatchForeground': '--accent-line',
  'editorOverviewRuler.selectionHighlightForeground': '--accent-line',
  'editorOverviewRuler.wordHighlightForeground': '--line-2',
  'editorOverviewRuler.wordHighlightStrongForeground': '--line-2',
  'editorOverviewRuler.wordHighlightTextForeground': '--line-2',
  'editorOverviewRuler.bracketMatchForeground': '--line-2',
  'editorWidget.background': '--bg-raised',
  'editorWidget.foreground': '--fg-1',
  'editorWidget.border': '--line-2',
  'editorWidget.resizeBorder': '--line-2',
  'editorSuggestWidget.background': '--bg-raised',
  'editorSuggestWidget.border': '--line-2',
  'editorSuggestWidget.foreground': '--fg-1',
  'editorSuggestWidget.highlightForeground': '--accent',
  'editorSuggestWidget.focusHighlightForeground': '--accent',
  'editorSuggestWidget.selectedBackground': '--accent-soft',
  'editorSuggestWidget.selectedForeground': '--fg-1',
  'editorSuggestWidget.selectedIconForeground': '--fg-2',
  'editorSuggestWidgetStatus.foreground': '--fg-3',
  'editorHoverWidget.background': '--bg-raised',
  'editorHoverWidget.foreground': '--fg-1',
  'editorHoverWidget.border': '--line-2',
  'editorHoverWidget.statusBarBackground': '--bg-panel',
  'editorHoverWidget.highlightForeground': '--accent',
  'peekView.border': '--accent-line',
  'peekViewEditor.background': '--bg-editor',
  'peekViewEditorGutter.background': '--bg-editor',
  'peekViewEditor.matchHighlightBackground': '--code-select',
  'peekViewResult.background': '--bg-panel',
  'peekViewResult.fileForeground': '--fg-1',
  'peekViewResult.lineForeground': '--fg-2',
  'peekViewResult.matchHighlightBackground': '--code-select',
  'peekViewResult.selectionBackground': '--accent-soft',
  'peekViewResult.selectionForeground': '--fg-1',
  'peekViewTitle.background': '--bg-panel',
  'peekViewTitleLabel.foreground': '--fg-1',
  'peekViewTitleDescription.foreground': '--fg-3',
  'input.background': '--bg-field',
  'input.foreground': '--fg-1',
  'input.border': '--line-3',
  'input.placeholderForeground': '--fg-3',
  'inputOption.activeBackground': '--accent-soft',
  'inputOption.activeBorder': '--accent-line',
  'inputOption.activeForeground': '--fg-1',
  'inputValidation.errorBackground': '--failed-soft',
  'inputValidation.errorBorder': '--failed-line',
  'inputValidation.errorForeground': '--failed',
  'inputValidation.infoBackground': '--bg-raised',
  'inputValidation.infoBorder': '--info-line',
  'inputValidation.warningBackground': '--warn-soft',
  'inputValidation.warningBorder': '--warn-line',
  'button.background': '--accent',
  'button.foreground': '--fg-on-accent',
  'button.hoverBackground': '--accent-strong',
  'badge.background': '--bg-sunken',
  'badge.foreground': '--fg-2',
  'list.activeSelectionBackground': '--accent-soft',
  'list.activeSelectionForeground': '--fg-1',
  'list.activeSelectionIconForeground': '--fg-1',
  'list.inactiveSelectionBackground': '--accent-soft',
  'list.inactiveSelectionForeground': '--fg-1',
  'list.focusBackground': '--accent-soft',
  'list.focusForeground': '--fg-1',
  'list.hoverBackground': '--bg-hover',
  'list.hoverForeground': '--fg-1',
  'list.highlightForeground': '--accent',
  'list.focusHighlightForeground': '--accent',
  'menu.background': '--bg-raised',
  'menu.foreground': '--fg-1',
  'menu.border': '--line-2',
  'menu.selectionBackground': '--accent-soft',
  'menu.selectionForeground': '--fg-1',
  'menu.separatorBackground': '--line-1',
  'quickInput.background': '--bg-raised',
  'quickInput.foreground': '--fg-1',
  'quickInputTitle.background': '--bg-panel',
  'quickInputList.focusBackground': '--accent-soft',
  'quickInputList.focusForeground': '--fg-1',
  'pickerGroup.border': '--line-1',
  'pickerGroup.foreground': '--fg-3',
  'keybindingLabel.background': '--bg-sunken',
  'keybindingLabel.foreground': '--fg-2',
  'keybindingLabel.border': '--line-2',
  'keybindingLabel.bottomBorder': '--line-2',
  'toolbar.hoverBackground': '--bg-hover',
  'textLink.foreground': '--accent',
  'textLink.activeForeground': '--accent-strong',
  'textCodeBlock.background': '--bg-sunken',
  'progressBar.background': '--accent-line',
  focusBorder: '--focus',
  foreground: '--fg-1',
  descriptionForeground: '--fg-2',
  disabledForeground: '--fg-off',
  errorForeground: '--failed',
  'icon.foreground': '--fg-2',
  'sash.hoverBorder': '--accent-line',
};

/** With this much of the token's colour: what lies behind must show through. */
const ALPHA: Readonly<Record<string, readonly [token: string, alpha: string]>> = {
  'scrollbarSlider.background': ['--fg-3', '22'],
  'scrollbarSlider.hoverBackground': ['--fg-3', '3d'],
  'scrollbarSlider.activeBackground': ['--fg-3', '55'],
};

const NONE = [
  'editor.lineHighlightBorder',
  'scrollbar.shadow',
  'editorStickyScroll.shadow',
  'widget.shadow',
  'editorUnicodeHighlight.border',
  'editorUnnecessaryCode.border',
];

/** Token types of our YAML and of Monaco's own small languages. Bold and italic are marks that `editor.css` draws in its own way. */
const RULES: readonly { readonly token: string; readonly color: string; readonly fontStyle?: string }[] = [
  { token: '', color: '--code-string' },
  { token: 'key', color: '--code-key' },
  { token: 'job', color: '--code-job', fontStyle: 'bold' },
  { token: 'string', color: '--code-string' },
  { token: 'number', color: '--code-number' },
  { token: 'comment', color: '--code-comment' },
  { token: 'expression', color: '--code-expr', fontStyle: 'italic' },
  { token: 'punctuation', color: '--code-punct' },
  { token: 'delimiter', color: '--code-punct' },
  { token: 'keyword', color: '--code-key' },
  { token: 'type', color: '--code-key' },
  { token: 'tag', color: '--code-key' },
  { token: 'attribute', color: '--code-key' },
  { token: 'metatag', color: '--code-comment' },
  { token: 'variable', color: '--code-expr' },
  { token: 'string.link', color: '--accent' },
  { token: 'string.key.json', color: '--code-key' },
  { token: 'constant', color: '--code-number' },
];

/** Makes Monaco's theme from the design tokens, now and whenever the theme of the page changes. */
export function followTheme(monaco: Monaco): void {
  const apply = () => {
    const read = tokenReader();
    const name = document.documentElement.dataset.theme ?? 'light';
    const base = name === 'contrast-dark' ? 'hc-black' : name === 'contrast-light' ? 'hc-light' : name === 'dark' ? 'vs-dark' : 'vs';
    const colors: Record<string, string> = {};
    for (const [id, token] of Object.entries(COLORS)) colors[id] = read(token);
    for (const [id, [token, alpha]] of Object.entries(ALPHA)) colors[id] = read(token) + alpha;
    for (const id of NONE) colors[id] = '#00000000';
    const rules = RULES.map(({ token, color, fontStyle }) => ({ token, foreground: read(color).slice(1), ...(fontStyle ? { fontStyle } : {}) }));
    monaco.editor.defineTheme(THEME, { base, inherit: false, rules, colors });
    monaco.editor.setTheme(THEME);
  };
  apply();
  new MutationObserver(apply).observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  matchMedia('(forced-colors: active)').addEventListener('change', apply);
}

/** Reads tokens as `#rrggbb`. Colours that the system forces are names: the browser resolves them. */
function tokenReader(): (token: string) => string {
  const style = getComputedStyle(document.documentElement);
  const context = document.createElement('canvas').getContext('2d');
  return (token) => {
    const value = style.getPropertyValue(token).trim();
    if (/^#[\da-f]{6}$/i.test(value)) return value;
    const probe = document.createElement('span');
    probe.style.color = value;
    document.body.append(probe);
    const resolved = getComputedStyle(probe).color;
    probe.remove();
    if (!context) return '#000000';
    context.fillStyle = resolved;
    return /^#[\da-f]{6}$/i.test(context.fillStyle) ? context.fillStyle : '#808080';
  };
}
