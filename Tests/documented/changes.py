"""What is done otherwise than the pages say, and what is not done at all, each with its reason."""

import importlib.util
import re
import shutil


def settings(text):
    return "".join(f" --set {setting}" for setting in text.split())


AUGMENTOR = settings("""
    augmentor.channels=[4,4,8] augmentor.decoderChannels=[8,4] augmentor.latentSize=8 discriminator.channels=[4,4]
    discriminator.hidden=8 learner.channels=[4,4] learner.hidden=8 augmentorTraining.iterations=4
    augmentorTraining.batch=2""")
CLASSIFIER = settings("classifier.widthFactor=0.03 classifier.epochs=1")
GAN = settings("""
    mixupGAN.hidden=[16,8] mixupGAN.discriminator=[8] mixupGAN.pretrainingEpochs=1 mixupGAN.epochs=1""")
DNN = settings("dnn.hidden=16 dnn.hiddenOfBoth=16 dnn.epochs=2")
FEW = settings("experiment.seeds=1 experiment.folds=2")
# A fifth of the practice corpus is nothing.
HALF = settings("experiment.keepFraction=0.5 experiment.augmentFactor=1")
BALANCING = settings("""
    balancingGAN.code=4 balancingGAN.channels=[4,4] balancingGAN.pretrainingEpochs=1 balancingGAN.epochs=1""")
OTHERS = settings("""
    baselines.generator=[16] baselines.translator=[16] baselines.discriminator=[16] baselines.epochs=1
    diffusion.hidden=[16] diffusion.epochs=1 diffusion.components=8""")
CODES = settings("encoding.autoencoder=[16,8] encoding.epochs=1 encoding.smacofIterations=5 encoding.dimensions=5")

# A command that this is found in, what is put to its end, and what that leaves of it. A run that goes on keeps
# its settings.
CUTS = [
    (r"ser train augmentor", AUGMENTOR, "a narrow augmentor, 4 iterations"),
    (r"ser train classifier", CLASSIFIER, "a narrow VGG19, one epoch"),
    (r"ser train mixup-gan", GAN, "a narrow GAN, one epoch"),
    (r"ser train dnn", settings("dnn.hidden=16 dnn.epochs=2"), "a narrow classifier, two epochs"),
    (r"ser experiment (imbalance|ablation)", AUGMENTOR + CLASSIFIER + BALANCING + FEW + HALF,
     "narrow networks, an epoch, one seed, two folds, classes cut to a half"),
    (r"ser experiment cross-lingual",
     AUGMENTOR + CLASSIFIER + settings("experiment.seeds=1 crossLingual.augmentFactor=1 crossLingual.sourceLimit=12"),
     "narrow networks, an epoch, one seed, a part of the source, one copy"),
    (r"ser experiment representations", AUGMENTOR + settings("map.iterations=20 experiment.folds=2"),
     "narrow networks, 4 iterations, two folds"),
    (r"ser experiment (synthetic-features|cross-corpus)", GAN + DNN + OTHERS + FEW,
     "narrow networks, an epoch, one seed, two folds"),
    (r"ser experiment encoded-features", GAN + CODES + FEW, "narrow networks, an epoch, one seed, two folds"),
    (r"ser experiment support-vectors", FEW, "one seed, two folds"),
    (r"ser invert(?!.*--iterations)", " --iterations 2", "2 turns of Griffin and Lim"),
    (r"ser check(?!.*--filter)(?!.*--vectors)", " --filter attention", "one operation"),
    (r"ser bench", " --seconds 0.01", "a moment for each"),
    (r"ser bench(?!.*--filter)", " --filter attention", "one operation"),
    (r"ser gpu-report", " --filter attention --seconds 0.01", "one operation, a moment for each"),
    (r"ser kernels", " --step attention", "one step"),
]
WHOLE = re.compile(r"--(resume|help)\b")

# What stands for something else here, everywhere in a command.
STANDINS = [
    (r"(?<![\w.])/data/", "data/", "below the working folder"),
    (r"--devices 0,1", "--devices 0,0", "one device, twice"),
    (r"--device [1-9]", "--device 0", "the first device"),
    (r"(ser bench(?!.*--project).*--filter )vgg19\S*", r"\1dnn400", "a smaller network"),
    (r"--iterations 200", "--iterations 2", "2 turns of Griffin and Lim"),
]

# What is not run, and why.
LEFT_OUT = [
    (r"^make ", "builds the program, which is given here"),
    (r"^(ssh|srun|sbatch) |^mpirun --hostfile", "needs other hosts, or a cluster"),
    (r"^printf .* > hosts$", "for other hosts"),
    (r"--precision tf32", "needs a GPU with tensor cores"),
    (r"^ser demo(?! --corpus)", "takes minutes, and is the same as the next on the practice corpus"),
    (r"^ser bench --tune", "compiles dozens of plans, and keeps them"),
    (r"^(arecord|sox|ffmpeg) .*\|", "hears a microphone, or files of other programs"),
    (r"^pip install", "installs what make wheel packs"),
    (r"--suite growth", "times steps of many sizes, minutes"),
]


def reason_to_leave_out(text):
    for pattern, reason in LEFT_OUT:
        if re.search(pattern, text):
            return reason
    if text.startswith("mpirun") and shutil.which("mpirun") is None:
        return "there is no mpirun"
    if "--torch" in text and importlib.util.find_spec("torch") is None:
        return "there is no PyTorch"
    return None


def changed(text):
    """The command as it is run, and what is otherwise, in words."""
    command, comment = re.fullmatch(r"(.*?)(\s+#.*)?", text).groups()
    notes = []
    for pattern, standin, note in STANDINS:
        command, count = re.subn(pattern, standin, command)
        notes += [note] * bool(count)
    if not WHOLE.search(command):
        # Before the shell's own part of the line.
        command, redirection, file = command.partition(" > ")
        for pattern, ending, note in CUTS:
            if re.search(pattern, command):
                command += ending
                notes.append(note)
        command += redirection + file
    return command + (comment or ""), notes


# What a debug build does in about two seconds, where what it supposes takes no longer.
CHEAP = re.compile(
    r"^ser (corpus (import|show)|features (mel|is10 speech)|invert (speech|emodb/)|predict (?!is10)|export onnx runs/vgg|"
    r"settings|devices|kernels --facts (h100|rtx)|bench --project|--generate)|^ser .*--help$|^mkdir")
