"""The peer of KnnBench: scikit-learn's brute-force nearest neighbours (k = 3) on MNIST's pixels.

    python3 knn_sklearn.py DIRECTORY_OF_MNIST

Prints the seconds of predict() and the accuracy.
"""
import gzip
import sys
import time

import numpy as np
from sklearn.neighbors import KNeighborsClassifier


def read(name, offset):
    with gzip.open(f"{sys.argv[1]}/{name}-ubyte.gz") as f:
        return np.frombuffer(f.read(), np.uint8, offset=offset)


def pixels(name):
    return read(name, 16).reshape(-1, 784).astype(np.float32) / np.float32(255)


knn = KNeighborsClassifier(3, algorithm="brute", n_jobs=-1).fit(pixels("train-images-idx3"), read("train-labels-idx1", 8))
queries = pixels("t10k-images-idx3")
begin = time.perf_counter()
predicted = knn.predict(queries)
print(time.perf_counter() - begin, (predicted == read("t10k-labels-idx1", 8)).mean())
