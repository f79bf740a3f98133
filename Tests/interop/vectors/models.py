"""The papers' networks in PyTorch, with torch's names of weights. Pictures are batch × 1 × time × mel.

Their settings are the attributes of vectors. Every random number is given.
"""

import math

import torch
from torch import nn
from torch.nn import functional as F


class Dropout(nn.Module):
    """Dropout by a mask that is set from outside: 1 where an element is kept."""

    def __init__(self, probability):
        super().__init__()
        self.probability = probability
        self.mask = None

    def forward(self, x):
        return x * self.mask / (1 - self.probability) if self.training else x


def dropouts(model):
    return [module for module in model.modules() if isinstance(module, Dropout)]


class VGG(nn.Module):
    """VGG in torchvision's names; `cfg` are its convolutions' channels, and "M" for a pooling."""

    def __init__(self, n_classes, size, cfg, fc, bn=False, head_pool=None, dropout=0.5):
        super().__init__()
        layers, channels = [], 1
        for step in cfg:
            if step == "M":
                layers.append(nn.MaxPool2d(2, 2))
                size //= 2
                continue
            layers.append(nn.Conv2d(channels, step, 3, padding=1))
            if bn:
                layers.append(nn.BatchNorm2d(step))
            layers.append(nn.ReLU())
            channels = step
        self.features = nn.Sequential(*layers)
        self.pool = nn.AdaptiveAvgPool2d(head_pool) if head_pool else nn.Identity()
        self.classifier = nn.Sequential(
            nn.Linear(channels * (head_pool or size) ** 2, fc[0]), nn.ReLU(), Dropout(dropout),
            nn.Linear(fc[0], fc[1]), nn.ReLU(), Dropout(dropout), nn.Linear(fc[1], n_classes))

    def forward(self, x):
        return self.classifier(self.pool(self.features(x)).flatten(1))


def strided_convolutions(inputs, channels, kernel, slope):
    """Each halves the picture and is followed by a leaky ReLU."""
    layers = []
    for outputs in channels:
        layers += [nn.Conv2d(inputs, outputs, kernel, stride=2, padding=(kernel - 1) // 2), nn.LeakyReLU(slope)]
        inputs = outputs
    return nn.Sequential(*layers)


def l1_constrain(perturbation, epsilon, tanh, floor):
    """Scales each perturbation so that its mean absolute value is epsilon."""
    if tanh:
        perturbation = torch.tanh(perturbation)
    mean = perturbation.abs().flatten(1).mean(1)
    return perturbation * (epsilon / (mean + floor))[:, None, None, None]


class Augmentor(nn.Module):
    """Adds a perturbation that an encoder of picture and noise, a latent vector and a decoder make."""

    def __init__(self, size, enc, z, dec, kernel=4, slope=0.2, tanh=False, floor=1e-12):
        super().__init__()
        time, mel = size
        self.enc = strided_convolutions(2, enc, kernel, slope)
        self.base = (dec[0], time // 16, mel // 16)
        self.to_z = nn.Linear(enc[-1] * (time // 8) * (mel // 8), z)
        self.from_z = nn.Linear(z, math.prod(self.base))
        self.dec1 = nn.ConvTranspose2d(dec[0], dec[1], 8, stride=4, padding=2)
        self.dec2 = nn.ConvTranspose2d(dec[1], 1, 8, stride=4, padding=2)
        self.tanh, self.floor = tanh, floor

    def forward(self, x, noise, eps):
        z = self.to_z(self.enc(torch.cat([x, noise], 1)).flatten(1))
        perturbation = self.dec2(F.relu(self.dec1(F.relu(self.from_z(z)).view(-1, *self.base))))
        return x + l1_constrain(perturbation, eps, self.tanh, self.floor)


class AttentionPool(nn.Module):
    """Batch × time × hidden to batch × hidden."""

    def __init__(self, hidden):
        super().__init__()
        self.W = nn.Linear(hidden, hidden)
        self.v = nn.Linear(hidden, 1, bias=False)

    def forward(self, h):
        return (torch.softmax(self.v(torch.tanh(self.W(h))), 1) * h).sum(1)


class RepresentationLearner(nn.Module):
    """Strided convolutions, an LSTM over time, and attention."""

    def __init__(self, channels, size, hidden, kernel=4, slope=0.2):
        super().__init__()
        self.conv = strided_convolutions(1, channels, kernel, slope)
        self.lstm = nn.LSTM(channels[-1] * (size[1] >> len(channels)), hidden, batch_first=True)
        self.att = AttentionPool(hidden)

    def forward(self, x):
        maps = self.conv(x)
        return self.att(self.lstm(maps.permute(0, 2, 1, 3).flatten(2))[0])


class Discriminator(RepresentationLearner):
    """The same with a logit for each picture."""

    def __init__(self, channels, size, hidden, kernel=4, slope=0.2):
        super().__init__(channels, size, hidden, kernel, slope)
        self.out = nn.Linear(hidden, 1)

    def forward(self, x):
        return self.out(super().forward(x))[:, 0]


def layers_of_units(sizes, dropped_after=(), slope=0.2, dropout=0.5):
    """Linear layers with leaky ReLU between them, and dropout after those of the hidden ones that are named."""
    layers = []
    for number, (inputs, outputs) in enumerate(zip(sizes, sizes[1:]), 1):
        layers.append(nn.Linear(inputs, outputs))
        if number < len(sizes) - 1:
            layers.append(nn.LeakyReLU(slope))
            if number in dropped_after:
                layers.append(Dropout(dropout))
    return nn.Sequential(*layers)


def dnn(n, hidden, n_classes):
    return layers_of_units((n, hidden, hidden, n_classes), dropped_after=(1, 2))
