/** What a failure of a job comes down to, and a word of it that the file may hold. */
export interface JobFailure {
  readonly sentence: string;
  /** Where this stands in the file at hand is the place. */
  readonly names?: string;
}

type Recogniser = readonly [RegExp, (found: RegExpExecArray, dump: string) => JobFailure | undefined];

/** Failures of what a job runs: its script, its environment, its data, MLflow. The first that fits is told. */
export function jobFailureOf(dump: string): JobFailure | undefined {
  for (const [pattern, tell] of FAILURES) {
    const found = pattern.exec(dump);
    const told = found && tell(found, dump);
    if (told) return told;
  }
  return scriptFailure(dump);
}

const FAILURES: readonly Recogniser[] = [
  [
    /Failed nodes?: \/?([\w./-]+\w)/,
    ([, job = '']) => ({
      sentence: `Job \`${job.split('/').pop()}\` failed; why stands in its own log, \`user_logs/std_log.txt\`.`,
      names: `${job.split('/').pop()}:`,
    }),
  ],
  [
    /Failed to extract version when parsing asset (\S+) of type (\w+?)s? as arm id/,
    ([, name = '', kind = '']) => ({
      sentence: `The ${kind} \`${name}\` is named without a version: write \`azureml:${bare(name)}:<version>\`, or \`azureml:${bare(name)}@latest\`.`,
      names: bare(name),
    }),
  ],
  [
    /optional input (\w+) must be placed in nested argument/,
    ([, name = '']) => ({ sentence: `The command names the optional input \`${name}\` by itself: put its argument in \`$[[ ]]\`.`, names: `inputs.${name}` }),
  ],
  [
    /(Environment|Component|Model|Data|Compute|Dataset) (?:container )?['"]?([\w.-]+)['"]?(?: with version ['"]?([\w.-]+)['"]?)? (?:does not exist|was not found|not found)/,
    ([, kind = '', name = '', version]) => ({
      sentence: `The workspace has no ${kind.toLowerCase()} \`${name}\`${version === undefined ? '' : ` of version ${version}`}: create it, or name one that is there.`,
      names: name,
    }),
  ],
  [
    /Unable to find compute target ([\w-]+)|compute target (?:with name )?['"]?([\w-]+)['"]? (?:not found|does not exist)/i,
    ([, one, other]) => ({ sentence: `The workspace has no compute \`${one ?? other}\`: create it, or name one that is there.`, names: one ?? other ?? '' }),
  ],
  [
    /Could not find datastore:? ['"]?(\w+)/i,
    ([, name = '']) => ({ sentence: `The workspace has no datastore \`${name}\`: create it, or name one that is there.`, names: name }),
  ],
  [
    /syntax errors in scoring script (\S+?)\.?\s*\n(?:\s*Error on line (\d+): ([^\n]*))?/,
    ([, script = '', line, text]) => ({
      sentence: `Python cannot read the scoring script \`${script}\`${line === undefined ? '' : `, line ${line}: \`${text?.trim()}\``}. Correct the script; the YAML is not to blame.`,
      names: script,
    }),
  ],
  [
    /(?:ResolvePackageNotFound|PackagesNotFoundError)[\s\S]{0,300}?\n\s*-\s+(\S+)/,
    ([, spec = '']) => ({ sentence: `Conda finds no package \`${spec}\`: correct its name or version in the conda file, or take it from pip.` }),
  ],
  [
    /No matching distribution found for (\S+)/,
    ([, spec = '']) => ({
      sentence: `pip finds no package \`${spec}\`: correct its name or version in the conda file; it may also not exist for this Python.`,
    }),
  ],
  [
    /(?:ResolutionImpossible|conflicting dependencies|LibMambaUnsatisfiableError|UnsatisfiableError)/,
    () => ({ sentence: 'The packages of the environment ask for versions of one another that do not go together: loosen the versions in the conda file.' }),
  ],
  [
    /The command '([^\n]*)' returned a non-zero code: (\d+)/,
    ([, command = '', code]) => ({
      sentence: `The image of the environment could not be built: \`${cut(command)}\` ended with ${code}. The lines above it say why.`,
    }),
  ],
  [
    /Changing param values is not allowed\. Param with key='([^']*)' was already logged with value='([^']*)'/,
    ([, key = '', value = '']) => ({
      sentence: `MLflow already has \`${key}\` = \`${value}\` for this run, and a parameter is logged once: log another name, or begin a new run.`,
    }),
  ],
  [
    /(?:RestException|MlflowException): INVALID_PARAMETER_VALUE(?:: (?!Response)([^\n]+))?/,
    ([, said]) => ({
      sentence:
        said === undefined
          ? 'MLflow in Azure ML refused what the script logs: a parameter may be logged once, under 200 at a time, with values of at most 500 characters.'
          : `MLflow refused what the script logs: ${ended(said)}`,
    }),
  ],
  [
    /API request to endpoint (\S+) failed with error code (\d+)/,
    ([, endpoint = '', code = '']) => ({
      sentence: `MLflow's server answered ${code} to \`${endpoint}\`: the versions of mlflow and azureml-mlflow in the environment do not fit, or the tracking address is wrong.`,
    }),
  ],
  [
    /error: unrecognized arguments: ((?:--?[\w-]+)?)/,
    ([, flag = '']) => ({
      sentence:
        flag === ''
          ? 'The script does not know an argument of its command.'
          : `The script does not know the argument \`${flag}\`: take it out of the command, or read it in the script.`,
      names: flag,
    }),
  ],
  [
    /error: the following arguments are required: ([^\n]+)/,
    ([, flags = '']) => ({
      sentence: `The command does not give the script ${flags
        .split(/,\s*/)
        .map((flag) => `\`${flag.trim()}\``)
        .join(', ')}: add it to the command.`,
    }),
  ],
  [/CUDA out of memory/, () => ({ sentence: 'The memory of the GPU ran out: take smaller batches, or a machine with more of it.' })],
  [
    /(?:exited with (?:status )?code|exit code:?) (?:-9|137)\b|\bOOMKilled\b|out of memory/i,
    () => ({ sentence: 'The job was killed, most likely because its memory ran out: take a larger machine, or read less at once.' }),
  ],
  [
    /line \d+: (--?[\w-]+): command not found/,
    ([, flag = '']) => ({
      sentence: `The shell took \`${flag}\` for a command of its own: a line of the command ends before it. Fold the lines with \`>-\`.`,
      names: flag,
    }),
  ],
  [
    /(?:line \d+: |sh: \d*:? ?)([\w./-]+): (?:command )?not found/,
    ([, program = '']) => ({
      sentence: `The environment has no program \`${program}\`: add the package that brings it, or correct the command.`,
      names: program,
    }),
  ],
  [
    /Not able to find MLTable file/,
    () => ({ sentence: 'The folder of an `mltable` input holds no file `MLTable`: add one, or make the input `uri_folder`.', names: 'mltable' }),
  ],
  [
    /Found no resources for the input provided: '([^']+)'/,
    ([, address = '']) => ({ sentence: `Nothing stands at \`${cut(address)}\`: correct the path of the data, or put the data there.`, names: address }),
  ],
  [
    /StreamError\((NotFound|PermissionDenied|Authentication)/,
    ([, why]) => ({
      sentence:
        why === 'NotFound'
          ? 'The data of an input is not where its path says: correct the path.'
          : 'The job may not read the data of an input: give its identity the role Storage Blob Data Reader.',
    }),
  ],
  [
    /(?:Invalid local path: No such file or directory:|The local file or directory path|Local path) ['"]?([^'"\n]+?)['"]?(?: does not exist)?\s*$/m,
    ([, path = '']) => ({
      sentence: `Nothing stands at \`${path.trim()}\`: paths start at the file that names them.`,
      names: path.trim().split(/[\\/]/).pop() ?? '',
    }),
  ],
  [
    /setup script file not found\. ?: (\S+)/,
    ([, path = '']) => ({
      sentence: `The compute's setup script \`${path.split('/').pop()}\` is not where its address says: upload it there, or correct the address.`,
    }),
  ],
  [
    /ModuleNotFoundError: No module named '([\w.]+)'/,
    ([, name = ''], dump) =>
      /cliextensions|azure[\\/]cli/.test(dump)
        ? { sentence: `az itself lacks \`${name}\`: install its extension anew, \`az extension remove -n ml\` and \`az extension add -n ml\`.` }
        : { sentence: `The script imports \`${name}\`, which its environment does not have: add the package to the conda file.` },
  ],
  [
    /pydantic\S*ValidationError: \d+ validation errors? for (\w+)\s*\n\s*(\S+)\s*\n\s+([^\n[]+)/,
    ([, model, field, said = '']) => ({ sentence: `The script refuses its own settings: \`${field}\` of ${model}: ${ended(said)}` }),
  ],
];

/** Calls in what is installed, not in the user's own files. */
const INSTALLED = /site-packages|[\\/]lib[\\/]python|[\\/]Lib[\\/]|cliextensions|azureml_inference|^</;

/** The last call of a traceback that stands in a file of the user, and what was raised. */
function scriptFailure(dump: string): JobFailure | undefined {
  let call: { readonly file: string; readonly line: string } | undefined;
  let told: JobFailure | undefined;
  for (const line of dump.split('\n')) {
    const frame = /^\s*File "([^"]{1,400})", line (\d+)/.exec(line);
    if (frame && !INSTALLED.test(frame[1] ?? '')) call = { file: frame[1] ?? '', line: frame[2] ?? '' };
    const raised = /^(?!azure\.)(?:[\w.]*\.)?([A-Z]\w*(?:Error|Exception|Interrupt)\b:?.*)$/.exec(line.trimEnd());
    if (!raised || !call) continue;
    told = { sentence: `\`${call.file.split(/[\\/]/).pop()}\`, line ${call.line}: ${ended(raised[1] ?? '')}` };
    call = undefined;
  }
  return told;
}

/** The name of `azureml:name:1`. */
function bare(ref: string): string {
  return ref.replace(/^azureml:/, '').replace(/[:@].*$/, '');
}

function ended(said: string): string {
  const text = cut(said);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function cut(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}
