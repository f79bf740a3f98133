"""The papers' networks and their training steps in PyTorch, as they are built here."""
import math

import torch
import torch.nn as nn
import torch.nn.functional as F


def convolutions(inputs, channels):
    """Convolutions that halve height and width, each with LeakyReLU."""
    layers = []
    for outputs in channels:
        layers += [nn.Conv2d(inputs, outputs, 4, stride=2, padding=1), nn.LeakyReLU(0.2)]
        inputs = outputs
    return nn.Sequential(*layers)


def vgg19(classes=4):
    """Configuration E for one channel of 128 x 128."""
    layers, inputs = [], 1
    for count, outputs in ((2, 64), (2, 128), (4, 256), (4, 512), (4, 512)):
        for _ in range(count):
            layers += [nn.Conv2d(inputs, outputs, 3, padding=1), nn.ReLU()]
            inputs = outputs
        layers.append(nn.MaxPool2d(2))
    return nn.Sequential(
        *layers, nn.Flatten(), nn.Linear(8192, 4096), nn.ReLU(), nn.Dropout(), nn.Linear(4096, 4096),
        nn.ReLU(), nn.Dropout(), nn.Linear(4096, classes))


class AttentionPool(nn.Module):
    def __init__(self, hidden):
        super().__init__()
        self.W = nn.Linear(hidden, hidden)
        self.v = nn.Linear(hidden, 1, bias=False)

    def forward(self, h):
        weights = torch.softmax(self.v(torch.tanh(self.W(h))).squeeze(-1), dim=1)
        return torch.bmm(weights.unsqueeze(1), h).squeeze(1)


class SequenceNetwork(nn.Module):
    """Convolutions, LSTM over time, attention: the representation learner, and what the discriminator is."""

    def __init__(self, channels, hidden=128):
        super().__init__()
        self.convolutions = convolutions(1, channels)
        self.lstm = nn.LSTM(channels[-1] * 128 // 2 ** len(channels), hidden, batch_first=True)
        self.attention = AttentionPool(hidden)

    def forward(self, x):
        f = self.convolutions(x)
        return self.attention(self.lstm(f.permute(0, 2, 1, 3).flatten(2))[0])


def representation_learner():
    return SequenceNetwork((16, 32, 64, 128, 128))


def discriminator():
    return nn.Sequential(SequenceNetwork((16, 32, 64, 64)), nn.Linear(128, 1), nn.Flatten(0))


class Augmentor(nn.Module):
    """X + P', the mean of |P'| between 0.05 and 0.3."""

    def __init__(self, size=(512, 128)):
        super().__init__()
        time, bands = size
        self.encoder = convolutions(2, (32, 64, 128))
        self.base = (128, time // 16, bands // 16)
        self.to_z = nn.Linear(128 * (time // 8) * (bands // 8), 128)
        self.from_z = nn.Linear(128, math.prod(self.base))
        self.decoder = nn.Sequential(
            nn.ConvTranspose2d(128, 64, 8, stride=4, padding=2), nn.ReLU(),
            nn.ConvTranspose2d(64, 1, 8, stride=4, padding=2))

    def forward(self, x):
        z = self.to_z(self.encoder(torch.cat([x, torch.randn_like(x)], 1)).flatten(1))
        p = self.decoder(F.relu(self.from_z(z)).view(-1, *self.base))
        epsilon = 0.05 + 0.25 * torch.rand(len(x))
        return x + p * (epsilon / (p.abs().flatten(1).mean(1) + 1e-12)).view(-1, 1, 1, 1)


def triplet(anchor, positive, negative, margin=7.0):
    distance = (anchor - positive).abs().sum(1) - (anchor - negative).abs().sum(1)
    return F.relu(distance + margin).mean()


def adam(*modules, **settings):
    return torch.optim.Adam(
        [p for module in modules for p in module.parameters()], fused=True, **settings)


def update(optimizer, loss):
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    optimizer.step()


class TripletGAN:
    """The four phases of section 2.3 of Wang et al. 2022."""

    def __init__(self):
        self.augmentor, self.discriminator = Augmentor(), discriminator()
        self.learner = representation_learner()
        self.optimizers = [
            adam(m, lr=1e-6) for m in (self.augmentor, self.discriminator, self.learner)]

    def train_learner(self, a, p, n):
        self.learner.requires_grad_(True)
        update(self.optimizers[2], triplet(*self.learner(torch.cat([a, p, n])).chunk(3)))

    def train_discriminator(self, real, x):
        with torch.no_grad():
            fake = self.augmentor(x)
        self.discriminator.requires_grad_(True)
        real, fake = self.discriminator(torch.cat([real, fake])).chunk(2)
        update(self.optimizers[1], F.softplus(-real).mean() + F.softplus(fake).mean())

    def train_variance(self, x):
        self.learner.requires_grad_(False)
        r1, r2 = self.learner(self.augmentor(torch.cat([x, x]))).chunk(2)
        update(self.optimizers[0], (r1 * r2).sum(1).mean())

    def train_emotion(self, a, p, n):
        self.learner.requires_grad_(False)
        self.discriminator.requires_grad_(False)
        y = self.augmentor(torch.cat([p, n]))
        with torch.no_grad():
            ra, rn = self.learner(torch.cat([a, n])).chunk(2)
        rp, rn_augmented = self.learner(y).chunk(2)
        generator = F.softplus(-self.discriminator(y[:len(p)])).mean()
        update(self.optimizers[0],
               generator + 10 * triplet(ra, rp, rn) + 8 * triplet(ra, rp, rn_augmented))

    def step(self, a, p, n):
        self.train_learner(a, p, n)
        self.train_discriminator(a, p)
        self.train_variance(p)
        self.train_emotion(a, p, n)


def perceptron(*sizes, dropout_after=()):
    layers = []
    for number, (inputs, outputs) in enumerate(zip(sizes, sizes[1:]), 1):
        layers.append(nn.Linear(inputs, outputs))
        if number < len(sizes) - 1:
            layers.append(nn.LeakyReLU(0.2))
            if number in dropout_after:
                layers.append(nn.Dropout())
    return nn.Sequential(*layers)


def dnn():
    return perceptron(1582, 400, 400, 4, dropout_after=(1, 2))


class MixupGAN:
    """The three steps of section 3.3 of Latif et al. 2020."""

    def __init__(self):
        self.encoder = perceptron(1582, 1000, 500, 2, dropout_after=(1,))
        self.generator = perceptron(2, 500, 1000, 1582, dropout_after=(1,))
        self.discriminator = perceptron(1582, 1000, 1000, 1)
        self.optimizers = [
            adam(self.encoder, self.generator, lr=1e-5), adam(self.generator, lr=1e-5),
            adam(self.discriminator, lr=1e-5)]

    def train_autoencoder(self, x):
        update(self.optimizers[0], F.mse_loss(self.generator(self.encoder(x)), x))

    def train_generator(self, x):
        with torch.no_grad():
            z = self.encoder(x)
        self.discriminator.requires_grad_(False)
        update(self.optimizers[1], F.softplus(-self.discriminator(self.generator(z))).mean())
        self.discriminator.requires_grad_(True)

    def train_discriminator(self, x, real):
        with torch.no_grad():
            fake = self.generator(self.encoder(x))
        real, fake = self.discriminator(torch.cat([real, fake])).chunk(2)
        update(self.optimizers[2], F.softplus(-real).mean() + F.softplus(fake).mean())

    def step(self, x, real):
        self.train_autoencoder(x)
        self.train_generator(x)
        self.train_discriminator(x, real)
