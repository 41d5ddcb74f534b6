import type { YamlProblemCode } from '#shared/yaml/tree.ts';

/** What the reader of the text finds by itself, before any check, in a few words. */
export const syntaxTitles: Readonly<Record<YamlProblemCode, string>> = {
  'tab-indentation': 'Tab in the indentation',
  'bad-indentation': 'Wrong indentation',
  'unclosed-quote': 'Quote without an end',
  'unclosed-bracket': 'Bracket without an end',
  'missing-colon': 'Key without a colon',
  'missing-comma': 'Comma missing',
  'unexpected-character': 'Character that cannot stand there',
  'bad-escape': 'Unknown escape',
  'bad-block-header': 'Wrong head of a block text',
  'bad-directive': 'Unknown directive',
  'bad-tag': 'Tag that the loader does not know',
  'unknown-alias': 'Alias without an anchor',
  'value-rejected': 'Value that the loader rejects',
  'several-documents': 'Several documents in one file',
  'template-placeholder': 'Placeholder of a template',
  'not-a-mapping': 'File that holds no keys',
  'control-character': 'Character that YAML forbids',
  'too-deep': 'Nested too deep',
  'duplicate-key': 'Key given twice',
  'under-indented-continuation': 'Text continued too far left',
};
