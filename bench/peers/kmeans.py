"""scikit-learn's Lloyd iterations from given centres."""

import sys

import numpy as np
from sklearn.cluster import KMeans

from timing import report

X = np.load(sys.argv[1])
centres = np.load(sys.argv[2])


def fit():
    model = KMeans(
        n_clusters=len(centres), init=centres, n_init=1, max_iter=int(sys.argv[3]), tol=0, algorithm="lloyd"
    )
    return float(model.fit(X).inertia_)


report(fit, rounds=int(sys.argv[4]))
