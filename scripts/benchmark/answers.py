"""Whether two engines gave the same answer, however each writes numbers, times and missing values."""

import math
import re

from workload import COLUMNS

TIME = re.compile(r"^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(\.\d+)?$")


def cell(value):
    """A value in one form: a number of ten digits, a time to the second, other text as it is."""
    if value is None or value == "":
        return ""
    text = str(value)
    time = TIME.match(text)
    if time:
        return f"{time.group(1)} {time.group(2)}{time.group(3) or ':00'}"
    try:
        number = float(text[:-1]) / 100 if text.endswith("%") else float(text)
    except ValueError:
        return text
    return "" if math.isnan(number) else f"{number:.9e}"


def facts(name, rows):
    """A description as rows of (column, missing, distinct), and quartiles of numbers, from what pq
    lists down and the others across."""
    if name == "pq":
        return [
            [row[0], row[2], row[3]]
            + (row[4:9] if row[0] in ("persons", "rework") else []) for row in rows]
    cells = list(rows[0])
    described = []
    for column in COLUMNS:
        missing, distinct, least, most = (cells.pop(0) for _ in range(4))
        quartiles = []
        if column in ("persons", "rework", "registered", "due", "closed"):
            quartiles = cells.pop(0) if isinstance(cells[0], (list, tuple)) else [
                cells.pop(0) for _ in range(3)]
        is_number = column in ("persons", "rework")
        described.append(
            [column, missing, distinct] + ([least, *quartiles, most] if is_number else []))
    return described


def sorted_file(path):
    """How many lines a sorted file has, and the keys of every 997th row."""
    count, found = 0, []
    with open(path, encoding="utf-8") as file:
        names = next(file).rstrip("\n").split(",")
        places = [[n.strip('"') for n in names].index(key) for key in ("township", "registered")]
        for line in file:
            if count % 997 == 0:
                cells = line.rstrip("\n").split(",")
                found.append([cells[place].strip('"').removesuffix(".000000") for place in places])
            count += 1
    return [[count]] + found


def comparable(question, engine, rows):
    """An answer in the form in which it is compared."""
    if question.name == "describe":
        rows = facts("pq" if engine in ("pq", "now", "before") else engine, rows)
    if question.name == "ratio":
        rows = [row for row in rows if row]
        # Engines name a total as they like: nothing, `total`, an empty text.
        rows = [["" if row[0] in (None, "total") else row[0], *row[1:]] for row in rows]
    if question.any_rows:
        rows = [[len(rows)]]
    normal = [tuple(cell(value) for value in row) for row in rows]
    return normal if question.ordered or question.writes else sorted(normal)


def disagreement(question, name, rows, other_name, other):
    """What differs first between two comparable answers, or `None`."""
    if rows == other:
        return None
    for one, two in zip(rows, other):
        if one != two:
            return f"{question.name}: {name} {list(one)}, {other_name} {list(two)}"
    return f"{question.name}: {name} gives {len(rows)} rows, {other_name} {len(other)}"
