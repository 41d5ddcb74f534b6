import type { CauseKind } from '../failure.ts';
import { nameOf, placeOf, type Recogniser } from './facts.ts';

interface Sign {
  readonly kind: CauseKind;
  readonly pattern: RegExp;
  readonly label: string;
  readonly message: string;
  readonly explanation: string;
}

/** What this computer refused, by the words that Python, its packages and the shell have for it. The first that fits counts. */
const SIGNS: readonly Sign[] = [
  {
    kind: 'out-of-memory',
    pattern: /CUDA out of memory|torch\.(cuda\.)?OutOfMemoryError|CUDA_ERROR_OUT_OF_MEMORY/,
    label: 'GPU out of memory',
    message: 'The memory of the GPU ran out.',
    explanation: 'Make batches smaller, or close what else uses the GPU.',
  },
  {
    kind: 'no-gpu',
    pattern:
      /Torch not compiled with CUDA enabled|Found no NVIDIA driver|No CUDA GPUs are available|CUDA driver version is insufficient|libcuda\.so|no CUDA-capable device|CUDA is not available|GPU (?:is )?not (?:found|available)/i,
    label: 'no GPU',
    message: 'The job wants a GPU, and this computer has none that Python can use.',
    explanation: 'Let the code choose the device (`cuda` if it is available, else `cpu`), or run this job on a computer that has one.',
  },
  {
    kind: 'disk-full',
    pattern: /No space left on device|\[Errno 28\]|Disk quota exceeded|ENOSPC/,
    label: 'disk full',
    message: 'The disk is full.',
    explanation: '`sluice prune` says what old runs take and frees it.',
  },
  {
    kind: 'port-in-use',
    pattern: /Address already in use|\[Errno (?:98|48)\]|EADDRINUSE|port (\d+) is (?:already )?in use/i,
    label: 'port in use',
    message: 'The port that the job wants is in use.',
    explanation: 'Another program listens there, perhaps a job that was started before. Let the code take a free port (0), or end the other.',
  },
  {
    kind: 'out-of-memory',
    pattern: /\bMemoryError\b|Unable to allocate [\d.]+ [KMGTP]iB|std::bad_alloc|Cannot allocate memory|OutOfMemoryError|\[Errno 12\]/,
    label: 'out of memory',
    message: 'The memory of this computer ran out.',
    explanation: 'Read the data in pieces or fewer columns, use smaller types, or run fewer jobs at the same time (`--parallel`).',
  },
  {
    kind: 'no-network',
    pattern:
      /Name or service not known|Temporary failure in name resolution|Max retries exceeded with url|Network is unreachable|getaddrinfo failed|nodename nor servname|Could not resolve host|Failed to establish a new connection/,
    label: 'no network',
    message: 'The job could not reach the network.',
    explanation: 'Connect, or hand what it fetches over as an input, so that it runs anywhere and gives the same each time.',
  },
];

/** Memory, disk, ports, GPU, network. */
export const resources: Recogniser = (facts, errors, log) => {
  const { reason, exitCode, signal } = facts;
  const said = errors.length > 0 ? errors.map((error) => `${error.type}: ${error.message}`).join('\n') : log;
  const sign = SIGNS.find(({ pattern }) => pattern.test(said));
  if (sign) {
    const place = errors.map((error) => placeOf(error.frames, facts)).find((one) => one !== undefined);
    const { kind, label, message, explanation } = sign;
    const port = /port (\d+)|:(\d{4,5})\)?/.exec(said);
    return {
      cause: {
        kind,
        label,
        message: kind === 'port-in-use' && port ? message.replace('The port', `The port ${port[1] ?? port[2]}`) : message,
        explanation,
        ...(place ? { place } : {}),
      },
    };
  }
  const isKilled = (reason === 'killed' && (signal ?? 'SIGKILL') === 'SIGKILL') || exitCode === 137 || (exitCode === -9 && errors.length === 0);
  if (!isKilled) return undefined;
  return {
    cause: {
      kind: 'out-of-memory',
      label: 'killed',
      message: 'The system ended the job, most often because memory ran out.',
      explanation: 'Read the data in pieces or fewer columns, or run fewer jobs at the same time (`--parallel`).',
    },
  };
};

/** What may not be read, written or started. */
export const noPermission: Recogniser = (facts, errors, log) => {
  const error = errors.find((one) => one.type === 'PermissionError' || /^\[Errno 13\]/.test(one.message));
  const path =
    /'([^']+)'/.exec(error?.message ?? '')?.[1] ?? (error ? undefined : /(?:^|\n).*?(?:bash|sh): (?:line \d+: )?([^\s:]+): Permission denied/.exec(log)?.[1]);
  if (error === undefined && path === undefined) return undefined;
  const place = error === undefined ? undefined : placeOf(error.frames, facts);
  const name = path === undefined ? 'a file' : `\`${path}\``;
  const isProgram = error === undefined;
  return {
    cause: {
      kind: 'no-permission',
      label: path === undefined ? 'no permission' : `no permission for \`${nameOf(path)}\``,
      message: isProgram ? `${name} may not be started.` : `${name} may not be read or written by this account.`,
      explanation: isProgram
        ? `Make it executable (chmod +x), or start it with its interpreter: bash ${path}.`
        : 'Write only into outputs of the job, and change the permissions of what it reads.',
      ...(place ? { place } : {}),
    },
  };
};

/** A program that this computer does not have. */
export const noSuchProgram: Recogniser = ({ exitCode, task }, errors, log) => {
  if (errors.length > 0 && exitCode !== 127) return undefined;
  const program = /(?:bash|sh)(?:: line \d+)?: ([^\s:]+): (?:command not found|No such file or directory|not found)/.exec(log)?.[1];
  if (program === undefined || exitCode !== 127) return undefined;
  const isPath = program.includes('/');
  return {
    cause: {
      kind: 'no-such-program',
      label: `no program \`${nameOf(program)}\``,
      message: isPath ? `There is no program \`${program}\` to start.` : `This computer has no program \`${program}\`.`,
      explanation: isPath
        ? `It is not in the code of the job${task.code === undefined ? '' : `, \`${task.code}\``}.`
        : `In the cloud it comes with the image${task.environment.image === undefined ? '' : ` ${task.environment.image}`}. Install it here, list the package that brings it in the environment, or let the job run in a container (\`{ docker: true }\` under environments in .sluice/local.yml).`,
    },
  };
};
