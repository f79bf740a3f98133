# Every target starts from nothing: what it needs is installed and built first.
#
#   make            build the command, optimised
#   make demo       the first paper's main job on the practice corpus, from recordings to recall
#   make test       all tests, and the cheap ones of the commands that the pages show
#   make races      every kernel under oclgrind, which finds races and accesses out of bounds; slow
#   make sanitize   all tests under the thread and the address sanitizer; slow. FILTER takes some of them
#   make soak       all commands that the pages show; what random kills leave of runs, resumed, for SECONDS
#                   (600), and of runs that processes share or compute each training together, in ROUNDS (20)
#   make hosts      one training by two network namespaces over TCP, of which one is gone in the middle; as root
#   make slurm      the script for Slurm on a Slurm of its own, where that is installed and this is root
#   make fuzz       every reader of files, fuzzed for SECONDS in all, 3600 if not said otherwise; or of
#                   TARGETS alone, such as "csv npz"
#   make benchmark  throughput beside PyTorch and others, into Benchmarks/results
#   make gpu-compile  what the compilers of GPUs make of the kernels, into Benchmarks/results
#   make lint       the house's style, and imports against the targets that are declared
#   make install    the command into PREFIX/bin, which is /usr/local/bin if not said otherwise
#   make manual     manual pages
#   make reference  the libraries' documentation, into .build/reference
#   make dist       a tarball of the command for machines without Swift, into dist/
#   make deb        a Debian package of it, into dist/
#   make wheel      a wheel of it for Python's pip, into dist/
#   make clean      remove what was built

SWIFT ?= swift
PREFIX ?= /usr/local
PYTHON ?= python3
SECONDS ?= 3600

# Headers and libraries to build against, an OpenCL driver for the CPU, the practice corpus's speaker, and
# what runs scripts. README.md says what each is for.
PACKAGES := \
	pocl-opencl-icd ocl-icd-opencl-dev opencl-headers clinfo \
	libsndfile1-dev libsoxr-dev libssl-dev zlib1g-dev libpng-dev \
	libsvm-dev liblapacke-dev \
	espeak-ng pkg-config python3

# A target that imports what it does not declare fails to build.
CHECKED := --explicit-target-dependency-import-check error
RELEASE := -c release --static-swift-stdlib $(CHECKED)
SER := .build/release/ser

.DEFAULT_GOAL := build
.PHONY: setup build demo test races sanitize soak hosts slurm fuzz benchmark gpu-compile lint install manual reference dist deb wheel clean

setup:
	@.ci/setup $(PACKAGES)

build: setup
	$(SWIFT) build $(RELEASE) --product ser

demo: build
	$(SER) demo --output runs/demo-$$(date +%Y%m%d-%H%M%S)

test: setup
	$(SWIFT) test $(CHECKED)
	$(PYTHON) Tests/documented_commands.py --cheap .build/debug/ser

# oclgrind ends with the program's status whatever it found: the file of its findings decides.
races: build
	@.ci/setup oclgrind
	oclgrind --data-races --uniform-writes --check-api --max-errors 40 --log .build/oclgrind.log \
		$(SER) check
	@! grep . .build/oclgrind.log

# Builds of their own, below .build/thread and .build/address.
sanitize: setup
	.ci/sanitize thread "$(FILTER)"
	.ci/sanitize address "$(FILTER)"

SECONDS ?= 600
ROUNDS ?= 20

soak: build
	$(PYTHON) Tests/documented_commands.py $(SER)
	$(PYTHON) Tests/killed_runs.py --seconds $(SECONDS) $(SER)
	$(PYTHON) Tests/joined_runs.py --rounds $(ROUNDS) $(SER)
	$(PYTHON) Tests/ranked_runs.py --rounds $(ROUNDS) $(SER)

hosts: build
	Tests/hosts_by_namespace.sh $(SER)

slurm: build
	$(PYTHON) Tests/slurm_array.py $(SER)

# A build of its own, with coverage and the address sanitizer.
fuzz: setup
	SWIFT=$(SWIFT) Tests/Fuzz/run $(SECONDS) $(TARGETS)

benchmark: build
	$(PYTHON) Benchmarks/compare.py --ser $(SER) \
		--output Benchmarks/results/$$(date +%F)-beside-others.md

# Its status says whether a program does not build, a tile spills or local memory is short.
gpu-compile: build
	.ci/gpu-compilers .build/gpu-compile
	$(PYTHON) Benchmarks/gpu_compile.py --ser $(SER) \
		--output Benchmarks/results/$$(date +%F)-gpu-compile.md

lint:
	$(SWIFT) format lint --strict --recursive --parallel Sources Tests Package.swift

install: build
	install -D -m 755 $(SER) $(DESTDIR)$(PREFIX)/bin/ser

# The old kind of path serves the libraries that libraries need too.
dist: setup
	$(SWIFT) build $(RELEASE) --product ser \
		-Xlinker -rpath -Xlinker '$$ORIGIN/../lib' -Xlinker --disable-new-dtags
	.ci/dist $(SER) dist

# A package's libraries are where the system has them: the binary brings no path to look in.
deb: setup
	@.ci/setup dpkg-dev
	$(SWIFT) build $(RELEASE) --product ser --disable-local-rpath
	.ci/deb $(SER) dist

wheel: dist
	PYTHON=$(PYTHON) .ci/wheel dist/ser-$$($(SER) --version)-linux-$$(uname -m) dist

# By a plugin of the argument parser, which builds everything once more; dist packs them where they are.
manual: setup
	$(SWIFT) package plugin generate-manual --multi-page

reference: setup
	.ci/reference .build/reference

clean:
	rm -rf .build dist
