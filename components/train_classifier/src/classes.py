"""What the components of this library take a class to be. The same file stands beside every component that deals with classes."""

import pandas as pd

# For the input `positive`: no class is the one to find, every class is predicted by its name.
EVERY = "none"


def words_of(values: pd.Series) -> pd.Series:
    """Values as the names of classes: trimmed, and 1.0 is 1."""
    return values.astype(str).str.strip().str.removesuffix(".0")


def labels_of(rows: pd.DataFrame, target: str, positive: str) -> pd.Series:
    """1 for the positive class and 0 for all others; where `positive` is none, every class by its name. Ends with a sentence where there are no two of them."""
    if target not in rows:
        raise SystemExit(f"There is no column '{target}'; there are: {', '.join(map(str, rows.columns))}.")
    words = words_of(rows[target])
    found = ", ".join(sorted(words.unique())[:5]) or "no value at all"
    if positive.strip() == EVERY:
        if words.nunique() < 2:
            raise SystemExit(f"Column '{target}' must hold two classes at least; it holds {found}.")
        return words
    labels = (words.str.lower() == positive.strip().lower()).astype(int)
    if labels.nunique() < 2:
        raise SystemExit(f"Column '{target}' must hold '{positive}' and something else; it holds {found}. Set `positive` to the value to find, or to none to tell every class.")
    return labels
