/** What can be known of a Docker build without making it. */
export interface DockerfileParts {
  /** The image that it starts from. */
  readonly image: string | undefined;
  /** Lines for pip, in order. */
  readonly packages: readonly string[];
  /** Files that are given to pip (`-r`) or to conda, as they are called in the build's folder. */
  readonly files: readonly string[];
}

/** Reads the packages that a Dockerfile installs: `FROM`, `RUN pip install …`, `-r requirements.txt`, `conda env create -f …`. */
export function readDockerfile(text: string): DockerfileParts {
  const packages: string[] = [];
  const files: string[] = [];
  let image: string | undefined;
  for (const line of text
    .replace(/^\s*#.*$/gm, '')
    .replace(/\\\r?\n/g, ' ')
    .split(/\r?\n/)) {
    const from = /^\s*FROM\s+(?:--\S+\s+)*(\S+)/i.exec(line)?.[1];
    if (from !== undefined) image = from;
    if (!/^\s*RUN\s/i.test(line)) continue;
    for (const command of line.replace(/^\s*RUN\s+/i, '').split(/&&|;|\|\|/)) readCommand(command.trim(), packages, files);
  }
  return { image, packages, files };
}

function readCommand(command: string, packages: string[], files: string[]): void {
  const pip = /(?:^|\s)(?:pip3?|python3?\s+-m\s+pip)\s+install\s+(.*)$/.exec(command)?.[1];
  if (pip !== undefined) readPip(words(pip), packages, files);
  const conda = /(?:conda|mamba)\s+env\s+(?:create|update)\b.*?(?:-f|--file)[\s=]+(\S+)/.exec(command)?.[1];
  if (conda !== undefined) files.push(baseName(conda));
}

function readPip(args: readonly string[], packages: string[], files: string[]): void {
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '-r' || arg === '--requirement') files.push(baseName(args[++at] ?? ''));
    else if (/^--?(i|index-url|extra-index-url|f|find-links|c|constraint|t|target|trusted-host|timeout|default-timeout|retries|cache-dir)$/.test(arg)) at++;
    else if (!arg.startsWith('-') && /^[A-Za-z]/.test(arg) && !/^(pip|wheel|\$)/.test(arg)) packages.push(arg);
  }
}

/** Arguments as a shell takes them apart, as far as packages need it. */
function words(text: string): readonly string[] {
  return [...text.matchAll(/"([^"]*)"|'([^']*)'|([^\s"']+)/g)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

function baseName(path: string): string {
  return path.replace(/^.*\//, '');
}
