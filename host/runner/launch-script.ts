/** What a launcher does for one job. */
export interface LaunchRequest {
  /** As bash is to execute it. */
  readonly command: string;
  readonly cwd: string;
  /** All variables of the job. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The file that stdout and stderr are added to. */
  readonly log: string;
  readonly timeoutMs?: number | undefined;
}

/**
 * The loop of a launcher, for `bash -c`: for every line that comes in, it starts what its file (`$1`) says as a process group of its own, tells its number, waits
 * for it and tells its exit status. A job that somebody halts has not ended.
 */
export const LAUNCHER = `set -m
while read -r sluice_line; do
  . "$1"
  sluice_job=$!
  printf 'started %s\\n' "$sluice_job" >&3
  wait "$sluice_job"; sluice_code=$?
  while [ "$sluice_code" -ge 147 ] && [ "$sluice_code" -le 150 ] && kill -0 "$sluice_job" 2>/dev/null; do
    sleep 1; wait "$sluice_job"; sluice_code=$?
  done
  printf 'ended %s\\n' "$sluice_code" >&3
done`;

/** Variables that a launcher itself is started without: a shell that finds them reads files or is another one. */
export const NOT_FOR_LAUNCHER: readonly string[] = ['BASH_ENV', 'ENV', 'POSIXLY_CORRECT'];

/** Bash keeps these for itself; a program gets them all the same. */
const BASH_OWN = new Set(['UID', 'EUID', 'PPID', 'SHELLOPTS', 'BASHOPTS', 'BASH_VERSINFO', 'BASHPID', 'IFS']);

/** What the file of a launcher says for a job. `base` are the variables that the launcher has. */
export function launchScript(request: LaunchRequest, base: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(request.env).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== base[entry[0]]);
  const isName = (name: string) => /^[A-Za-z_]\w*$/.test(name) && !BASH_OWN.has(name);
  const exported = given.filter(([name]) => isName(name)).map(([name, value]) => `${name}=${quote(value)}`);
  const others = given.filter(([name]) => !isName(name)).map(([name, value]) => quote(`${name}=${value}`));
  const dropped = Object.keys(base).filter((name) => base[name] !== undefined && request.env[name] === undefined && isName(name));
  const prefix = others.length === 0 ? '' : `env ${others.join(' ')} `;
  const first = request.env.BASH_ENV === undefined ? programOf(request.command) : undefined;
  return [
    '(',
    `exec </dev/null >>${quote(request.log)} 2>&1 3>&-`,
    `cd -- ${quote(request.cwd)} || exit 1`,
    `unset OLDPWD ${dropped.join(' ')}`,
    exported.length === 0 ? '' : `export ${exported.join(' ')}`,
    first === undefined ? '' : `if type -P ${first} >/dev/null; then exec ${prefix}${request.command.trim()}; fi`,
    `exec ${prefix}bash -c ${quote(request.command)}`,
    ') &\n',
  ].join('\n');
}

/** Words of bash, and what it does itself: `exec` would look for a program of that name. */
const BASH_WORDS = new Set(
  (
    '. : alias bg bind break builtin caller case cd command compgen complete compopt continue coproc declare dirs disown do done echo elif else enable esac eval ' +
    'exec exit export false fc fg fi for function getopts hash help history if in jobs kill let local logout mapfile popd printf pushd pwd read readarray readonly ' +
    'return select set shift shopt source suspend test then time times trap true type typeset ulimit umask unalias unset until wait while'
  ).split(' '),
);

/**
 * The program that a command starts when it is nothing but a program with plain words and redirections, so that it needs no shell of its own; undefined when bash
 * has to see it.
 */
export function programOf(command: string): string | undefined {
  const text = command.trim();
  if (!/^[\w./:=@%+,<> \t-]+$/.test(text)) return undefined;
  const first = /^[\w./+-]+(?=[ \t]|$)/.exec(text)?.[0];
  return first === undefined || /^[-+]/.test(first) || BASH_WORDS.has(first) ? undefined : first;
}

function quote(text: string): string {
  return `'${text.replace(/'/g, "'\\''")}'`;
}
