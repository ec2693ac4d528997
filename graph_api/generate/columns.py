"""The columns of every file of a canonical bundle in the order of writing (docs/bundle.md)."""

from __future__ import annotations

_TEXT = """
subjects: key kind name former_names uscc legal_form org_kinds not_org_kinds sectors sectors_complete
  industry region listed state_capital supervising_organ status status_since established capital
  stock_code birth_date birth_year gender qualifications local_to
identifiers: subject scheme value since until
positions: key holder organization position role_text since until ended seen nominated_by acting_for
  function
ownership: key holder organization capacity share_min share_max votes_min votes_max since until seen
control: key holder organization means since until seen
relations: key from to type since until
characteristics: key organization name value since until seen
decisions: key number title authority stage decided
records: key subject kind trigger decision item name carrier stage severity qualifiers not_qualifiers
  basis documents articles sectors conduct_from conduct_until event_on decided effective
  sentence_completed paroled probation_expired political_rights_completed liquidation_completed
  proceedings_ended removed_from_office published ended withdrawn withdrawn_kind repaired display_until
  performance amount publicity
findings: key record person as degree state conduct_from conduct_until
sanctions: key subject trigger decision name stage positions org_kinds sectors region listed_only decided
  since until months life open_term qualifiers documents articles basis withdrawn withdrawn_kind repaired
list_entries: key subject list trigger decision name carrier authority level ground basis notice
  measures_told removal_conditions remedies qualifiers not_qualifiers sectors documents entered left
  until_stated withdrawn withdrawn_kind repaired published
objections: key target kind by filed accepted stayed_from stayed_until decided outcome
repairs: key target granted until authority
decision_relations: key from to type
same_as: key from to state evidence judged_by
coverage: source trigger region since until
"""


def _parsed() -> dict[str, tuple[str, ...]]:
    files: dict[str, tuple[str, ...]] = {}
    for line in _TEXT.replace("\n  ", " ").strip().splitlines():
        name, _, columns = line.partition(":")
        files[name] = tuple(columns.split())
    return files


COLUMNS = _parsed()
