"""How a row names a subject: by key, by number, by name within a body, by an organisation's name."""

from dataclasses import dataclass

from graph_api.ids.identifiers import check, identifier_keys, source_identifier_key
from graph_api.ids.keyed_hash import NumberKey
from graph_api.ids.names import normalize_name
from graph_api.ids.organizations import check_uscc
from loaders.rows import refused


@dataclass(frozen=True, slots=True)
class Reference:
    """A parsed reference. `keys` are tried in order; `body` and `name` belong to the last three forms."""

    form: str
    keys: tuple[str, ...] = ()
    name: str = ""
    body: "Reference | None" = None
    text: str = ""


@dataclass(frozen=True)
class ReferenceReader:
    """Reads the references of one source."""

    source: str
    number_key: NumberKey

    def read(self, column: str, text: str) -> Reference:
        """The reference; RowRefusedError where its form or its number is wrong."""
        form, _, rest = text.partition(":")
        if not rest:
            raise refused(column, "REFERENCE", "引用格式不符", "not a reference such as key:… or uscc:…")
        if form == "key":
            return Reference("key", self._keys(rest), text=text)
        if form == "uscc":
            return Reference("number", self._numbers(column, "USCC", rest), text=text)
        if form == "number":
            scheme, _, number = rest.partition(":")
            return Reference("number", self._numbers(column, scheme, number), text=text)
        if form == "name":
            name = normalize_name(rest)
            own = source_identifier_key(self.source, f"name|{name}")
            return Reference("name", (own,), name=name, text=text)
        if form in ("local", "party"):
            return self._within(column, form, rest, text)
        raise refused(
            column, "REFERENCE", f"未知引用形式“{form[:20]}”", f"{form[:20]} is no form of reference"
        )

    def _keys(self, key: str) -> tuple[str, ...]:
        own = source_identifier_key(self.source, key)
        checked = check_uscc(key)
        return (own, f"USCC:{checked.value}") if checked.valid else (own,)

    def _numbers(self, column: str, scheme: str, number: str) -> tuple[str, ...]:
        checked = check(scheme, number)
        if checked.problem:
            raise refused(column, checked.problem.code, checked.problem.zh, checked.problem.en)
        return identifier_keys(checked, self.number_key)

    def _within(self, column: str, form: str, rest: str, text: str) -> Reference:
        body, _, name = rest.rpartition("|")
        normal = normalize_name(name)
        if not body or not normal:
            raise refused(column, "REFERENCE", "引用须写明单位和姓名", "it must give the body and the name")
        within = self.read(column, body)
        keys = (source_identifier_key(self.source, f"party|{body}|{normal}"),) if form == "party" else ()
        return Reference(form, keys, name=normal, body=within, text=text)
