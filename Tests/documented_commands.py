#!/usr/bin/env python3
"""Runs the commands that README, docs and every command's --help show, and says which fail.

    python3 Tests/documented_commands.py [--page NAME] [--helps] [--cheap] [--corpora FOLDER] [--status FILE]
                                         BINARY [WORK_FOLDER]
    python3 Tests/documented_commands.py --list BINARY

The commands of a page run in their order in a folder of the page's own, by a shell, as somebody would who
follows it, with what the page supposes to be there (Tests/documented/corpora.py): EMO-DB by four of its
speakers where FOLDER, else $SER_CORPORA, else ../shared/corpora holds it in `emodb`, all else of the practice
corpus. What is done otherwise than it says, such as a training cut short, and what is not done at all, stands in
Tests/documented/changes.py with its reason, and is shown below the command. Python blocks run where this
Python has what they import.

A line a command: ok, FAILED, not run or skipped, its seconds, and the last line that it wrote to standard
error. --page takes README.md, docs/tutorial.md, or a command with --help, and may be given more than once; --helps
takes all commands; --cheap takes what takes a second or two; --list runs nothing. --status writes what became
of each command's examples as a page of Markdown, docs/commands.md, where commands that were not run this time
keep their status. Status 0: none failed;
1: one did, and the work folder is kept; 2: usage. Needs no more than Python 3.8, and espeak-ng.
"""

import argparse
import importlib.util
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile
import time

from documented import changes, pages
from documented.corpora import Corpora, NotMade
from documented.status import StatusPage

TIMEOUT = 1200
# What a page supposes beyond what its own commands write. An example of --help may suppose anything.
SUPPOSED = {
    "README.md": ["data/emodb"],
    "docs/many-machines.md": ["iemocap.csv"],
    "docs/other-programs.md": ["emodb.csv", "speech.wav", "runs/dnn", "runs/gan"],
    "docs/release.md": ["emodb.csv"],
    "docs/sound.md": ["emodb", "emodb.csv", "runs/augmentor"],
    "docs/tutorial.md": ["emodb"],
    "docs/your-corpus.md": [
        "list.csv", "other.csv", "recording.wav", "recordings", "egemaps.csv", "wavlm.npz", "db", "acted"],
    "docs/wang-2022.md": ["iemocap.csv", "emodb.csv", "emovo.csv", "esd.csv"],
}
OUTPUTS = {"-o", "--output", ">", "--json", "--figures", "--logits"}


class Tally:
    """Says what became of each command, and counts."""

    def __init__(self):
        self.counts = dict.fromkeys(["ok", "FAILED", "not run", "skipped"], 0)
        # Of each page what became of its steps: the step, the verdict, and why.
        self.verdicts = {}

    def note(self, verdict, step, *notes, page, seconds=None):
        self.counts[verdict] += 1
        why = "; ".join(note for note in notes if note and not note.startswith("otherwise"))
        self.verdicts.setdefault(page.name, []).append((step, verdict, why))
        time = f"{seconds:7.1f} s" if seconds is not None else " " * 9
        print(f"  {verdict:7} {time}  {title(step)}")
        for note in filter(None, notes):
            print(f"{'':21}{note}")
        sys.stdout.flush()

    def __str__(self):
        return ", ".join(f"{count} {verdict}" for verdict, count in self.counts.items())


def title(step):
    return f"(Python: {step.text.strip().splitlines()[0]} …)" if step.is_python else step.text


def words(command):
    """The words of a shell's line, without its comment."""
    return shlex.split(command, comments=True)


def outputs(command):
    """What a command writes."""
    found = words(command)
    return {after.rstrip("/") for word, after in zip(found, found[1:]) if word in OUTPUTS}


def inputs(command):
    found = words(command)
    return [word for before, word in zip([""] + found, found) if before not in OUTPUTS]


class Runner:
    def __init__(self, corpora, environment, work, cheap):
        self.corpora, self.environment, self.work, self.cheap = corpora, environment, work, cheap
        self.tally = Tally()

    def note(self, verdict, step, *notes, seconds=None):
        self.tally.note(verdict, step, *notes, page=self.page, seconds=seconds)

    def play(self, page):
        print(f"\n{page.name}")
        self.folder = self.work / page.name.replace("/", "-").replace(" ", "-")
        self.folder.mkdir()
        self.page, self.missing = page, set()
        self.corpora.table = page.table
        for step in page.steps:
            if step.is_python:
                self.script(step)
            else:
                self.command(step)

    def command(self, step):
        if reason := changes.reason_to_leave_out(step.text):
            self.note("not run", step, reason)
        elif self.cheap and not changes.CHEAP.search(step.text):
            self.note("not run", step, "not cheap")
        elif lacking := self.missing.intersection(inputs(step.text)):
            self.note("not run", step, f"of what was not run: {', '.join(sorted(lacking))}")
        else:
            command, notes = changes.changed(step.text)
            try:
                self.supply(command)
            except NotMade as failure:
                self.note("FAILED", step, f"what it supposes: {failure}")
                return
            self.run(step, ["sh", "-c", command], f"otherwise: {'; '.join(notes)}" if notes else None)
            return
        self.missing |= outputs(step.text)

    def script(self, step):
        lacking = [name for name in step.modules if importlib.util.find_spec(name) is None]
        if lacking or self.cheap:
            self.note("skipped", step, f"there is no {', '.join(lacking)}" if lacking else "not cheap")
        else:
            self.run(step, [sys.executable, "-c", step.text])

    def supply(self, command):
        """Puts what a command reads and nobody wrote into the page's folder."""
        supposed = SUPPOSED.get(self.page.name, [])
        for word in inputs(command):
            name = word.rstrip("/")
            top = next((one for one in supposed if name == one or name.startswith(f"{one}/")), None)
            if self.page.is_help:
                # A file within something, such as runs/gan/mixup-gan.safetensors.
                tops = [name, *map(str, pathlib.PurePath(name).parents)]
            else:
                tops = [top] if top else []
            for top in tops:
                if (self.folder / top).exists() or self.corpora.supply(top, self.folder):
                    break

    def run(self, step, arguments, *notes):
        start = time.monotonic()
        try:
            run = subprocess.run(
                arguments, cwd=self.folder, env=self.environment, timeout=TIMEOUT, stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            said = run.stderr.decode(errors="replace").splitlines()
            status = run.returncode
        except subprocess.TimeoutExpired:
            said, status = [f"not done after {TIMEOUT} s"], 124
        last = f"said: {said[-1]}" if said else None
        failure = f"status {status}" if status else None
        self.note(
            "FAILED" if status else "ok", step, *notes, last, failure, seconds=time.monotonic() - start)


def binary(text):
    found = shutil.which(text if "/" in text else f"./{text}")
    if found is None:
        raise argparse.ArgumentTypeError(f"{text} is no program")
    return pathlib.Path(found).resolve()


def environment_of(ser, work):
    """The user's own, with the binary first in PATH, and a home where nothing of the user's can be harmed."""
    programs = work / "bin"
    programs.mkdir()
    (programs / "ser").symlink_to(ser)
    home = work / "home"
    home.mkdir()
    kernels = os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache"
    return {
        **os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "HOME": str(home), "XDG_CACHE_HOME": str(kernels),
        # Tests may run as root, and on fewer cores than an example has processes.
        "OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1",
        "OMPI_MCA_rmaps_base_oversubscribe": "1",
    }


def all_pages(ser):
    everything = [pages.page(name) for name in pages.names()] + list(pages.helps(ser))
    return [page for page in everything if page.steps]


def wanted(everything, chosen, are_helps):
    known = {page.name for page in everything}
    for name in chosen:
        if name not in known:
            sys.exit(f"there is no page {name}; --list names them")
    return [page for page in everything if not (chosen or are_helps) or page.name in chosen
            or (are_helps and page.is_help)]


def show_cuts():
    """What is put to the end of commands, once, since it is long."""
    print("What is put to the end of commands:")
    for _, ending, note in changes.CUTS:
        print(f"  {note}:{ending}")


def show_list(everything):
    for page in everything:
        print(f"\n{page.name}")
        for step in page.steps:
            command, notes = (step.text, []) if step.is_python else changes.changed(step.text)
            reason = None if step.is_python else changes.reason_to_leave_out(step.text)
            print(f"  {title(step)}")
            if reason or notes:
                print(f"      {f'not run: {reason}' if reason else 'otherwise: ' + '; '.join(notes)}")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ser", metavar="BINARY", type=binary)
    parser.add_argument("work", metavar="WORK_FOLDER", nargs="?")
    parser.add_argument("--page", action="append", default=[])
    parser.add_argument("--helps", action="store_true")
    parser.add_argument("--cheap", action="store_true")
    parser.add_argument("--status", type=pathlib.Path)
    parser.add_argument("--corpora", type=pathlib.Path, default=pathlib.Path(
        os.environ.get("SER_CORPORA") or pages.ROOT.parent / "shared" / "corpora"))
    parser.add_argument("--list", action="store_true")
    arguments = parser.parse_args()
    known = all_pages(arguments.ser)
    everything = wanted(known, arguments.page, arguments.helps)
    if arguments.list:
        show_list(everything)
        return
    work = pathlib.Path(arguments.work or tempfile.mkdtemp(prefix="documented-")).resolve()
    work.mkdir(parents=True, exist_ok=True)
    real = arguments.corpora / "emodb"
    environment = environment_of(arguments.ser, work)
    try:
        corpora = Corpora(work / "supposed", real if real.exists() else None, environment)
    except NotMade as failure:
        sys.exit(f"FAILED: {failure}")
    show_cuts()
    print(f"EMO-DB: {'four speakers of it' if corpora.real else 'the practice corpus stands in for it'}")
    start = time.monotonic()
    runner = Runner(corpora, environment, work, arguments.cheap)
    for page in everything:
        runner.play(page)
    print(f"\n{runner.tally}, in {time.monotonic() - start:.0f} s", end="")
    if arguments.status:
        StatusPage(arguments.status).update(known, runner.tally.verdicts, arguments.ser)
    failed = runner.tally.counts["FAILED"] > 0
    if failed or arguments.work:
        print(f"; all files: {work}")
    else:
        shutil.rmtree(work)
        print()
    sys.exit(failed)


if __name__ == "__main__":
    main()
