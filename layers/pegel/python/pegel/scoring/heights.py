"""How high a value stands on its role's curve: the same as `kernel`, one value at a time, without numpy."""

from __future__ import annotations

from pegel.scoring import numbers
from pegel.scoring.model import Model


def height(network: str, role: str, value: float, model: Model) -> float:
    """f_k(z) of a raw value ≥ 0; 0 where the network does not give the role."""
    scale = model.calibration.get(network, {}).get(role)
    if scale is None:
        return 0.0
    z = max((numbers.log1p(value) - scale.p05) / (scale.p95 - scale.p05), 0.0)
    end = model.step * (len(model.curves[role]) - 1)
    return model.curves[role][-1] if z >= end else model.height(role, z)
