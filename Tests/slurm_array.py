#!/usr/bin/env python3
"""Submits the script that `ser experiment … --slurm` prints to a Slurm of its own, and compares the bits.

    python3 Tests/slurm_array.py BINARY [WORK_FOLDER]

Starts munged, slurmctld and slurmd on loopback, as root and without systemd, for a node that says it has room
for two tasks and two GPUs, which are /dev/null and /dev/zero. The script is submitted as it is printed, with
`sbatch --array=0-1`. Rounds, a line each: undisturbed; SIGUSR1 to one task, as at the end of its time, and the
other put back into the queue, both of which must save and go on; one killed and one cancelled, neither of which
may come back, after which the array is submitted again. Each must leave the bytes of one process.

Status 0: all were the same, or Slurm is not installed (Debian: slurm-wlm, munge), or this is not root; 1: one
was not, and the work folder is kept; 2: usage. Takes some minutes. Needs no more than Python 3.8.
"""

import argparse
import contextlib
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

import same_results as same

PROGRAMS = ["munged", "slurmctld", "slurmd", "sbatch", "srun", "scontrol", "scancel", "squeue"]
# Debian keeps daemons where a user's PATH may not lead.
PATH = f"{os.environ['PATH']}:/usr/sbin:/sbin"
# One part takes some seconds, in which it can be disturbed.
LONGER = "mixupGAN.epochs=300 experiment.seeds=2"


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait(what, condition, seconds=120):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise same.Failed(f"Slurm: after {seconds} s still no {what}")
        time.sleep(0.1)


class Cluster:
    """Slurm on this machine, while the context lasts."""

    def __init__(self, folder):
        self.folder = folder
        self.daemons = []
        self.environment = dict(os.environ, PATH=PATH, SLURM_CONF=str(folder / "slurm.conf"))
        # What a job around this script would tell the commands.
        for name in list(self.environment):
            if name.startswith(("SLURM_", "SBATCH_", "SRUN_")) and name != "SLURM_CONF":
                del self.environment[name]

    def __enter__(self):
        try:
            self.configure()
            self.start("munged", "--foreground", "--force", f"--key-file={self.folder / 'munge.key'}",
                       f"--socket={self.folder / 'munge.socket'}", f"--pid-file={self.folder / 'munge.pid'}",
                       f"--log-file={self.folder / 'munge.log'}", f"--seed-file={self.folder / 'munge.seed'}")
            wait("munged", (self.folder / "munge.socket").exists)
            self.start("slurmctld", "-D")
            self.start("slurmd", "-D")
            wait("node", lambda: "idle" in self.ask("sinfo", "--noheader", "--format=%t"), 30)
            return self
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *_):
        # Its steps are processes of their own, which would outlive it.
        if len(self.daemons) > 1:
            with contextlib.suppress(subprocess.SubprocessError):
                subprocess.run(["scancel", "--user=root"], env=self.environment, timeout=10, check=False,
                               stderr=subprocess.DEVNULL)
                wait("end of its jobs", lambda: not self.ask("squeue", "--noheader").strip(), 30)
        for daemon in reversed(self.daemons):
            daemon.terminate()
            try:
                daemon.wait(20)
            except subprocess.TimeoutExpired:
                daemon.kill()
                daemon.wait()

    def start(self, program, *arguments):
        with open(self.folder / f"{program}.out", "ab") as log:
            self.daemons.append(subprocess.Popen(
                [shutil.which(program, path=PATH), *arguments], env=self.environment,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log))

    def ask(self, *command):
        return subprocess.run(
            command, env=self.environment, timeout=60, check=False, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True).stdout

    def configure(self):
        host = socket.gethostname().split(".")[0]
        for name in ("state", "spool"):
            (self.folder / name).mkdir()
        key = self.folder / "munge.key"
        key.touch(mode=0o600)
        key.write_bytes(os.urandom(128))
        # CPUs are more than there may be: each task asks for four.
        (self.folder / "slurm.conf").write_text(f"""\
ClusterName=ser
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={free_port()}
SlurmdPort={free_port()}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket={self.folder}/munge.socket
StateSaveLocation={self.folder}/state
SlurmdSpoolDir={self.folder}/spool
SlurmctldPidFile={self.folder}/slurmctld.pid
SlurmdPidFile={self.folder}/slurmd.pid
SlurmctldLogFile={self.folder}/slurmctld.log
SlurmdLogFile={self.folder}/slurmd.log
SlurmdParameters=config_overrides
SchedulerParameters=sched_interval=2,batch_sched_delay=1
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
MpiDefault=none
MailProg=/bin/true
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
GresTypes=gpu
NodeName={host} NodeAddr=127.0.0.1 CPUs=8 Gres=gpu:2
PartitionName=all Nodes={host} Default=YES
""")
        (self.folder / "gres.conf").write_text(
            "".join(f"NodeName={host} Name=gpu File={file}\n" for file in ("/dev/null", "/dev/zero")))


class Job:
    """The array of one run's script."""

    def __init__(self, cluster, side, command):
        self.cluster, self.side = cluster, side
        self.output = side.here / command.rpartition(" ")[2]
        script = side.here / f"{self.output.parent.name}.sh"
        printed = subprocess.run(
            [side.binary, *command.split(), "--quiet", "--slurm"], cwd=side.here, check=True, timeout=60,
            stdout=subprocess.PIPE).stdout
        script.write_bytes(printed)
        answer = cluster.ask("sbatch", "--parsable", "--array=0-1", f"--chdir={side.here}", str(script))
        self.number = answer.strip()
        if not self.number.isdigit():
            raise same.Failed(f"sbatch: {answer}")

    def log(self, task):
        file = self.side.here / f"ser-{self.number}_{task}.log"
        return file.read_text(errors="replace") if file.exists() else ""

    def state(self, task):
        """Empty when Slurm has it no more."""
        answer = self.cluster.ask("squeue", "--noheader", "--format=%T", f"--jobs={self.number}_{task}")
        return "" if "Invalid job" in answer else answer.strip()

    def is_computing(self):
        """Whether both tasks are at a part."""
        return len(list((self.output / "parts").glob("*.claim"))) == 2 and all(
            (self.output / "parts" / f"{claim.stem}.jsonl").exists()
            for claim in (self.output / "parts").glob("*.claim"))

    def requeued(self, task):
        """Waits until a task is back in the queue, and lets it begin at once: Slurm waits for two minutes."""
        wait(f"requeued task {task}", lambda: self.state(task) == "PENDING")
        self.now(task)

    def now(self, task):
        self.cluster.ask("scontrol", "update", f"JobId={self.number}_{task}", "StartTime=now")

    def end(self):
        # A task that goes back into the queue is for a moment not in any list.
        looks = [0]

        def is_gone():
            looks[0] = 0 if self.state(0) or self.state(1) else looks[0] + 1
            return looks[0] > 30

        wait("end of the array", is_gone, 300)

    def verdict(self, whole):
        if not (self.output / "results.json").exists():
            return "\n    ".join(["NOT DONE", *self.log(0).splitlines()[-5:], *self.log(1).splitlines()[-5:]])
        left = [name for name in ("parts", "joiners", "lease.json") if (self.output / name).exists()]
        if left:
            return f"DIFFERENT: {', '.join(left)} is left"
        # Of all that is there but the order of metrics.
        shutil.copyfile(whole / "metrics.jsonl", self.output / "metrics.jsonl")
        return same.compare(whole, self.output, ("one process", "Slurm"))


def undisturbed(job):
    job.end()
    return job


def saved_and_requeued(job):
    wait("two parts", job.is_computing)
    job.cluster.ask("scancel", "--signal=USR1", f"{job.number}_0")
    job.cluster.ask("scontrol", "requeue", f"{job.number}_1")
    for task in (0, 1):
        job.requeued(task)
    job.end()
    for task in (0, 1):
        if "Stopped and saved" not in job.log(task):
            raise same.Failed(f"task {task} did not save:\n{job.log(task)}")
    return job


def killed_and_cancelled(job, again):
    wait("two parts", job.is_computing)
    job.cluster.ask("scancel", "--signal=KILL", f"{job.number}_0")
    job.cluster.ask("scancel", f"{job.number}_1")
    job.end()
    if job.output.joinpath("results.json").exists():
        raise same.Failed("Slurm: done before it was cancelled")
    job = again()
    job.end()
    return job


def rounds(side, cluster):
    """The rounds by their names, each with what plays it and returns its last job."""
    features = next(item for item in same.items() if item.name == "experiment synthetic-features")
    longer = " ".join(f"--set {setting}" for setting in LONGER.split())
    command = features.commands[0].rpartition("--output")[0] + f"{longer} --output"
    side.run("corpus synthesize --sentences 2 --output practice")
    (side.here / "features").mkdir()
    side.run("features is10 practice/manifest.csv --output features/is10.npz")
    # A report's files are named by the folder.
    side.run(f"{command} whole/run")

    def submit(folder):
        return Job(cluster, side, f"{command} {folder}/run")

    # The end of a task's time is not waited for: Slurm counts it in minutes.
    return {
        "undisturbed": lambda: undisturbed(submit("undisturbed")),
        "saved and requeued": lambda: saved_and_requeued(submit("requeued")),
        "killed and cancelled": lambda: killed_and_cancelled(
            submit("cancelled"), lambda: submit("cancelled")),
    }


def play(side, cluster):
    """Plays all rounds; returns whether all were the same."""
    is_same = True
    for name, play_round in rounds(side, cluster).items():
        start = time.monotonic()
        try:
            verdict = play_round().verdict(side.here / "whole/run")
        except same.Failed as failure:
            verdict = f"FAILED: {failure}"
        print(f"{name:24} {time.monotonic() - start:5.1f} s  {verdict}", flush=True)
        is_same &= verdict == "same"
    return is_same


def missing():
    """Why it cannot be tried here; None where it can."""
    absent = [name for name in PROGRAMS if shutil.which(name, path=PATH) is None]
    if absent:
        return f"Slurm is not tried: {', '.join(absent)} is not installed (Debian: slurm-wlm and munge)."
    if os.geteuid() != 0:
        return "Slurm is not tried: its daemons are started by root alone."
    return None


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", metavar="BINARY", type=same.binary)
    parser.add_argument("work", metavar="WORK_FOLDER", type=same.empty_folder, nargs="?")
    arguments = parser.parse_args()
    if reason := missing():
        print(reason)
        return 0
    # The daemons end with this script, also where it is ended.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    signal.signal(signal.SIGHUP, lambda *_: sys.exit(129))
    work = arguments.work or pathlib.Path(tempfile.mkdtemp(prefix="slurm-array-")).resolve()
    is_same = False
    try:
        daemons = work / "slurm"
        daemons.mkdir()
        side = same.Side("SER", arguments.binary, work)
        with side.at_work(), Cluster(daemons) as cluster:
            is_same = play(side, cluster)
    except (same.Failed, subprocess.SubprocessError) as failure:
        print(f"FAILED: {failure}")
    except KeyboardInterrupt:
        print()
        return 130
    if is_same and arguments.work is None:
        shutil.rmtree(work)
    else:
        print(f"all files: {work}")
    return int(not is_same)


if __name__ == "__main__":
    sys.exit(main())
