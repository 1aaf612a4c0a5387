"""Logib's Module 1, the Swiss standard analysis of equal pay between women and men, on a filled-in form.

ln(standardised pay) on years of training, years of service, potential experience and its square, level of
requirements, professional position and an indicator of women; classical standard errors; the verdict of ``verdict``.
Only rows of statistical population 1 count, and at least 50 valid ones with both sexes are needed. Rules after the R
package ``logib``; what is from memory stands in ``logib_form``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.equal_pay.design import build_design
from analytics.equal_pay.inference import Inference, infer
from analytics.equal_pay.least_squares import fit
from analytics.equal_pay.logib_checks import Remark, check_form
from analytics.equal_pay.logib_form import read_form
from analytics.equal_pay.verdict import Verdict, verdict_of
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month
from vocabulary.text import Text

FEWEST = 50
FEMALE = "female"
TERMS = ("training_years", "years_of_service", "experience", "experience_squared")
FACTORS = ("level_of_requirements", "professional_position")


@dataclass(frozen=True, slots=True)
class LogibResult:
    """Module 1's answer: women's coefficient in ``test``, Kennedy's estimate in percent, remarks on the data."""

    n_input: int
    n: int
    women: int
    men: int
    test: Inference
    r2: float
    kennedy: float
    dropped: tuple[str, ...]
    verdict: Verdict
    remarks: tuple[Remark, ...]

    def to_json(self) -> dict[str, object]:
        """The object that ``analyse logib --json`` prints."""
        return {
            **{name: getattr(self, name) for name in ("n_input", "n", "women", "men")},
            **{name: getattr(self.test, name) for name in ("coefficient", "se", "t", "df")},
            "r2": self.r2,
            "kennedy": self.kennedy,
            "p": self.test.p,
            "dropped": list(self.dropped),
            "verdict": str(self.verdict),
        }


def logib(frame: pd.DataFrame, reference: Month | None = None) -> LogibResult:
    """Runs Module 1 on a form (its English headings, or the short codes of ``logib_form``).

    ``reference`` is the month of the pay data, needed where births or entries are years or dates. Raises BadInput for
    a missing column, fewer than 50 valid rows, or only one sex.
    """
    form = read_form(frame.reset_index(drop=True), reference)
    valid, remarks = check_form(form.loc[form["population"] == 1])
    women = int((valid["sex"] == "F").sum())
    if len(valid) < FEWEST:
        reason = Text("有效人数为{n}，至少需要50人", "{n} valid people; at least 50 are needed").format(n=len(valid))
        raise BadInput(reason)
    if women in (0, len(valid)):
        raise BadInput(Text("须既有女性也有男性", "there must be both women and men"), "sex")
    used = valid.assign(experience_squared=valid["experience"] ** 2)
    design = build_design(used, [*TERMS, *FACTORS], FACTORS)
    design = design.with_term(FEMALE, np.asarray(used["sex"] == "F", dtype=np.float64))
    fitted = fit(design, np.log(used["pay"].to_numpy()))
    test = infer(fitted, FEMALE, None)
    return LogibResult(
        n_input=len(frame),
        n=len(valid),
        women=women,
        men=len(valid) - women,
        test=test,
        r2=fitted.r2,
        kennedy=test.kennedy,
        dropped=fitted.dropped,
        verdict=verdict_of(test.kennedy, test.p),
        remarks=remarks,
    )
