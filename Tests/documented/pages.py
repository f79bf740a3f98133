"""The commands that README, the pages in docs and every command's --help show, in their order."""

import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", flags=re.DOTALL | re.MULTILINE)


class Step:
    """A command line of a shell, or a Python script."""

    def __init__(self, text, is_python=False):
        self.text, self.is_python = text, is_python

    @property
    def modules(self):
        """What a script imports."""
        lines = re.findall(r"^(?:import|from) (.+?)(?: import .*)?$", self.text, flags=re.MULTILINE)
        return [name.strip() for line in lines for name in line.split(",")]


class Page:
    def __init__(self, name, steps, table=None, abstract=""):
        self.name, self.steps = name, steps
        # What a command does, in a sentence.
        self.abstract = abstract
        # The table of recordings that the page shows, if any.
        self.table = table

    @property
    def is_help(self):
        return not self.name.endswith(".md")


def names():
    return ["README.md", *sorted(f"docs/{file.name}" for file in (ROOT / "docs").glob("*.md"))]


def page(name):
    steps, table = [], None
    for language, text in BLOCK.findall((ROOT / name).read_text()):
        if language == "sh":
            lines = text.replace("\\\n", "").splitlines()
            steps += [Step(line) for line in lines if line and not line.startswith("#")]
        elif language == "python":
            steps.append(Step(text, is_python=True))
        elif language == "csv":
            table = text
    return Page(name, steps, table)


def helps(ser, path=()):
    """A page for each command and group of commands."""
    run = subprocess.run([ser, *path, "--help"], check=True, stdout=subprocess.PIPE)
    text = run.stdout.decode()
    examples = re.findall(r"^  ((?:ser|mpirun .* ser) .*)$", text, flags=re.MULTILINE)
    overview = re.search(r"^OVERVIEW: (.*?)\n\n", text, flags=re.DOTALL | re.MULTILINE)
    yield Page(
        " ".join(["ser", *path, "--help"]), [Step(example) for example in examples],
        abstract=" ".join(overview[1].split()) if overview else "")
    _, _, below = text.partition("SUBCOMMANDS:\n")
    for name in re.findall(r"^  ([a-z0-9-]+)(?: |$)", below, flags=re.MULTILINE):
        yield from helps(ser, (*path, name))
