"""A page that lists all commands with what became of their examples: docs/commands.md."""

import datetime
import re
import subprocess

HEAD = """# Commands

Every command with the examples of its `--help`, and what became of each when it was run. The page is written by \
`python3 Tests/documented_commands.py --helps --status docs/commands.md BINARY`, not by hand. The examples ran on \
the practice corpus, where EMO-DB is not at hand; trainings were [cut short](../Tests/documented/changes.py), so that *ok* means that a command \
does what it says, not how long it takes or how good its result is.
"""


class StatusPage:
    """The page of a file, a section a command; sections of commands that are not run again stay."""

    def __init__(self, file):
        self.file = file
        text = file.read_text() if file.exists() else ""
        self.sections = dict(re.findall(r"^## `(.+?)`\n(.*?)(?=^## |\Z)", text, flags=re.DOTALL | re.MULTILINE))

    def update(self, known, verdicts, ser):
        """Writes the page anew with what became of the steps of some of all pages."""
        version = subprocess.run([ser, "--version"], check=True, stdout=subprocess.PIPE).stdout.decode().strip()
        ran = f"Run on {datetime.date.today().isoformat()} with version {version}."
        for page in filter(lambda page: page.is_help, known):
            name = page.name[:-len(" --help")]
            if page.name in verdicts:
                self.sections[name] = self.section(page, verdicts[page.name], ran)
            elif name not in self.sections:
                unknown = [(step, "not run", "not tried for this page yet") for step in page.steps]
                self.sections[name] = self.section(page, unknown, "")
        sections = "".join(f"\n## `{name}`\n{text.rstrip()}\n" for name, text in sorted(self.sections.items()))
        self.file.write_text(f"{HEAD}\n{self.tally()}\n{sections}")

    def section(self, page, verdicts, ran):
        rows = "".join(self.row(*verdict) for verdict in verdicts)
        return f"\n{f'{page.abstract} {ran}'.strip()}\n\n| example | status |\n| --- | --- |\n{rows}"

    def row(self, step, verdict, note):
        command = step.text.replace("|", "\\|")
        why = "" if verdict == "ok" else f" ({note})"
        return f"| `{command}` | {verdict}{why} |\n"

    def tally(self):
        """How many examples have which status."""
        found = re.findall(r"\| (ok|FAILED|not run|skipped)[ (]", "".join(self.sections.values()))
        counts = ", ".join(f"{found.count(one)} {one}" for one in dict.fromkeys(found))
        return f"{len(self.sections)} commands with examples: {counts}."
