"""What commands in the pages suppose to be there, made as they first ask for it.

Everything is of the practice corpus, spoken once, but EMO-DB, of which four speakers are taken where the real
one is given; else the practice corpus stands in for it, under names such as EMO-DB's.
"""

import csv
import itertools
import pathlib
import re
import shutil
import subprocess
import wave

from documented import changes, pages

EMODB_SPEAKERS = ["03", "08", "09", "10"]
EMODB_LETTERS = {"angry": "W", "happy": "F", "neutral": "N", "sad": "T"}
EMOTION_CODES = {"angry": "ANG", "happy": "HAP", "neutral": "NEU", "sad": "SAD"}
ESD_FOLDERS = {"angry": "Angry", "happy": "Happy", "neutral": "Neutral", "sad": "Sad"}
# Of which corpora there are manifests, and of what part of the practice corpus.
MANIFESTS = {"ravdess": "eng", "msp-improv": "deu", "emovo": "deu", "a": "eng", "b": "deu",
             "emodb": None, "iemocap": None, "esd": None, "m": None, "mine": None, "other": None}
FORMS = "csv|npz|npy|arff"


def companions(file):
    """What belongs to a file and lies beside it: how it was made, its labels, the recordings of a list."""
    beside = [other for other in file.parent.glob(f"{file.name}.*") if other.is_file()]
    return beside + ([file.with_name("calls")] if file.name == "list.csv" else [])


class NotMade(Exception):
    """A command failed that was to make what another supposes."""


class Corpora:
    """Files by the names under which pages speak of them."""

    def __init__(self, folder, real, environment):
        self.folder, self.real, self.environment = folder, real, environment
        folder.mkdir()
        self.run("corpus synthesize --output practice --sentences 3")
        self.rows = self.read(folder / "practice" / "manifest.csv")
        speakers = sorted({row["speaker"] for row in self.rows})
        for row in self.rows:
            # Called as in the examples.
            row["speaker"] = f"{1 + speakers.index(row['speaker']):02}"
        self.table = None
        self.makers = [
            (r"(data/)?emodb", self.emodb),
            (r"data/Emotion Speech Dataset|ESD", self.esd),
            (r"data/CREMA-D", self.cremad),
            (r"acted|voice|b", self.named),
            (r"(.*/)?list\.csv", self.list),
            (r"(data/)?(%s)\.csv" % "|".join(MANIFESTS), self.manifest),
            (r"(speech|recording)\.(wav|flac)", lambda file, _: self.copy(self.rows[0]["file"], file)),
            (r"speech\.raw", self.raw),
            (r"recordings", self.recordings),
            (r"(is10|f|both|egemaps|wavlm)\.(%s)" % FORMS, self.features),
            (r"(speech\.npy|mel\.npz|pictures\.npy)", self.pictures),
            (r"codes\.csv", self.codes),
            (r"synthetic\.csv", self.synthetic),
            (r"augmented", self.augmented),
            (r"db", self.audformat),
            (r"facts\.json", self.facts),
            (r"vectors", lambda folder, _: folder.symlink_to(pages.ROOT / "Tests/Fixtures/vectors")),
            (r"runs/(a|b|c|augmentor|vgg|dnn|gan|model|ablation|table2|seed[123])", self.model),
            (r"(classifier|vgg|vgg19|a)\.safetensors", self.weights),
        ]

    def supply(self, name, folder):
        """Puts a file or folder of this name below a folder; returns whether there is one."""
        name = name.rstrip("/")
        for pattern, maker in self.makers:
            if match := re.fullmatch(pattern, name):
                made = self.folder / "made" / name
                if not made.exists():
                    made.parent.mkdir(parents=True, exist_ok=True)
                    maker(made, match)
                place = folder / name
                place.parent.mkdir(parents=True, exist_ok=True)
                for file in [made, *companions(made)]:
                    beside = place.parent / file.name
                    if file.is_dir():
                        shutil.copytree(file, beside, symlinks=True, dirs_exist_ok=True)
                    elif not beside.exists():
                        shutil.copy(file, beside)
                return True
        return False

    def run(self, command):
        run = subprocess.run(
            f"ser {command} --quiet", shell=True, cwd=self.folder, env=self.environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        if run.returncode:
            raise NotMade(f"ser {command}: {run.stderr.decode(errors='replace').strip()}")

    def read(self, manifest):
        with manifest.open(newline="") as file:
            return [{**row, "file": str(manifest.parent / row["file"])} for row in csv.DictReader(file)]

    def write(self, rows, manifest):
        with manifest.open("w", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)

    def copy(self, source, file):
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, file)

    def makes(self, command, made):
        """Runs a command whose output is what is to be made."""
        self.run(f"{changes.changed(f'ser {command}')[0][4:]} --output {made}")

    def emodb(self, folder, _):
        wav = folder / "wav"
        wav.mkdir(parents=True)
        if self.real:
            for file in self.real.glob("wav/*.wav"):
                if file.name[:2] in EMODB_SPEAKERS:
                    (wav / file.name).symlink_to(file.resolve())
            return
        speakers = sorted({row["speaker"] for row in self.rows})
        names = dict(zip(speakers, [*EMODB_SPEAKERS, "11", "12", "13", "14"]))
        for (speaker, emotion), rows in self.by("speaker", "emotion"):
            for number, row in enumerate(rows, start=1):
                self.copy(row["file"], wav / f"{names[speaker]}a0{number}{EMODB_LETTERS[emotion]}a.wav")

    def by(self, *keys):
        def key(row):
            return tuple(row[name] for name in keys)

        return itertools.groupby(sorted(self.rows, key=key), key)

    def esd(self, folder, _):
        for (emotion, speaker), rows in self.by("emotion", "speaker"):
            number = 10 + sorted({row["speaker"] for row in self.rows}).index(speaker)
            for take, row in enumerate(rows, start=351):
                self.copy(row["file"], folder / f"{number:04}/{ESD_FOLDERS[emotion]}/{number:04}_{take:06}.wav")

    def cremad(self, folder, _):
        for (speaker, emotion), rows in self.by("speaker", "emotion"):
            for row in itertools.islice(rows, 1):
                self.copy(row["file"], folder / f"AudioWAV/10{speaker}_DFA_{EMOTION_CODES[emotion]}_XX.wav")

    def named(self, folder, match):
        """Recordings whose names say who speaks, and how, as the pattern has it with which a page reads them."""
        for (speaker, emotion), rows in self.by("speaker", "emotion"):
            for number, row in enumerate(rows, start=1):
                name = {
                    "acted": f"{speaker}_{number}_{EMOTION_CODES[emotion]}_a",
                    "voice": f"{speaker}_{emotion}_{number}",
                    "b": f"{speaker}{EMODB_LETTERS[emotion]}{number}",
                }[match[0]]
                self.copy(row["file"], folder / f"{name}.wav")

    def raw(self, file, _):
        with wave.open(self.rows[0]["file"]) as sound:
            file.write_bytes(sound.readframes(sound.getnframes()))

    def list(self, file, _):
        """The table that the page shows, and below its rows further ones, of all classes and more speakers."""
        shown = list(csv.DictReader(self.table.splitlines())) if self.table else []
        names = dict(itertools.zip_longest(
            sorted({row["speaker"] for row in self.rows}), sorted({row["speaker"] for row in shown})))
        rows = []
        for row in self.rows:
            name = names[row["speaker"]] or row["speaker"]
            rows.append({"file": f"calls/{1000 + len(rows)}.wav", "emotion": row["emotion"], "speaker": name})
            self.copy(row["file"], file.parent / rows[-1]["file"])
        for row in shown:
            sound = next(other["file"] for other in self.rows if other["emotion"] == row["emotion"])
            self.copy(sound, file.parent / row["file"])
        self.write(shown + rows, file)

    def manifest(self, file, match):
        name = match[2]
        if name == "emodb":
            self.emodb_manifest(file)
            return
        language = MANIFESTS[name]
        rows = [{**row, "corpus": name} for row in self.rows if language in (None, row["language"])]
        if name == "esd":
            rows = [{**row, "language": {"deu": "cmn"}.get(row["language"], row["language"])} for row in rows]
        if name == "iemocap":
            speakers = sorted({row["speaker"] for row in rows})
            rows = [{**row, "session": 1 + speakers.index(row["speaker"]) // 2} for row in rows]
        self.write(rows, file)

    def emodb_manifest(self, file):
        self.supply("emodb", self.folder)
        self.run(f"corpus import emodb emodb --output {file}")
        self.write(self.read(file), file)

    def recordings(self, folder, _):
        for row in self.rows[::20]:
            self.copy(row["file"], folder / pathlib.Path(row["file"]).name)

    def features(self, file, match):
        """The 1582 features, under whatever name, of the manifest with which the pages use it."""
        source = "list" if match[1] in ("egemaps", "wavlm") else "m"
        self.supply(f"{source}.csv", self.folder)
        self.run(f"features is10 {source}.csv --output {file}")

    def pictures(self, file, match):
        if match[1] == "pictures.npy":
            self.batch_of_pictures(file)
            return
        source = "speech.wav" if match[1] == "speech.npy" else "m.csv"
        self.supply(source, self.folder)
        self.run(f"features mel {source} --output {file}")

    def batch_of_pictures(self, file):
        """Silence as NumPy writes it: batch x channels x height x width."""
        header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1, 128, 128), }".ljust(117) + "\n"
        file.write_bytes(
            b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header.encode()
            + bytes(4 * 2 * 128 * 128))

    def codes(self, file, _):
        self.needs("runs/gan", "is10.csv")
        self.run(f"encode runs/gan is10.csv --output {file}")

    def synthetic(self, file, _):
        self.needs("runs/gan")
        self.run(f"synthesize runs/gan --output {file}")

    def augmented(self, folder, _):
        self.needs("runs/augmentor", "m.csv")
        self.run(f"augment m.csv --model runs/augmentor --copies 1 --output {folder}")

    def audformat(self, folder, _):
        """A database as audformat writes it."""
        folder.mkdir()
        names = {row["file"]: f"wav/{pathlib.Path(row['file']).name}" for row in self.rows}
        for source, name in names.items():
            self.copy(source, folder / name)
        for table in ("heard", "acted"):
            self.write([{"file": names[row["file"]], "emotion": row["emotion"], "speaker": row["speaker"]}
                        for row in self.rows], folder / f"db.{table}.csv")
        columns = "    columns:\n      emotion: {scheme_id: emotion}\n      speaker: {scheme_id: speaker}\n"
        (folder / "db.yaml").write_text(
            "name: mine\nlanguages: [eng]\nschemes:\n  emotion: {dtype: str}\n  speaker: {dtype: str}\ntables:\n"
            + "".join(f"  {table}:\n    type: filewise\n{columns}" for table in ("heard", "acted")))

    def facts(self, file, _):
        with file.open("wb") as out:
            subprocess.run(["ser", "devices", "--json"], check=True, env=self.environment, stdout=out)

    def model(self, folder, match):
        name = match[1]
        kinds = {"a": "augmentor", "augmentor": "augmentor", "gan": "mixup-gan", "dnn": "dnn"}
        if name in ("table2", "ablation"):
            kind = "experiment imbalance" if name == "table2" else "experiment ablation"
        else:
            kind = f"train {kinds.get(name, 'classifier')}"
        features = ["is10.csv"] if name in ("gan", "dnn") else []
        self.needs("m.csv", *features)
        self.makes(f"{kind} m.csv" + " --features is10.csv" * len(features), folder)

    def weights(self, file, match):
        source = "augmentor" if match[1] == "a" else "classifier"
        run = "runs/a" if match[1] == "a" else "runs/vgg"
        self.needs(run)
        shutil.copy(self.folder / run / f"{source}.safetensors", file)

    def needs(self, *names):
        for name in names:
            self.supply(name, self.folder)
