"""The graph model of docs/graph-model.md as a table; a test holds the two together."""

from dataclasses import dataclass, replace

FACT = ("source", "source_row", "recorded_at", "usable", "disputed")


@dataclass(frozen=True)
class Node:
    """A label, the key it is found by, and its further properties."""

    label: str
    key: str | None
    properties: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    """Labels that stand beside it on the same node."""
    beside: str | None = None
    """The label that carries the key, where this one stands beside it."""
    internal: tuple[str, ...] = ()
    """Properties that only `engine/` reads and writes."""

    @property
    def all_properties(self) -> tuple[str, ...]:
        """The key, the properties and those for the engine."""
        return (*((self.key,) if self.key else ()), *self.properties, *self.internal)


@dataclass(frozen=True)
class Relationship:
    """A type, the labels it goes from and to, and its properties."""

    type: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    properties: tuple[str, ...] = ()
    fact: bool = True


def _node(label: str, key: str | None, properties: str, *, fact: bool = False) -> Node:
    return Node(label, key, (*properties.split(), *(FACT if fact else ())))


def _fact(type_: str, starts: str, ends: str, properties: str = "") -> Relationship:
    names = ("fact_id", *properties.split(), *FACT)
    return Relationship(type_, tuple(starts.split()), tuple(ends.split()), names)


def _derived(type_: str, starts: str, ends: str) -> Relationship:
    return Relationship(type_, tuple(starts.split()), tuple(ends.split()), fact=False)


SUBJECT = _node("Subject", "subject_id", "name search_text former_names minor_sealed filled_by", fact=True)
DECISION = _node(
    "Decision",
    "decision_id",
    "number title authority authority_id stage decided decided_latest filled_by",
    fact=True,
)
RECORD = _node(
    "Record",
    "record_id",
    "kind trigger item name carrier stage severity qualifiers not_qualifiers basis documents articles "
    "sectors conduct_from conduct_from_latest conduct_until conduct_until_latest event_on event_on_latest "
    "decided decided_latest effective effective_latest sentence_completed paroled probation_expired "
    "political_rights_completed liquidation_completed proceedings_ended removed_from_office published ended "
    "withdrawn withdrawn_kind repaired display_until performance amount publicity",
    fact=True,
)
SANCTION = _node(
    "Sanction",
    "sanction_id",
    "trigger name stage positions org_kinds sectors region listed_only decided decided_latest since "
    "since_latest until until_latest months life open_term qualifiers documents articles basis withdrawn "
    "withdrawn_kind repaired",
    fact=True,
)
LIST_ENTRY = _node(
    "ListEntry",
    "entry_id",
    "list trigger name carrier authority level ground basis notice measures_told removal_conditions "
    "remedies qualifiers not_qualifiers sectors documents entered entered_latest left left_latest "
    "until_stated withdrawn withdrawn_kind repaired published",
    fact=True,
)
OBJECTION = _node(
    "Objection", "objection_id", "kind filed accepted stayed_from stayed_until decided outcome", fact=True
)
REPAIR = _node("Repair", "repair_id", "granted until authority", fact=True)
CHARACTERISTIC = _node(
    "Characteristic", "characteristic_id", "name value since since_latest until until_latest seen", fact=True
)
VERSIONED = (SUBJECT, DECISION, RECORD, SANCTION, LIST_ENTRY, OBJECTION, REPAIR, CHARACTERISTIC)

NODES: tuple[Node, ...] = (
    *VERSIONED,
    replace(
        _node(
            "Organization",
            None,
            "uscc legal_form org_kinds not_org_kinds sectors sectors_complete industry region listed "
            "state_capital supervising_organ status status_since established capital stock_code",
        ),
        beside="Subject",
        kinds=(
            "Enterprise",
            "PublicInstitution",
            "SocialOrganization",
            "GovernmentOrgan",
            "IndividualBusiness",
            "Cooperative",
            "Partnership",
            "OtherOrganization",
        ),
    ),
    Node(
        "Person",
        None,
        ("number_masked", "birth_date", "birth_year", "gender", "identified", "qualifications"),
        beside="Subject",
    ),
    *(Node(f"Closed{live.label}", None, (*live.all_properties, "superseded_at")) for live in VERSIONED),
    _node("Identifier", "key", "scheme value cipher valid problem"),
    _node("LocalName", "key", "name"),
    _node("Coverage", "coverage_id", "source trigger region since until loaded_at rows"),
    *(
        _node(label, "code", "name_zh name_en verdict mode category since until digest")
        for label in ("Measure", "Provision", "Document")
    ),
    _node(
        "Restriction",
        "restriction_id",
        "measure version effect state since until possible_since possible_until positions org_kinds sectors "
        "path law_digest kernel_version outcome",
    ),
    _node("StaleMark", "subject_id", "at"),
    _node(
        "Answer",
        "answer_id",
        "case_ref kept_at body digest inputs as_of known_as_of law_digest kernel_version kept_by subject_id",
    ),
    _node(
        "Authorisation",
        "authorisation_id",
        "grantee grantee_name purpose classes since until granted_by recorded_at revoked_at revoked_by",
    ),
    replace(
        _node(
            "Approval",
            "approval_id",
            "grantee requested_by requested_at reason purpose case_ref classes subject_ids days approved_by "
            "approved_at until refused_by refused_at refusal ended_by ended_at",
        ),
        internal=("taken",),
    ),
    _node(
        "Problem",
        "problem_id",
        "receipt kind target fact candidate_id words case_ref marked state filed_at filed_by closed_at closed_by "
        "reason",
    ),
    _node("BorderApproval", "border_id", "caller_id number until recorded_at recorded_by ended_at ended_by"),
    Node("Watermark", "name", ("at",), internal=("pending", "taken")),
    _node(
        "Caller",
        "caller_id",
        "kind name organ regions roles external_id owner_id country made_at made_by disabled_at",
    ),
    _node(
        "ApiKey",
        "key_id",
        "secret_hash roles scopes made_at made_by expires_at revoked_at replaced_by last_used_on",
    ),
    Node("FirstRun", "name", ("secret_hash", "expires_at", "used_at"), internal=("taken",)),
    _node("SchemaVersion", "version", "applied_at"),
    _node("LoadProgress", "key", "source file rows at"),
)

RELATIONSHIPS: tuple[Relationship, ...] = (
    _fact(
        "HOLDS",
        "Subject",
        "Organization",
        "position role_text since since_latest until until_latest ended seen nominated_by acting_for "
        "function accepted_dispute joined_by",
    ),
    _fact(
        "OWNS",
        "Subject",
        "Organization",
        "capacity share_min share_max votes_min votes_max since until seen joined_by",
    ),
    _fact("CONTROLS", "Subject", "Organization", "means since until seen"),
    _fact("BRANCH_OF", "Organization", "Organization", "since until"),
    _fact("SUPERVISED_BY", "Organization", "Organization", "since until"),
    _fact("DESCRIBES", "Characteristic", "Organization"),
    _fact("IDENTIFIED_BY", "Subject", "Identifier", "since until"),
    _fact("WITHIN", "LocalName", "Organization"),
    _fact("NAMES", "LocalName", "Person"),
    _fact("SAME_AS", "Person", "Person", "evidence judged_by state"),
    _fact("OF", "Record Sanction", "Decision"),
    _fact("ISSUED_BY", "Decision", "Organization"),
    *(
        _fact(type_, "Decision", "Decision")
        for type_ in ("PRECEDED_BY", "CONFIRMS", "AMENDS", "ANNULS", "STAYS")
    ),
    _fact("AGAINST", "Record", "Subject", "joined_by"),
    _fact("FINDS_RESPONSIBLE", "Record", "Person", "as degree state conduct_from conduct_until joined_by"),
    _fact("ON", "Sanction", "Subject", "joined_by"),
    _fact("LISTS", "ListEntry", "Subject", "joined_by"),
    _fact("BASED_ON", "ListEntry", "Decision"),
    _fact("CONTESTS", "Objection", "Record Sanction ListEntry"),
    _fact("BY", "Objection", "Subject", "post"),
    _fact("REPAIRS", "Repair", "Record Sanction ListEntry"),
    _derived("BINDS", "Restriction", "Subject"),
    _derived("BECAUSE_OF", "Restriction", "Record Sanction ListEntry"),
    _derived("GRANTS", "Subject", "Authorisation"),
    _derived("REPORTS", "Subject", "Problem"),
    _derived("CONCERNS", "Approval", "Subject"),
    _derived("UNDER", "Restriction", "Measure"),
    _derived("CITES", "Measure", "Provision"),
    _derived("PART_OF", "Provision", "Document"),
    _derived("KEY_OF", "ApiKey", "Caller"),
    *(_derived("VERSION_OF", f"Closed{live.label}", live.label) for live in VERSIONED),
)


def closed(live: Relationship) -> Relationship:
    """The type that keeps the closed versions of a fact between the same nodes."""
    return Relationship(
        f"{live.type}_CLOSED", live.starts, live.ends, (*live.properties, "superseded_at"), fact=False
    )
