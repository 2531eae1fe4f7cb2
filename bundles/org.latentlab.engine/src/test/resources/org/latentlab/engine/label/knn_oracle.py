"""Prints the figures that KnnLabelerMnistTest compares with. Made with scikit-learn 1.2.1, NumPy 1.24.2.

    python3 knn_oracle.py DIRECTORY_OF_MNIST
"""
import gzip
import sys

import numpy as np
from sklearn.neighbors import KNeighborsClassifier


def read(name, offset):
    with gzip.open(f"{sys.argv[1]}/{name}-ubyte.gz") as f:
        return np.frombuffer(f.read(), np.uint8, offset=offset)


x = read("train-images-idx3", 16).reshape(-1, 784)[::20] / 255.0
y = read("train-labels-idx1", 8)[::20]
q = read("t10k-images-idx3", 16).reshape(-1, 784)[::10] / 255.0
t = read("t10k-labels-idx1", 8)[::10]
for k in (1, 3, 5):
    knn = KNeighborsClassifier(k, algorithm="brute").fit(x, y)
    distance, index = knn.kneighbors(q)
    votes = y[index]
    ours = []
    for v in votes:  # most votes, then the class of the nearest neighbour among those with as many
        counts = np.bincount(v, minlength=10)
        ours.append(next(c for c in v if counts[c] == counts.max()))
    print("k", k, "scikit-learn's tie rule", int((knn.predict(q) == t).sum()), "ours", int((np.array(ours) == t).sum()),
          "of", len(t), "sum of nearest rows", int(index[:, 0].sum()), "sum of nearest distances",
          repr(distance[:, 0].sum()), "sum of predictions", int(np.sum(ours)))
