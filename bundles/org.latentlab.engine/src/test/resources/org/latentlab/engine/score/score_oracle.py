"""Prints the figures that the tests of org.latentlab.engine.score compare with.

Made with SciPy 1.10.1, scikit-learn 1.2.1, NumPy 1.24.2:   python3 score_oracle.py
"""
import os
import sys

import numpy as np
import scipy.linalg
import scipy.stats
from sklearn.metrics import normalized_mutual_info_score, silhouette_score

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "latent"))
from mixture_oracle import clusters, uniforms  # noqa: E402


def frechet(a, b):
    s1, s2 = np.cov(a, rowvar=False), np.cov(b, rowvar=False)
    mean = ((a.mean(axis=0) - b.mean(axis=0)) ** 2).sum()
    root = scipy.linalg.sqrtm(s1 @ s2)
    return mean, mean + np.trace(s1) + np.trace(s2) - 2 * np.trace(root).real


def frechet_by_svd(a, b):
    """tr (S1 S2)^(1/2) is the nuclear norm of A.B' for S1 = A'A, S2 = B'B: exact for singular covariances too."""
    ca, cb = a - a.mean(axis=0), b - b.mean(axis=0)
    fa, fb = ca / np.sqrt(len(a) - 1), cb / np.sqrt(len(b) - 1)
    mean = ((a.mean(axis=0) - b.mean(axis=0)) ** 2).sum()
    return mean + (fa**2).sum() + (fb**2).sum() - 2 * np.linalg.norm(fa @ fb.T, "nuc")


def inception(p, splits):
    n = len(p)
    scores = []
    for s in range(splits):
        part = p[s * n // splits:(s + 1) * n // splits]
        kl = part * (np.log(part) - np.log(part.mean(axis=0, keepdims=True)))
        scores.append(np.exp(kl.sum(axis=1).mean()))
    return np.mean(scores), np.std(scores)


if __name__ == "__main__":
    for n1, n2, d in ((60, 80, 5), (500, 400, 128)):
        a, b = clusters(n1, d, 3, 7), clusters(n2, d, 4, 8)
        mean, whole = frechet(a, b)
        print("frechet", n1, n2, d, "mean", repr(mean), "whole", repr(whole), "by svd", repr(frechet_by_svd(a, b)))
    for n1, n2, d in ((12, 15, 30), (20, 500, 64)):
        a, b = clusters(n1, d, 3, 7), clusters(n2, d, 4, 8)
        print("singular frechet by svd", n1, n2, d, repr(frechet_by_svd(a, b)))
    for decay in (0.75, 0.5):
        a, b = clusters(600, 64, 3, 7) * decay ** np.arange(64), clusters(500, 64, 3, 8) * decay ** np.arange(64)
        mean = ((a.mean(axis=0) - b.mean(axis=0)) ** 2).sum()
        print("steep", decay, "by svd", repr(frechet_by_svd(a, b) - mean), "by sqrtm", repr(frechet(a, b)[1] - mean))
    u = uniforms(103 * 10, 5).reshape(103, 10) ** 4
    p = np.empty((103, 10), np.float32)
    for i in range(103):
        total = 0.0
        for v in u[i]:
            total += v
        p[i] = (u[i] / total).astype(np.float32)
    p = p.astype(np.float64)
    print("inception", [tuple(map(float, inception(p, s))) for s in (1, 5, 10)])
    observed, reference = np.array([30, 5, 0, 65, 20]), np.array([100, 50, 25, 200, 125])
    expected = reference / reference.sum() * observed.sum()
    print("chi2", scipy.stats.chisquare(observed, expected), "tv",
          0.5 * np.abs(observed / observed.sum() - reference / reference.sum()).sum())
    for x, df in ((0.5, 1), (3.0, 1), (7.5, 4), (16.919, 9), (40.0, 9), (250.0, 9), (90.0, 99), (1100.0, 999)):
        print("tail", x, df, repr(scipy.stats.chi2.sf(x, df)))
    x = clusters(400, 3, 4, 7)
    truth = np.arange(400) % 4
    other = (np.arange(400) // 3) % 5
    print("silhouette", repr(silhouette_score(x, truth)), repr(silhouette_score(x, other)))
    single = truth.copy()
    single[17] = 4
    print("silhouette with a cluster of one", repr(silhouette_score(x, single)))
    near = ((x[:, None, :] - np.stack([x[truth == k].mean(axis=0) for k in range(4)])) ** 2).sum(axis=2).argmin(axis=1)
    print("nearest centres", np.bincount(near), "nmi", repr(normalized_mutual_info_score(truth, near)), "nmi other",
          repr(normalized_mutual_info_score(truth, other)),
          "purity", sum(np.bincount(truth[near == k]).max() for k in range(4)) / 400)
