import type { YamlProblemCode } from '#shared/yaml/tree.ts';

/** What the reader of the text reports, in a few words each; the page of a code has it as its heading. */
export const syntaxTitles: Readonly<Record<YamlProblemCode, string>> = {
  'tab-indentation': 'Line indented with a tab',
  'bad-indentation': 'Line indented by the wrong number of spaces',
  'unclosed-quote': 'Quote that is never closed',
  'unclosed-bracket': 'Bracket that is never closed',
  'missing-colon': 'Key without a colon',
  'missing-comma': 'Comma missing in brackets',
  'unexpected-character': 'Character that may not stand there',
  'bad-escape': 'Backslash that means nothing',
  'bad-block-header': 'Text behind the sign that begins a block',
  'bad-directive': 'Line with % that the reader does not know',
  'bad-tag': 'Tag that the reader does not know',
  'unknown-alias': 'Alias of an anchor that does not exist',
  'value-rejected': 'Value that Azure ML cannot read',
  'several-documents': 'More than one document in a file',
  'template-placeholder': 'Placeholder of a template',
  'not-a-mapping': 'File that does not begin with keys',
  'control-character': 'Character that YAML does not allow',
  'too-deep': 'Nesting too deep',
  'duplicate-key': 'Key that stands twice',
  'merge-conflict': 'Merge conflict that git left',
  'under-indented-continuation': 'Quoted text whose lines are not indented',
};
