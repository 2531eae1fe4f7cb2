"""Milliseconds per training step of the MLP VAE 784-500-500-Z in PyTorch, batch 128: LATENT_SIZE STEPS.

Prints the median, with as many threads as there are cores: left alone, PyTorch may take fewer. Run it with LD_LIBRARY_PATH pointing at an OpenMP build of OpenBLAS: Debian's default build, of
threads of its own, is several times slower.
"""
import os
import statistics
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as functional

latent, steps = int(sys.argv[1]), int(sys.argv[2])
batch, warmup = 128, 30
torch.manual_seed(0)
torch.set_num_threads(os.cpu_count())


class Vae(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(784, 500), nn.Softplus(), nn.Linear(500, 500), nn.Softplus(),
                                     nn.Linear(500, 2 * latent))
        self.decoder = nn.Sequential(nn.Linear(latent, 500), nn.Softplus(), nn.Linear(500, 500), nn.Softplus(),
                                     nn.Linear(500, 784))

    def loss(self, x):
        mean, log_variance = self.encoder(x).chunk(2, 1)
        z = mean + torch.exp(0.5 * log_variance) * torch.randn_like(mean)
        reconstruction = functional.binary_cross_entropy_with_logits(self.decoder(z), x, reduction="sum")
        kl = 0.5 * torch.sum(log_variance.exp() + mean * mean - log_variance - 1)
        return (reconstruction + kl) / len(x)


model = Vae()
optimizer = torch.optim.Adam(model.parameters(), 1e-3)
batches = [torch.rand(batch, 784) for _ in range(8)]
times = []
for i in range(warmup + steps):
    begin = time.perf_counter()
    optimizer.zero_grad(set_to_none=True)
    loss = model.loss(batches[i % len(batches)])
    loss.backward()
    optimizer.step()
    loss.item()
    if i >= warmup:
        times.append(1e3 * (time.perf_counter() - begin))
print(statistics.median(times))
