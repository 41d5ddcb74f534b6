import { EXIT } from './verb.ts';

/** What a process can do when it cannot write. */
interface Shell {
  /** Says a sentence elsewhere. */
  readonly say: (sentence: string) => void;
  /** Stops what runs, as when its terminal is closed; false: nothing runs. */
  readonly hangUp: () => boolean;
  /** Ends the process; without a code with the answer that is known by then. */
  readonly exit: (code?: number) => void;
}

/** What is done when a result cannot be written. A reader who went away (`sluice graph x | head`) has all that it wanted; a disk that is full is told. */
export function whenUnwritten(error: NodeJS.ErrnoException, { say, hangUp, exit }: Shell): void {
  const isUnwanted = error.code === 'EPIPE';
  if (!isUnwanted) say(`The result could not be written: ${error.message.replace(/^\w+: |, write$/g, '')}. Send it somewhere else.`);
  // A run ends its jobs first, and then the process.
  if (!hangUp()) exit(isUnwanted ? undefined : EXIT.usage);
}
