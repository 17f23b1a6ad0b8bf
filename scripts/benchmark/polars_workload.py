"""Polars' side of the workload, over the lazy frames `cases` and `mediations`."""

from workload import CHANNELS, COLUMNS

MEASURED = ["persons", "registered", "due", "closed", "rework"]


def polars_questions(pl):
    c = pl.col

    def ratio(cases):
        rate = (c("closed") <= c("due")).sum() / c("closed").count()
        groups = cases.group_by("township").agg(rate.alias("rate"))
        total = cases.select(pl.lit("total").alias("township"), rate.alias("rate"))
        return pl.concat([groups.with_columns(c("township").cast(pl.String)), total])

    def compare(cases):
        def year(number, name):
            return (
                cases.filter(c("registered").is_between(
                    pl.datetime(number, 1, 1), pl.datetime(number + 1, 1, 1), closed="left"))
                .group_by("channel").agg(pl.len().cast(pl.Int64).alias(name)))

        both = year(2020, "now").join(
            year(2019, "before"), on="channel", how="full", coalesce=True)
        return both.with_columns(
            (c("now") - c("before")).alias("change"),
            ((c("now") - c("before")) / c("before")).alias("share"))

    def describe(cases):
        parts = []
        for name in COLUMNS:
            column = c(name)
            parts += [column.null_count().alias(f"{name} 1"),
                      column.drop_nulls().n_unique().alias(f"{name} 2"),
                      column.min().alias(f"{name} 3"), column.max().alias(f"{name} 4")]
            if name in MEASURED:
                parts += [column.quantile(q, "linear").alias(f"{name} {q}")
                          for q in (0.25, 0.5, 0.75)]
        return cases.select(parts)

    return {
        "count": lambda t: t.cases.filter(
            (c("channel") == "online") & (c("persons") >= 5)).select(pl.len()),
        "group": lambda t: t.cases.group_by("township").agg(c("persons").mean()),
        "two-keys": lambda t: t.cases.group_by("channel", "township").agg(
            pl.len(), c("persons").sum(), c("registered").max()),
        "months": lambda t: t.cases.group_by(c("registered").dt.truncate("1mo")).agg(pl.len())
        .with_columns(c("registered").dt.strftime("%Y-%m")),
        "distinct": lambda t: t.cases.select(c("petitioner").n_unique()),
        "top-groups": lambda t: t.cases.group_by("petitioner").agg(pl.len().alias("n"))
        .sort(["n", "petitioner"], descending=[True, False]).head(10),
        "top-rows": lambda t: t.cases.select("id", "registered")
        .sort(["registered", "id"], descending=[True, False]).head(10),
        "quantiles": lambda t: t.cases.group_by("channel").agg(
            c("persons").median(), c("persons").quantile(0.9, "linear").alias("p90")),
        "substring": lambda t: t.cases.filter(
            c("summary").str.contains("工资", literal=True)).select(pl.len()),
        "regex": lambda t: t.cases.filter(
            c("summary").str.contains("拖欠.*工资")).select(pl.len()),
        "rows": lambda t: t.cases.filter(
            (c("channel") == "letter") & (c("persons") > 10) & (c("rework") >= 1))
        .select("id", "township", "persons").head(100),
        "year": lambda t: t.cases.filter(
            c("registered").is_between(
                pl.datetime(2019, 1, 1), pl.datetime(2020, 1, 1), closed="left")
            & (c("channel") == "online"))
        .group_by("township").agg(c("persons").mean()),
        "ratio": lambda t: ratio(t.cases),
        "repeat": lambda t: t.cases.select("channel", "matter", "petitioner", "registered", "id")
        .sort("registered", "id")
        .filter(~pl.struct("matter", "petitioner").is_first_distinct())
        .group_by("channel").agg(pl.len()),
        "semi-join": lambda t: t.cases.join(
            t.mediations, left_on="id", right_on="case", how="semi").select(pl.len()),
        "path": lambda t: t.mediations.join(
            t.cases.select("id", "channel"), left_on="case", right_on="id")
        .filter(c("channel") == "online").select(pl.len()),
        "rank": lambda t: t.cases.select(
            c("persons").rank("min", descending=True).over("township").alias("r"))
        .filter(c("r") <= 3).select(pl.len()),
        "pivot": lambda t: t.cases.group_by("township").agg(
            *((c("channel") == code).sum().alias(code) for code in CHANNELS)),
        "compare": lambda t: compare(t.cases),
        "describe": lambda t: describe(t.cases),
    }
