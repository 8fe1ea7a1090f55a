"""What could be had without our rules: a free gradient-boosted model of pairs.

It sees both persons at once and everything in the file, own activity too; nothing is monotone, and there is
no score per person. It is what the score has to come near to, and is never shipped. The only use of
scikit-learn.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from threadpoolctl import threadpool_limits

from pegel.scoring.columns import Column
from pegel.scoring.pairs import FEATURES, Pairs

RATES = tuple(name.endswith(("_received", "_sent")) or name == "posts" for name in FEATURES)
SETTINGS = {"max_iter": 300, "max_leaf_nodes": 8, "learning_rate": 0.03, "early_stopping": False}


def predict(learnt: Pairs, rows: NDArray[np.int64], judged: Pairs) -> Column:
    """P(first ≻ second) per judged pair, learnt from these rows in both orders, and asked in both orders."""
    assert learnt.chosen is not None
    chosen = learnt.chosen[rows]
    x = np.concatenate([seen(learnt, rows, False), seen(learnt, rows, True)])
    every = np.arange(len(judged.first))
    with threadpool_limits(1):  # threads cost more than they save on so few rows
        model = HistGradientBoostingClassifier(random_state=0, **SETTINGS)
        model.fit(x, np.concatenate([chosen, 1 - chosen]))
        forth, back = (model.predict_proba(seen(judged, every, swapped))[:, 1] for swapped in (False, True))
    return np.asarray(0.5 * (forth + 1.0 - back), np.float64)


def seen(pairs: Pairs, rows: NDArray[np.int64], swapped: bool) -> NDArray[np.float64]:
    """Logarithms of both persons and their difference, shape (rows, 3 · features) (data/peerindex)."""
    logs = np.log(pairs.numbers + np.where(RATES, 0.1, 1.0))
    one, other = logs[pairs.first[rows]], logs[pairs.second[rows]]
    if swapped:
        one, other = other, one
    return np.concatenate([one, other, one - other], axis=1)
