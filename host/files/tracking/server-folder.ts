import { closeSync, mkdirSync, openSync, readFileSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from '../runs/run-folder.ts';

/** What a server of MLflow says of itself once it listens: `server.json`. */
export interface ServerFile {
  readonly id: string;
  readonly pid: number;
  readonly port: number;
  readonly version: string;
}

/** The folder of one server of MLflow: where it listens, who uses it, and what it said. The server removes what is no longer true. */
export class ServerFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Where the server listens, as it said last; a server that was killed said it too. */
  read(): ServerFile | undefined {
    const found = readJson(join(this.path, 'server.json'));
    return found !== null && typeof found === 'object' && 'port' in found && 'id' in found ? (found as ServerFile) : undefined;
  }

  /** The port of the last server: a page that is still open finds the next one there. 0 when there was none. */
  lastPort(): number {
    const found = readJson(join(this.path, 'port.json'));
    return typeof found === 'number' ? found : 0;
  }

  keepPort(port: number): void {
    writeFileSync(join(this.path, 'port.json'), String(port));
  }

  /** Makes a file that says that somebody uses the server. It has to be touched again and again. */
  addUser(name: string): string {
    const folder = join(this.path, 'users');
    mkdirSync(folder, { recursive: true });
    const file = join(folder, name);
    writeFileSync(file, '');
    return file;
  }

  /** Says that a user is still there; one whose file went away (this computer slept) is one again. */
  touchUser(file: string): void {
    try {
      const now = new Date();
      utimesSync(file, now, now);
    } catch {
      try {
        writeFileSync(file, '');
      } catch {
        // The project is gone: the server ends with it.
      }
    }
  }

  removeUser(file: string): void {
    try {
      unlinkSync(file);
    } catch {
      // The server took it away, or the project is gone.
    }
  }

  /** The file that a server's output goes to, empty. */
  openLog(): { readonly fd: number; close(): void } {
    const fd = openSync(join(this.path, 'server.log'), 'w');
    return { fd, close: () => closeSync(fd) };
  }

  /** The last line that the server said. */
  lastWords(): string | undefined {
    try {
      return readFileSync(join(this.path, 'server.log'), 'utf8').trimEnd().split('\n').at(-1);
    } catch {
      return undefined;
    }
  }
}
