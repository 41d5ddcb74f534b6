"""Runs the entry script of a parallel job as Azure ML does: init(), then run(mini_batch) for each mini-batch, then shutdown().

Settings are JSON in SLUICE_PARALLEL. Everything is of the standard library; pandas is needed for tables only.
"""

import argparse
import fnmatch
import importlib.util
import inspect
import io
import json
import logging
import math
import multiprocessing
import os
import re
import sys
import threading
import time
import traceback
import types
from collections import OrderedDict
from pathlib import Path

log = logging.getLogger("sluice.parallel")

# Known to Azure ML's own driver; the entry script does not see them.
PREDEFINED = {
    "--error_threshold": int,
    "--allowed_failed_percent": float,
    "--task_overhead_timeout": int,
    "--progress_update_timeout": int,
    "--first_task_creation_timeout": int,
    "--copy_logs_to_parent": str,
    "--metrics_name_prefix": str,
    "--push_metrics_to_parent": str,
    "--resource_monitor_interval": int,
}


class Refusal(Exception):
    """Why the job cannot go on: one sentence."""


# --- the input, cut into mini-batches -------------------------------------------------------------------------------


class Batch:
    """One mini-batch: paths of files, or rows of a table. What a worker gets."""

    def __init__(self, index, items, count, partition=None):
        self.index = index
        self.items = items
        self.count = count
        self.partition = partition


def size_of(text):
    """`10kb` as bytes; None for a plain number or nothing."""
    found = re.fullmatch(r"(\d+)([kmg])b?", text.strip().lower()) if text else None
    return int(found.group(1)) * 1024 ** ("kmg".index(found.group(2)) + 1) if found else None


def files_below(path):
    """All files below a folder, or the file itself, sorted; hidden ones and the MLTable file left out."""
    if os.path.isfile(path):
        return [path]
    found = []
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [os.path.join(folder, name) for name in names if not name.startswith(".") and name != "MLTable"]
    return sorted(found)


def file_batches(files, mini_batch_size):
    """Lists of files: so many, or as many as hold so many bytes."""
    limit = size_of(mini_batch_size)
    if limit is None:
        step = int(mini_batch_size or 10)
        if step < 1:
            raise Refusal("mini_batch_size is 0: write how many files a mini-batch holds.")
        return [files[at : at + step] for at in range(0, len(files), step)]
    batches, batch, used = [], [], 0
    for file in files:
        size = os.path.getsize(file)
        if batch and used + size > limit:
            batches.append(batch)
            batch, used = [], 0
        batch.append(file)
        used += size
    return batches + ([batch] if batch else [])


def read_mltable(folder):
    """The MLTable file of a folder as a mapping; None when there is none."""
    file = os.path.join(folder, "MLTable")
    if not os.path.isfile(file):
        return None
    try:
        import yaml
    except ImportError:
        return SmallYaml(Path(file).read_text(encoding="utf-8-sig")).value
    with open(file, encoding="utf-8-sig") as stream:
        return yaml.safe_load(stream) or {}


class SmallYaml:
    """As much YAML as MLTable files use: mappings, lists and scalars by indentation. For environments without PyYAML."""

    def __init__(self, text):
        self.lines = []
        for line in text.splitlines():
            bare = re.sub(r"(^|\s)#.*$", "", line).rstrip()
            if bare.strip() and bare.strip() != "---":
                self.lines.append((len(bare) - len(bare.lstrip()), bare.strip()))
        self.at = 0
        self.value = self.block(0) or {}

    def block(self, indent):
        if self.at >= len(self.lines) or self.lines[self.at][0] < indent:
            return None
        indent = self.lines[self.at][0]
        return self.sequence(indent) if self.lines[self.at][1].startswith("-") else self.mapping(indent)

    def sequence(self, indent):
        items = []
        while self.at < len(self.lines) and self.lines[self.at][0] == indent and self.lines[self.at][1].startswith("-"):
            rest = self.lines[self.at][1][1:].strip()
            if not rest:
                self.at += 1
                items.append(self.block(indent + 1))
            elif re.match(r"[\w.]+:(\s|$)", rest):
                # The item is a mapping that starts behind the dash.
                offset = len(self.lines[self.at][1]) - len(rest)
                self.lines[self.at] = (indent + offset, rest)
                items.append(self.mapping(indent + offset))
            else:
                self.at += 1
                items.append(self.scalar(rest))
        return items

    def mapping(self, indent):
        found = {}
        while self.at < len(self.lines) and self.lines[self.at][0] == indent:
            key, _, rest = self.lines[self.at][1].partition(":")
            self.at += 1
            rest = rest.strip()
            if rest:
                found[key.strip().strip("'\"")] = self.scalar(rest)
            else:
                inner = self.at < len(self.lines) and (
                    self.lines[self.at][0] > indent or (self.lines[self.at][0] == indent and self.lines[self.at][1].startswith("-"))
                )
                found[key.strip().strip("'\"")] = self.block(self.lines[self.at][0]) if inner else None
        return found

    def scalar(self, text):
        value, _ = self.flow(text, 0) if text[:1] in "[{\"'" else (self.plain(text), 0)
        return value

    def flow(self, text, at):
        """A list, a mapping or a quoted text that starts at `at`, and where it ends."""
        if text[at] in "\"'":
            end = text.find(text[at], at + 1)
            end = len(text) if end < 0 else end
            inside = text[at + 1 : end]
            return (inside.replace("\\t", "\t") if text[at] == '"' else inside), end + 1
        is_list, at = text[at] == "[", at + 1
        items, key, start = [], None, at
        value = None
        while at < len(text):
            if text[at] in "[{\"'" and not text[start:at].strip():
                value, at = self.flow(text, at)
                start = at
                continue
            if text[at] == ":" and not is_list and key is None:
                key = value if value is not None else text[start:at].strip()
                value, start = None, at + 1
            elif text[at] in ",]}":
                plain = text[start:at].strip()
                if plain or value is not None:
                    found = value if value is not None else self.plain(plain)
                    items.append(found if is_list else (key, found))
                if text[at] in "]}":
                    break
                key, value, start = None, None, at + 1
            at += 1
        return (items if is_list else dict(items)), at + 1

    def plain(self, text):
        return {"true": True, "false": False, "null": None, "~": None}.get(text.lower(), text)


def paths_of(table, folder):
    """The files that an MLTable lists, in its order."""
    found = []
    for entry in table.get("paths") or []:
        kind, ref = next(iter(entry.items())) if isinstance(entry, dict) else ("file", entry)
        if re.match(r"^[a-z]+://", str(ref)) and not str(ref).startswith("file://"):
            raise Refusal("The MLTable names %s, which is not on this computer. Copy it here and name the copy." % ref)
        ref = re.sub(r"^file://", "", str(ref))
        path = ref if os.path.isabs(ref) else os.path.normpath(os.path.join(folder, ref))
        if kind == "pattern":
            base = re.split(r"[*?\[]", path)[0]
            base = base if os.path.isdir(base) else os.path.dirname(base)
            found += [file for file in files_below(base) if matches(file, path)]
        elif kind == "folder" or os.path.isdir(path):
            found += files_below(path)
        elif os.path.isfile(path):
            found.append(path)
        else:
            raise Refusal("The MLTable names %s, which is not there." % ref)
    return found


def matches(file, pattern):
    """`**` stands for any folders, `*` for anything within a name."""
    expression = "".join(
        ".*" if part in ("**/", "**") else "[^/]*" if part == "*" else "[^/]" if part == "?" else re.escape(part)
        for part in re.split(r"(\*\*/|\*\*|\*|\?)", pattern.replace("\\", "/"))
    )
    return re.fullmatch(expression, file.replace("\\", "/")) is not None or fnmatch.fnmatch(file, pattern)


READERS = ("read_delimited", "read_parquet", "read_json_lines")
# Done here without the mltable package.
SIMPLE = READERS + ("extract_columns_from_partition_format", "drop_columns", "keep_columns", "take", "convert_column_types")


def steps_of(table):
    """The transformations of an MLTable as pairs of name and settings."""
    found = []
    for step in table.get("transformations") or []:
        found.append(next(iter(step.items())) if isinstance(step, dict) else (step, None))
    return found


def reader_of(table):
    """`read_delimited` and so on with its settings; None for an MLTable of files."""
    for name, settings in steps_of(table):
        if name in READERS:
            return name, settings if isinstance(settings, dict) else {}
    return None


def columns_in_paths(table, files, folder):
    """The columns that `extract_columns_from_partition_format` finds in paths, by file."""
    form = None
    for name, settings in steps_of(table):
        if name == "extract_columns_from_partition_format":
            form = settings.get("partition_format") if isinstance(settings, dict) else settings
    if not form:
        return {}
    names, expression, at = [], "", 0
    for part in re.finditer(r"\{([^{}:]+)(:[^{}]*)?\}|\*", form):
        expression += re.escape(form[at : part.start()])
        if part.group(1) is None:
            expression += "[^/]*"
        else:
            names.append(part.group(1))
            expression += "([^/]+)"
        at = part.end()
    expression += re.escape(form[at:])
    found = {}
    for file in files:
        match = re.search(expression + "$", "/" + file.replace("\\", "/").lstrip("/"))
        if match:
            found[file] = OrderedDict(zip(names, match.groups()))
    return found


def import_pandas(why):
    try:
        import pandas
    except ImportError:
        raise Refusal("%s, and this environment has no pandas. Add pandas to the environment of the job." % why) from None
    return pandas


def read_table(files, reader, columns, pandas):
    """One DataFrame of all files."""
    name, settings = reader
    frames = []
    for file in files:
        if name == "read_parquet":
            frame = pandas.read_parquet(file)
        elif name == "read_json_lines":
            frame = pandas.read_json(file, lines=True, encoding=encoding_of(settings))
        else:
            header = settings.get("header", "all_files_same_headers")
            frame = pandas.read_csv(
                file,
                sep=settings.get("delimiter") or ",",
                encoding=encoding_of(settings),
                header=None if header in ("no_header", False) else 0,
            )
            if header in ("no_header", False):
                frame.columns = ["Column%d" % (at + 1) for at in range(frame.shape[1])]
        for column, value in columns.get(file, {}).items():
            frame[column] = value
        frames.append(frame)
    return pandas.concat(frames, ignore_index=True) if frames else pandas.DataFrame()


def transformed(frame, table, pandas):
    """The table after what its MLTable does to columns and rows."""
    for name, settings in steps_of(table):
        if name == "drop_columns":
            frame = frame.drop(columns=as_list(settings), errors="ignore")
        elif name == "keep_columns":
            frame = frame[[column for column in as_list(settings) if column in frame.columns]]
        elif name == "take":
            frame = frame.head(int(settings))
        elif name == "convert_column_types":
            for one in settings or []:
                for column in as_list(one.get("columns")):
                    frame[column] = converted(frame[column], one.get("column_type"), pandas)
    return frame


def converted(column, kind, pandas):
    kind = next(iter(kind)) if isinstance(kind, dict) else kind
    if kind == "datetime":
        return pandas.to_datetime(column)
    if kind == "boolean":
        return column.map(lambda value: str(value).strip().lower() in ("true", "1", "yes"))
    return column.astype({"int": "Int64", "float": float, "string": str}.get(kind, object))


def as_list(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def load_with_mltable(path, names):
    """A table whose MLTable asks for more than is done here."""
    try:
        import mltable
    except ImportError:
        raise Refusal("The MLTable asks for %s, which needs the package mltable. Add it to the environment of the job." % ", ".join(names)) from None
    return mltable.load(path).to_pandas_dataframe()


def encoding_of(settings):
    return {"utf8": "utf-8", "utf8bom": "utf-8-sig", "iso88591": "latin-1", "latin1": "latin-1"}.get(settings.get("encoding", "utf8"), "utf-8")


def table_batches(frame, total_bytes, settings):
    """Rows of a table: each partition, so many rows, or about so many bytes."""
    keys = settings["partitionKeys"]
    if keys:
        missing = [key for key in keys if key not in frame.columns]
        if missing:
            raise Refusal("The table has no column %s to partition by. It has %s." % (missing[0], ", ".join(map(str, frame.columns))))
        groups = frame.groupby(keys if len(keys) > 1 else keys[0], sort=True)
        return [
            (part.reset_index(drop=True), OrderedDict(zip(keys, value if isinstance(value, tuple) else (value,)))) for value, part in groups
        ]
    size = settings["miniBatchSize"]
    limit = size_of(size)
    if limit is None and size:
        step = int(size)
        if step < 1:
            raise Refusal("mini_batch_size is 0: write how many rows or how many bytes a mini-batch holds.")
    else:
        per_row = max(1.0, total_bytes / max(1, len(frame)))
        step = max(1, int((limit or 1024 * 1024) / per_row))
    return [(frame.iloc[at : at + step].reset_index(drop=True), None) for at in range(0, len(frame), step)]


def cut(path, settings):
    """The mini-batches of an input."""
    if not os.path.exists(path):
        raise Refusal("The input %s is not there." % path)
    table = read_mltable(path) if os.path.isdir(path) else None
    if table is None and settings["dataType"] == "mltable":
        raise Refusal("The input is of the type mltable, but %s holds no MLTable file." % path)
    files = files_below(path) if table is None else paths_of(table, path)
    reader = reader_of(table) if table else None
    columns = columns_in_paths(table, files, path) if table else {}
    if reader:
        pandas = import_pandas("The input is a table")
        others = [name for name, _ in steps_of(table) if name not in SIMPLE]
        frame = load_with_mltable(path, others) if others else transformed(read_table(files, reader, columns, pandas), table, pandas)
        parts = table_batches(frame, sum(os.path.getsize(file) for file in files), settings)
        return [Batch(at, part, len(part), value) for at, (part, value) in enumerate(parts)]
    keys = settings["partitionKeys"]
    if keys:
        groups = OrderedDict()
        for file in files:
            value = columns.get(file, {})
            if any(key not in value for key in keys):
                raise Refusal("The input is partitioned by %s, which its MLTable does not read from the paths of its files." % ", ".join(keys))
            groups.setdefault(tuple(value[key] for key in keys), []).append(file)
        return [Batch(at, part, len(part), OrderedDict(zip(keys, value))) for at, (value, part) in enumerate(groups.items())]
    return [Batch(at, part, len(part)) for at, part in enumerate(file_batches(files, settings["miniBatchSize"]))]


# --- a worker: a process with the entry script ----------------------------------------------------------------------


class MiniBatchContext:
    """What `run(mini_batch, context)` is told about a mini-batch."""

    def __init__(self, batch):
        self.minibatch_index = batch["index"]
        self.mini_batch_id = batch["index"]
        self.partition_key_value = batch["partition"]


class EntryScript:
    """What `from azureml_user.parallel_run import EntryScript` gives to scripts."""

    def __init__(self):
        self.logger = logging.getLogger("entry_script")
        self.working_dir = os.getcwd()
        self.output_dir = os.environ.get("AZUREML_BI_OUTPUT_PATH", os.getcwd())
        self.log_dir = os.path.join(os.getcwd(), "logs")


def offer_helpers():
    user, module = types.ModuleType("azureml_user"), types.ModuleType("azureml_user.parallel_run")
    module.EntryScript = EntryScript
    user.parallel_run = module
    sys.modules["azureml_user"], sys.modules["azureml_user.parallel_run"] = user, module


def load_script(script, arguments):
    """The entry script as a module: a file, or the name of a module in the code (`scoring.main`), as Azure ML takes both."""
    named = os.path.abspath(script.replace(".", os.sep) + ".py")
    as_module = not os.path.isfile(script) and os.path.isfile(named)
    path = named if as_module else os.path.abspath(script)
    if not os.path.isfile(path):
        raise Refusal("There is no entry script %s in the code of the job." % script)
    sys.path[:0] = [os.getcwd()] if as_module else [os.path.dirname(path), os.getcwd()]
    sys.argv = [path] + arguments
    offer_helpers()
    if as_module:
        module = importlib.import_module(script)
    else:
        spec = importlib.util.spec_from_file_location(Path(path).stem, path)
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
    if not callable(getattr(module, "run", None)):
        raise Refusal("%s has no function run(mini_batch)." % script)
    return module


def call_run(module, batch):
    run = module.run
    try:
        wants_context = len(inspect.signature(run).parameters) > 1
    except (TypeError, ValueError):
        wants_context = False
    return run(batch["items"], MiniBatchContext(batch)) if wants_context else run(batch["items"])


def as_rows(result):
    """What `run` gave back as lines to append, and how many elements it was."""
    if result is None:
        return [], 0
    if hasattr(result, "to_csv") and hasattr(result, "columns"):
        text = io.StringIO()
        result.to_csv(text, sep=" ", header=False, index=False)
        return text.getvalue().splitlines(), len(result)
    if isinstance(result, (str, bytes)):
        raise TypeError("run() gave back a text; Azure ML expects a list or a DataFrame.")
    if hasattr(result, "tolist"):
        result = result.tolist()
    rows = [row if isinstance(row, str) else " ".join(map(str, row)) if isinstance(row, (list, tuple)) else str(row) for row in result]
    return rows, len(rows)


def work(channel, settings, arguments):
    """The life of a worker: init, then mini-batches until there are none."""
    logging.root.handlers[:] = []  # What force=True does; environments of Azure ML have Python 3.7 and 3.6, too.
    logging.basicConfig(level=settings["loggingLevel"], stream=sys.stdout, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    try:
        module = load_script(settings["script"], arguments)
        if callable(getattr(module, "init", None)):
            module.init()
        channel.send(("ready", None))
    except BaseException as error:  # noqa: B036 - a script may end itself with sys.exit
        if not isinstance(error, Refusal):
            traceback.print_exc()
        channel.send(("broken", str(error) if isinstance(error, Refusal) else "init() failed: %s" % describe(error)))
        return
    while True:
        try:
            batch = channel.recv()
        except EOFError:
            return
        if batch is None:
            break
        try:
            channel.send(("done", as_rows(call_run(module, batch))))
        except BaseException as error:  # noqa: B036
            traceback.print_exc()
            sys.stderr.flush()
            channel.send(("failed", describe(error)))
    try:
        if callable(getattr(module, "shutdown", None)):
            module.shutdown()
        channel.send(("ended", None))
    except BaseException as error:  # noqa: B036
        traceback.print_exc()
        channel.send(("broken", "shutdown() failed: %s" % describe(error)))


def describe(error):
    return ("%s: %s" % (type(error).__name__, error)).strip().rstrip(":")


# --- the driver -----------------------------------------------------------------------------------------------------


class Worker:
    """A process of its own, so that a call that hangs or crashes takes nothing else with it."""

    def __init__(self, settings, arguments):
        self.settings, self.arguments = settings, arguments
        self.process = None

    def start(self):
        context = multiprocessing.get_context("spawn")
        self.channel, theirs = context.Pipe()
        self.process = context.Process(target=work, args=(theirs, self.settings, self.arguments), daemon=True)
        self.process.start()
        theirs.close()
        kind, value = self.answer(None)
        if kind != "ready":
            raise Refusal(value if kind == "broken" else "A worker ended while it was starting: %s" % value)

    def answer(self, timeout):
        try:
            if not self.channel.poll(timeout):
                self.stop()
                return "late", "run() took longer than %g s" % timeout
            return self.channel.recv()
        except (EOFError, OSError):
            self.process.join(5)
            code = self.process.exitcode
            self.stop()
            return "died", "the worker ended with %s%s" % (
                "signal %d" % -code if code is not None and code < 0 else "exit code %s" % code,
                ": often because memory ran out" if code == -9 else "",
            )

    def run(self, batch, timeout):
        if self.process is None:
            self.start()
        self.channel.send({"items": batch.items, "index": batch.index, "partition": batch.partition})
        return self.answer(timeout)

    def finish(self):
        if self.process is None:
            return
        self.channel.send(None)
        kind, value = self.answer(600)
        self.process.join(10)
        self.stop()
        if kind == "broken":
            raise Refusal(value)

    def stop(self):
        if self.process is not None and self.process.is_alive():
            self.process.kill()
            self.process.join(10)
        self.process = None


class Driver:
    """Gives mini-batches to workers and counts what fails."""

    def __init__(self, settings, arguments, batches):
        self.settings, self.arguments, self.batches = settings, arguments, batches
        self.lock = threading.Lock()
        self.next = 0
        self.done = 0
        self.failed_items = 0
        self.failed_batches = 0
        self.rows = {}
        self.refusal = None

    def take(self):
        with self.lock:
            if self.refusal or self.next >= len(self.batches):
                return None
            self.next += 1
            return self.batches[self.next - 1]

    def refuse(self, sentence):
        with self.lock:
            self.refusal = self.refusal or sentence

    def serve(self):
        worker = Worker(self.settings, self.arguments)
        try:
            while True:
                batch = self.take()
                if batch is None:
                    break
                self.note(batch, *self.try_batch(worker, batch))
            worker.finish()
        except Refusal as refusal:
            self.refuse(str(refusal))
        finally:
            worker.stop()

    def try_batch(self, worker, batch):
        retries, timeout = self.settings["maxRetries"], self.settings["timeoutS"]
        value = ""
        for attempt in range(retries + 1):
            started = time.monotonic()
            kind, value = worker.run(batch, timeout)
            if kind == "done":
                log.debug("Mini-batch %d done in %.2f s.", batch.index, time.monotonic() - started)
                return value
            left = retries - attempt
            log.warning("Mini-batch %d failed: %s.%s", batch.index, value, " It is tried again, %d left." % left if left else "")
            if self.refusal:
                break
        return None, value

    def note(self, batch, rows, count):
        with self.lock:
            self.done += 1
            if rows is None:
                self.failed_batches += 1
                self.failed_items += batch.count
                why = count
            else:
                self.rows[batch.index] = rows
                self.failed_items += max(0, batch.count - count)
                why = None
            write_progress(self.done, len(self.batches))
            log.info("%d of %d mini-batches done%s.", self.done, len(self.batches), ", %d failed" % self.failed_batches if self.failed_batches else "")
        self.check(why)

    def check(self, why):
        items, batches = self.settings["errorThreshold"], self.settings["miniBatchErrorThreshold"]
        because = " The last: %s." % why if why else ""
        if 0 <= items < self.failed_items:
            self.refuse("%d items failed, and error_threshold allows %d.%s" % (self.failed_items, items, because))
        elif 0 <= batches < self.failed_batches:
            self.refuse("%d mini-batches failed, and mini_batch_error_threshold allows %d.%s" % (self.failed_batches, batches, because))
        percent = self.settings.get("allowedFailedPercent")
        if percent is not None and self.failed_batches * 100.0 > percent * len(self.batches):
            self.refuse("%d of %d mini-batches failed, and allowed_failed_percent is %g.%s" % (self.failed_batches, len(self.batches), percent, because))

    def run(self):
        count = max(1, min(self.settings["workers"], len(self.batches)))
        threads = [threading.Thread(target=self.serve, daemon=True) for _ in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if self.refusal:
            raise Refusal(self.refusal)
        if self.failed_batches and self.failed_batches == len(self.batches):
            raise Refusal("All %d mini-batches failed." % len(self.batches))


def progress_file():
    """Where the runner looks while the job runs; empty outside of a project."""
    name = re.sub(r"[^\w.[\]-]", "_", os.environ.get("SLUICE_JOB", "job"))
    for folder in Path(os.getcwd()).parents:
        if folder.name == ".sluice":
            return str(folder / "work" / os.environ.get("SLUICE_RUN", "") / (name + ".progress"))
    return ""


def write_progress(done, of):
    file = os.environ.get("SLUICE_PARALLEL_PROGRESS")
    if not file:
        return
    try:
        with open(file + ".part", "w", encoding="utf-8") as stream:
            json.dump([done, of], stream)
        os.replace(file + ".part", file)
    except OSError:
        pass


def append_rows(path, is_file, rows):
    file = path if is_file else os.path.join(path, "parallel_run_step.txt")
    os.makedirs(os.path.dirname(os.path.abspath(file)), exist_ok=True)
    with open(file, "w", encoding="utf-8", newline="\n") as stream:
        for index in sorted(rows):
            for row in rows[index]:
                stream.write(row + "\n")


def split_arguments(arguments):
    """The script's own arguments, and what Azure ML's driver takes from them."""
    own, taken, at = [], {}, 0
    while at < len(arguments):
        name, _, value = arguments[at].partition("=")
        if name not in PREDEFINED:
            own.append(arguments[at])
            at += 1
            continue
        if not value:
            at += 1
            value = arguments[at] if at < len(arguments) else ""
        at += 1
        try:
            taken[name] = PREDEFINED[name](value)
        except ValueError:
            raise Refusal("%s takes a number, not %s." % (name, value or "nothing")) from None
    return own, taken


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sluice-input", required=True)
    parser.add_argument("--sluice-append")
    split = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    options = parser.parse_args(sys.argv[1:split])
    settings = json.loads(os.environ["SLUICE_PARALLEL"])
    os.environ["SLUICE_PARALLEL_PROGRESS"] = progress_file()
    if settings["loggingLevel"] not in ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"):
        settings["loggingLevel"] = "INFO"
    logging.basicConfig(level=settings["loggingLevel"], stream=sys.stdout, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    started = time.monotonic()
    arguments, taken = split_arguments(sys.argv[split + 1 :])
    if "--error_threshold" in taken:
        settings["errorThreshold"] = taken["--error_threshold"]
    settings["allowedFailedPercent"] = taken.get("--allowed_failed_percent")
    if options.sluice_append:
        is_file = settings["appendIsFile"]
        os.environ["AZUREML_BI_OUTPUT_PATH"] = os.path.dirname(options.sluice_append) if is_file else options.sluice_append
    batches = cut(options.sluice_input, settings)
    log.info("%d mini-batches of %d items, %d at a time.", len(batches), sum(batch.count for batch in batches), settings["workers"])
    write_progress(0, len(batches))
    driver = Driver(settings, arguments, batches)
    if batches:
        driver.run()
    if options.sluice_append:
        append_rows(options.sluice_append, settings["appendIsFile"], driver.rows)
    failed = "%d failed" % driver.failed_batches if driver.failed_batches else "none failed"
    items = ", %d items without a result" % driver.failed_items if settings["errorThreshold"] >= 0 else ""
    log.info("%d mini-batches in %.1f s, %s%s.", len(batches), math.ceil((time.monotonic() - started) * 10) / 10, failed, items)


if __name__ == "__main__":
    try:
        main()
    except Refusal as refusal:
        sys.stdout.flush()
        print(refusal, file=sys.stderr, flush=True)
        sys.exit(1)
