"""Why two groups' means differ: Oaxaca–Blinder decompositions with bootstrap intervals."""

from analytics.decomposition.decompose import Decomposition, DecompositionQuestion, decompose
from analytics.decomposition.parts import Part, Parts

__all__ = ["Decomposition", "DecompositionQuestion", "Part", "Parts", "decompose"]
