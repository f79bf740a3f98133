"""Where the compilers are, and how they are called."""
import os
import pathlib
import re
import shutil
import subprocess


class Refused(Exception):
    """What a compiler says of a program that it does not take."""


class Tools:
    """Compilers and libraries in PATH, or where .ci/gpu-compilers puts them."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def find(self, name):
        """The path of a tool or a library; None where it is missing."""
        places = [shutil.which(name), f"/usr/lib/clc/{name}", f"{self.folder}/debian/usr/lib/clc/{name}",
                  f"{self.folder}/debian/usr/bin/{name}"]
        places += self.folder.glob(f"venv/lib/python*/site-packages/nvidia/*/bin/{name}")
        return next((str(p) for p in places if p and pathlib.Path(p).exists()), None)

    def libraries(self):
        """The environment in which what was unpacked finds its libraries."""
        unpacked = f"{self.folder}/debian/usr/lib/x86_64-linux-gnu"
        known = os.environ.get("LD_LIBRARY_PATH")
        return {**os.environ, "LD_LIBRARY_PATH": f"{unpacked}:{known}" if known else unpacked}


def run(*command, environment=None):
    """What a command says.

    Raises Refused where it fails.
    """
    done = subprocess.run([str(c) for c in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, errors="replace", env=environment)
    if done.returncode:
        raise Refused(done.stdout)
    return done.stdout


def options_of(program):
    """What `ser` gives a driver."""
    return re.sub(r"-D\s+", "-D", program.options).split()


def preprocessed(compiler, program):
    """A program's text without macros."""
    return run(compiler, "-w", "-E", "-P", "-x", "cl", *options_of(program), program.file)


def clang(compiler, program, target, output):
    """Compiles a program as OpenCL C, with the options that `ser` gives a driver, to assembly."""
    run(compiler, "-w", "-x", "cl", *options_of(program), "-Xclang", "-finclude-default-header", "-O3", *target, "-S",
        "-o", output, program.file)
