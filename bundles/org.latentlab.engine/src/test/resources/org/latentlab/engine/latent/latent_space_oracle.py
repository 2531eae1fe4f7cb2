"""Prints the figures that MmdTest, NeighbourPenaltyTest, DiagnosticsEstimatorTest and ClassOverlapTest compare with.
Made with scikit-learn 1.2.1, SciPy 1.10.1, NumPy 1.24.2.
"""
import numpy as np
from scipy.special import logsumexp
from scipy.stats import chi2
from sklearn.metrics.pairwise import euclidean_distances, rbf_kernel
from sklearn.neighbors import NearestNeighbors


def sines(n, d, factor):
    return factor * np.sin(np.arange(n * d) + 1).reshape(n, d)


def mmd(aa, bb, ab):
    n, m = len(aa), len(bb)
    return (aa.sum() - np.trace(aa)) / (n * (n - 1)) - 2 * ab.mean() + (bb.sum() - np.trace(bb)) / (m * (m - 1))


def penalty(z, classes, k, margin):
    n, total = len(z), 0
    for i in range(n):
        same = np.flatnonzero((classes == classes[i]) & (np.arange(n) != i))
        others = np.flatnonzero(classes != classes[i])
        for rows, term in ((same, np.square), (others, lambda d: np.maximum(0, margin - d) ** 2)):
            search = NearestNeighbors(n_neighbors=min(k, len(rows)), algorithm="brute").fit(z[rows])
            total += term(search.kneighbors(z[i : i + 1])[0]).sum() / k
    return total / n


a, b = sines(7, 5, 1.5), np.cos(2 * np.arange(45) + 1).reshape(9, 5)
for s in (1, 2.5):
    g = 1 / (2 * s * s)
    print("MMD², Gaussian, bandwidth", s, repr(mmd(rbf_kernel(a, a, g), rbf_kernel(b, b, g), rbf_kernel(a, b, g))))
    imq = lambda x, y: s * s / (s * s + euclidean_distances(x, y, squared=True))
    print("MMD², inverse multiquadratic, bandwidth", s, repr(mmd(imq(a, a), imq(b, b), imq(a, b))))
for d in (1, 2, 10, 100, 4096):
    print("median distance of two draws,", d, "dimensions", repr(float(np.sqrt(2 * chi2.ppf(0.5, d)))))

z, classes = sines(20, 3, 2), np.arange(20) ** 2 % 7 % 3
for k, margin in ((3, 1.5), (12, 4)):
    print("neighbour penalty, k", k, "margin", margin, repr(penalty(z, classes, k, margin)))

m = sines(30, 4, 1.2).astype(np.float32).astype(float)
v = (np.cos(3 * np.arange(120) + 2).reshape(30, 4) - 1).astype(np.float32).astype(float)
draws = m + np.exp(v / 2) * np.sin(5 * np.arange(120) + 3).reshape(30, 4)
kl = 0.5 * (m**2 + np.exp(v) - 1 - v).mean(0)
cov = np.cov(m.T, bias=True) + np.diag(np.exp(v).mean(0))
mean = m.mean(0)
log_q = -0.5 * (((draws[:, None] - m) ** 2 / np.exp(v)) + v + np.log(2 * np.pi)).sum(2)
information = (np.diag(log_q) - logsumexp(log_q, axis=1) + np.log(30)).mean()
print("KL per dimension", kl.tolist())
print("variance of the means", m.var(0).tolist())
print("aggregate mean", mean.tolist())
print("aggregate covariance", cov[np.tril_indices(4)].tolist())
print("aggregate KL", repr(0.5 * (np.trace(cov) + mean @ mean - 4 - np.linalg.slogdet(cov)[1])))
print("mutual information", repr(information))

z, classes = np.round(sines(200, 3, 2) + np.repeat(np.arange(4), 50)[:, None], 4).astype(np.float32), np.arange(200) // 50
classes[::7] = 3
for k in (1, 5, 20):
    found = classes[NearestNeighbors(n_neighbors=k, algorithm="brute").fit(z).kneighbors()[1]]
    shares = np.array([[(found[classes == a] == b).mean() for b in range(4)] for a in range(4)])
    print("class overlap, k", k, [repr(s) for s in shares.ravel().tolist()], "overall", repr(1 - np.trace(shares) / 4))
