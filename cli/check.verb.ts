import { defineVerb } from './verb.ts';

export const checkVerb = defineVerb({
  name: 'check',
  usage: 'PATH… [--json | --sarif | --github] [--severity LEVEL] [--fix CODE [--diff]] [--ask-sdk PYTHON]',
  summary: 'Says what is wrong with files or whole folders, and repairs it.',
  details:
    'In a folder every file that Azure ML would know is checked; what .gitignore leaves out is left out. - reads standard input.\nExit 1 when there is a problem of severity error, 2 when a PATH cannot be read. --json prints one object a file.\n--fix makes the first fix of every problem with that code and prints the names of the files that it changed.\nA component of the library that a fix needs comes into the project as the setting library.use says; without an answer it is copied into components/.\nSeverities of a project stand in .sluice/checks.yml; a line is silenced by a comment: # sluice-ignore CODE: reason',
  options: [
    { name: 'json', summary: 'Print JSON, one object a file.' },
    { name: 'sarif', summary: 'Print SARIF 2.1.0, for code scanning.' },
    { name: 'github', summary: 'Print annotations for a GitHub workflow.' },
    { name: 'severity', value: 'LEVEL', summary: 'Show only problems that are at least this: info, warning or error.' },
    { name: 'fix', value: 'CODE', summary: 'Make the first fix of every problem with this code.' },
    { name: 'diff', summary: 'With --fix: print what would change and write nothing.' },
    { name: 'ask-sdk', value: 'PYTHON', summary: 'Also ask the azure-ai-ml of this Python; what it refuses is a problem azure-ai-ml.' },
  ],
  words: { least: 1 },
  run: async (args, context) => (await import('./check/run-check.ts')).runCheck(args, context),
});
