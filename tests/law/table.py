"""Prints docs/measures.md: every shipped measure with its articles, its effect and how many cases speak of it.

python -m tests.law.table > docs/measures.md
"""

from __future__ import annotations

from collections import Counter

from graph_api.law.articles import in_chinese
from graph_api.law.lawbook import Version
from graph_api.law.source import read_law
from tests.law.case_file import cases


def table() -> str:
    """The whole page."""
    law, counted = read_law(), Counter(code for case in cases() for code in case.proves)
    total = sum(1 for _ in cases())
    lines = [
        "# The shipped measures",
        "",
        f"{len(law.versions)} dated versions of measures from {len(law.documents)} documents, {total} cases. "
        "`effect` is the most a measure may do to the office question by its rank and wording (BAR, PERMISSION, "
        "INFERENCE, SELF_DISCIPLINE, REFERENCE; CONSEQUENCE answers no office question); *doubtful* ones rest on a "
        "text nobody could check and never bar. Written by `python -m tests.law.table`.",
        "",
    ]
    for document in law.documents.values():
        versions = [version for version in law.versions if version.document is document]
        if not versions:
            continue
        lines += [
            f"## {document.title}",
            "",
            "| measure | from | articles | effect | cases |",
            "|---|---|---|---|---|",
        ]
        lines += [_row(version, counted[version.code]) for version in versions]
        lines.append("")
    return "\n".join(lines)


def _row(version: Version, count: int) -> str:
    articles = "、".join(in_chinese(article) for article in version.measure.articles)
    effect = version.outcome.value + (" *doubtful*" if version.doubtful else "")
    return f"| {version.code} | {version.measure.since} | {articles} | {effect} | {count} |"


if __name__ == "__main__":
    print(table(), end="")
