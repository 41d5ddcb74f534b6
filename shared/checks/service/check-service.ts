import type { Pipeline } from '#shared/pipeline/pipeline.ts';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import type { YamlDocument } from '#shared/yaml/document.ts';
import { readYaml } from '#shared/yaml/read.ts';
import type { TextEdit } from '#shared/yaml/text-edit.ts';
import type { Check, CheckContext } from '../check.ts';
import { checks as allChecks } from '../checks.ts';
import { CHECKS_FILE, type ChecksFile, defaultChecks, readChecksFile } from '../checks-file.ts';
import { compareProblems, type Problem } from '../problem.ts';
import { Checker, type Found } from '../run-checks.ts';
import type { FindSecrets, KnownSecrets } from '../secrets/secret-finding.ts';
import { SecretScanner } from '../secrets/secret-scanner.ts';
import { withoutSyntax } from '../without-syntax.ts';
import type { FromChecks, ToChecks } from './messages.ts';
import { changesOf, isNothingNew, movedBy } from './problem-changes.ts';
import { ProjectMirror, type ProjectView, type Wanted } from './project-mirror.ts';

/** Work between two places where a newer edit may come in, in ms. */
const SLICE_MS = 6;
/** Edits that lists of problems are moved by. After more without a look at the jobs the list is told anew. */
const MOST_EDITS = 400;

interface Mirrored {
  readonly path: string;
  doc: YamlDocument;
  revision: number;
  pipeline: Pipeline | undefined;
  readonly checker: Checker;
  /** Must be checked again. */
  isStale: boolean;
  /** What the other side has, moved by all edits but those of `log`. Undefined when it has nothing. */
  told: { readonly number: number; readonly problems: readonly Problem[] } | undefined;
  /** What the last whole look found outside of jobs, moved likewise. */
  rest: readonly Problem[];
  /** The other side has been told of jobs in advance: the next list is told even if it is the one before. */
  isAhead: boolean;
  /** Edits that these two have not been moved by. */
  log: (readonly TextEdit[])[];
}

export interface CheckServiceParts {
  readonly post: (message: FromChecks) => void;
  /** Lets messages that wait come in: a turn of the event loop. */
  readonly pause: () => Promise<void>;
  readonly now: () => number;
  /** A short while, in which the window may paint what it was told in advance. Left out: nobody paints. */
  readonly rest?: () => Promise<void>;
  readonly checks?: readonly Check[];
  /** Left out: nobody looks for secrets. */
  readonly findSecrets?: FindSecrets;
}

/**
 * Keeps the open documents of a project checked. It is told what happens (`receive`) and posts problems with the revision that they belong to. What it is
 * told costs it no time at once: documents are checked in slices, the one that changed last first, and a check is begun anew when its document has moved on.
 */
export class CheckService {
  readonly #parts: CheckServiceParts;
  readonly #checks: readonly Check[];
  readonly #codes: ReadonlySet<string>;
  #documents = new Map<string, Mirrored>();
  #mirror: ProjectMirror;
  #settings: ChecksFile = defaultChecks;
  #settingsText: string | undefined;
  #wanted: { readonly path: string; readonly what: Wanted }[] = [];
  #isRunning = false;
  #secrets: SecretScanner | undefined;

  constructor(parts: CheckServiceParts) {
    this.#parts = parts;
    this.#checks = parts.checks ?? allChecks;
    this.#codes = new Set(this.#checks.map((check) => check.code));
    this.#mirror = this.#newMirror();
    this.#secrets = this.#newScanner();
  }

  receive(message: ToChecks): void {
    switch (message.kind) {
      case 'reset':
        this.#documents = new Map();
        this.#mirror = this.#newMirror();
        this.#settings = defaultChecks;
        this.#settingsText = undefined;
        this.#secrets = this.#newScanner();
        return;
      case 'open':
        this.#open(message.path, message.text, message.revision);
        break;
      case 'edit':
        this.#edit(message.path, message.edits, message.revision, message.length);
        break;
      case 'close':
        this.#documents.delete(message.path);
        this.#stale(this.#mirror.close(message.path));
        break;
      case 'list':
        this.#stale(this.#mirror.list(message.entries));
        break;
      case 'file':
        this.#stale(this.#mirror.answer(message.path, message.answer));
        break;
    }
    this.#start();
  }

  /** True when nothing is left to check. */
  get isIdle(): boolean {
    return !this.#isRunning && this.#next() === undefined;
  }

  #newMirror(): ProjectMirror {
    return new ProjectMirror((path, what) => this.#wanted.push({ path, what }));
  }

  #newScanner(): SecretScanner | undefined {
    return this.#parts.findSecrets && new SecretScanner(this.#parts.findSecrets);
  }

  #open(path: string, text: string, revision: number): void {
    const known = this.#documents.get(path);
    if (known) {
      known.doc = readYaml(text);
      known.pipeline = undefined;
      known.revision = revision;
      known.isStale = true;
      this.#forget(known);
      this.#stale(this.#mirror.changed(path));
      return;
    }
    const opened: Mirrored = {
      path,
      doc: readYaml(text),
      revision,
      pipeline: undefined,
      checker: new Checker(this.#checks),
      isStale: true,
      told: undefined,
      rest: [],
      isAhead: false,
      log: [],
    };
    this.#documents.set(path, opened);
    this.#stale(this.#mirror.open(path, () => opened.doc.text));
  }

  #edit(path: string, edits: readonly TextEdit[], revision: number, length: number): void {
    const known = this.#documents.get(path);
    const after = known && edits.reduce((sum, edit) => sum + edit.newText.length - (edit.end - edit.start), known.doc.length);
    if (!known || after !== length) {
      this.#parts.post({ kind: 'resend', path });
      return;
    }
    known.doc.update(edits);
    known.revision = revision;
    known.log.push(edits);
    if (known.log.length > MOST_EDITS) this.#forget(known);
    known.isStale = true;
    // The document that was touched last is looked at first.
    this.#documents.delete(path);
    this.#documents.set(path, known);
    this.#stale(this.#mirror.changed(path));
    this.#lookNear(known);
  }

  /** One job costs a fraction of what all of them and the rest of the document do: what is wrong in it may be drawn with the key that broke it. */
  #lookNear(document: Mirrored): void {
    // Before the first list nothing is known of what surrounds a job.
    if (document.told === undefined) return;
    const jobs = document.checker.near(this.#read(document));
    if (jobs === undefined || jobs.length === 0) return;
    document.isAhead = true;
    this.#parts.post({ kind: 'near', path: document.path, revision: document.revision, jobs });
  }

  /** Reads a document on from what was read of it before. */
  #read(document: Mirrored): CheckContext {
    const { path, doc } = document;
    const view = this.#mirror.view(path);
    const pipeline = readPipeline(doc, { path, components: view.components }, document.pipeline);
    document.pipeline = pipeline;
    return { path, doc, pipeline, components: view.components, files: view, settings: this.#settings, ...this.#secretsOf(view) };
  }

  /** The next list is told whole. */
  #forget(document: Mirrored): void {
    document.told = undefined;
    document.rest = [];
    document.log = [];
  }

  #stale(paths: readonly string[]): void {
    for (const path of paths) {
      const known = this.#documents.get(path);
      if (known) known.isStale = true;
    }
  }

  #next(): Mirrored | undefined {
    let next: Mirrored | undefined;
    for (const document of this.#documents.values()) if (document.isStale) next = document;
    return next;
  }

  #start(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    void this.#run().then(
      () => {
        this.#isRunning = false;
        // Something may have come in after the last look.
        if (this.#next()) this.#start();
        else this.#parts.post({ kind: 'idle' });
      },
      (error: unknown) => {
        this.#isRunning = false;
        this.#parts.post({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
      },
    );
  }

  async #run(): Promise<void> {
    // Messages that came together are taken in together. Who was told of the job that changed needs the rest less than a free processor.
    const { pause, rest = pause } = this.#parts;
    await (this.#next()?.isAhead ? rest() : pause());
    this.#readSettings();
    this.#askFor();
    do {
      for (let document = this.#next(); document; document = this.#next()) {
        await this.#check(document);
        this.#readSettings();
        this.#askFor();
      }
      // Problems come first; what is scanned behind them is told when it is something new.
      if (await this.#secrets?.scan(this.#parts.pause)) this.#stale([...this.#documents.keys()]);
    } while (this.#next());
  }

  async #check(document: Mirrored): Promise<void> {
    const { path, checker } = document;
    document.isStale = false;
    let sliceBegan = this.#parts.now();
    const context = this.#read(document);
    let spent = 0;
    for (const found of checker.steps(context)) {
      const now = this.#parts.now();
      if (found) this.#tell(document, found, spent + now - sliceBegan);
      if (now < sliceBegan + SLICE_MS) continue;
      spent += now - sliceBegan;
      await this.#parts.pause();
      // A newer text, another answer about a file, or the document is shut: what was begun is of no use.
      if (document.isStale || this.#documents.get(path) !== document) return;
      sliceBegan = this.#parts.now();
    }
  }

  #secretsOf(view: ProjectView): { readonly secrets?: KnownSecrets } {
    return this.#secrets ? { secrets: this.#secrets.view((path) => view.read(path)) } : {};
  }

  /** Tells what is new. What was found in jobs is told first: together with what was found elsewhere before. */
  #tell(document: Mirrored, { jobs, rest }: Found, tookMs: number): void {
    const { path, revision, doc, told } = document;
    const moves = document.log.splice(0);
    const elsewhere = rest ? withoutSyntax(rest, doc) : movedBy(document.rest, moves);
    document.rest = elsewhere;
    const problems = [...withoutSyntax(jobs, doc), ...elsewhere].sort(compareProblems);
    const before = movedBy(told?.problems ?? [], moves);
    const lines = changesOf(before, problems);
    const isPartial = rest === undefined;
    if (isPartial && told && !document.isAhead && isNothingNew(before, lines)) {
      // The other side moves what it has by itself.
      document.told = { number: told.number, problems: before };
      return;
    }
    const number = (told?.number ?? 0) + 1;
    this.#parts.post({ kind: 'problems', path, revision, number, base: told?.number, lines, isPartial, tookMs });
    document.told = { number, problems };
    document.isAhead = false;
  }

  /** Settings of the project; a change of them concerns every document. */
  #readSettings(): void {
    const found = this.#mirror.view(CHECKS_FILE).read(CHECKS_FILE);
    if (found === this.#settingsText) return;
    this.#settingsText = found;
    const { settings, notes } = found === undefined ? { settings: defaultChecks, notes: [] } : readChecksFile(found, this.#codes);
    this.#settings = settings;
    for (const document of this.#documents.values()) document.isStale = true;
    this.#parts.post({ kind: 'settings', notes });
  }

  #askFor(): void {
    if (this.#wanted.length > 0) this.#parts.post({ kind: 'want', files: this.#wanted.splice(0) });
  }
}
