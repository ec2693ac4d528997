"""`check`: one eligibility question from the command line, answered through the same schema as over HTTP."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any

import typer
from graphql import GraphQLObjectType, GraphQLUnionType, get_named_type, is_leaf_type
from graphql.type import GraphQLNamedType, is_required_argument

from graph_api.commands.console import Exit, console, print_json, run, settings, sound_law, stop
from graph_api.context import Context
from graph_api.engine.db import Database
from graph_api.engine.opening import open_database
from graph_api.ids.keyed_hash import open_number_key
from graph_api.law.lawbook import Law
from graph_api.schema import schema
from graph_api.settings import Settings

DEPTH = 6


def whole(kind: GraphQLNamedType, depth: int = DEPTH) -> str:
    """A selection of every field of a type that needs no argument, so that nothing of an answer is left out."""
    if isinstance(kind, GraphQLUnionType):
        parts = (f"... on {member.name} {whole(member, depth)}" for member in kind.types)
        return "{ __typename " + " ".join(parts) + " }"
    if not isinstance(kind, GraphQLObjectType) or not depth:
        return ""
    chosen = []
    for name, field in kind.fields.items():
        if any(is_required_argument(argument) for argument in field.args.values()):
            continue
        named = get_named_type(field.type)
        inner = "" if is_leaf_type(named) else whole(named, depth - 1)
        if is_leaf_type(named) or inner:
            chosen.append(f"{name} {inner}".strip())
    return "{ " + " ".join(chosen) + " }" if chosen else ""


@lru_cache(maxsize=1)
def document() -> str:
    """The question with every field of its answer."""
    result = schema._schema.type_map["EligibilityResult"]
    return (
        "query Check($input: OfficerEligibilityInput!, $asOf: Date, $knownAsOf: DateTime) "
        f"{{ officerEligibility(input: $input, asOf: $asOf, knownAsOf: $knownAsOf) {whole(result)} }}"
    )


async def ask(db: Database, law: Law, chosen: Settings, variables: dict[str, Any]) -> dict[str, Any]:
    """The answer exactly as GraphQL gives it; raises the first error that is none of the answer's own kinds."""
    context = Context(db, law, chosen, open_number_key(chosen.home))
    result = await schema.execute(document(), variable_values=variables, context_value=context)
    if result.errors:
        raise result.errors[0].original_error or result.errors[0]
    assert result.data is not None
    answer: dict[str, Any] = result.data["officerEligibility"]
    return answer


def person_ref(
    person: str | None,
    number: str | None,
    document_type: str,
    name: str | None,
    body: str | None,
    role: str | None,
) -> dict[str, Any]:
    """The one way in which the person is named."""
    if person:
        return {"subjectId": person}
    if number:
        return {"document": {"type": document_type, "number": number, "name": name}}
    if name and body:
        return {"named": {"name": name, "body": body_ref(body), "role": role}}
    stop(
        Exit.BAD_INPUT,
        "Name the person: --person ID, --number NUMBER, or --name NAME with --in-body BODY.",
        "请指明被查询人：--person 主体标识、--number 证件号码，或者 --name 姓名 与 --in-body 机构。",
    )


def body_ref(body: str) -> dict[str, Any]:
    """A body by its USCC (eighteen characters) or its id."""
    return {"uscc": body} if len(body) == 18 and body.upper() == body else {"subjectId": body}


def check_command(
    position: Annotated[str, typer.Option(help="Position code, e.g. DIRECTOR.")],
    person: Annotated[str | None, typer.Option(help="Subject id of the person.")] = None,
    number: Annotated[
        str | None, typer.Option(help="Document number; '-' reads it from standard input.")
    ] = None,
    document_type: Annotated[str, typer.Option(help="Kind of document.")] = "RESIDENT_ID",
    name: Annotated[str | None, typer.Option(help="Name of the person.")] = None,
    in_body: Annotated[str | None, typer.Option(help="Body (USCC or id) in which the name is known.")] = None,
    role: Annotated[str | None, typer.Option(help="Position held there; tells namesakes apart.")] = None,
    body: Annotated[str | None, typer.Option(help="Body of the office: USCC or id.")] = None,
    body_class: Annotated[list[str] | None, typer.Option(help="Or a class of bodies, e.g. COMPANY.")] = None,
    sector: Annotated[list[str] | None, typer.Option(help="Sector code.")] = None,
    region: Annotated[str | None, typer.Option(help="Region, GB/T 2260.")] = None,
    listed: Annotated[bool | None, typer.Option(help="Whether the body is listed.")] = None,
    state_capital: Annotated[str | None, typer.Option(help="WHOLLY, CONTROLLED, PARTICIPATED, NONE.")] = None,
    nominated_by_state: Annotated[bool | None, typer.Option(help="Sent by the state side.")] = None,
    as_of: Annotated[str | None, typer.Option(help="The day asked about, e.g. 2026-11-21.")] = None,
    known_as_of: Annotated[str | None, typer.Option(help="Facts known up to this time.")] = None,
    case_ref: Annotated[str | None, typer.Option(help="Store the answer under this case.")] = None,
    language: Annotated[str, typer.Option(help="zh or en.")] = "zh",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the verdict exactly as GraphQL gives it.")
    ] = False,
) -> None:
    """Ask whether a person may hold an office in a body on a day (任职资格查询)."""
    law, chosen = sound_law(), settings()
    if number == "-":
        number = typer.get_text_stream("stdin").readline().strip()
    office = {
        "position": position,
        "body": body_ref(body) if body else None,
        "bodyClass": body_class or None,
        "sectors": sector or None,
        "region": region,
        "listed": listed,
        "stateCapital": state_capital,
        "nominatedByState": nominated_by_state,
    }
    question = {"person": person_ref(person, number, document_type, name, in_body, role), "office": office}
    variables = {"input": {**question, "caseRef": case_ref}, "asOf": as_of, "knownAsOf": known_as_of}

    async def work() -> dict[str, Any]:
        async with open_database(chosen) as db:
            return await ask(db, law, chosen, variables)

    answer = run(work)
    if as_json:
        print_json(answer)
    else:
        print_answer(answer, language)
    if answer["__typename"] != "OfficeVerdict":
        raise typer.Exit(Exit.BAD_INPUT)


def print_answer(answer: dict[str, Any], language: str) -> None:
    """The answer as a person reads it: the text, then the proof of each ground line by line."""
    suffix = "En" if language == "en" else "Zh"
    if answer["__typename"] != "OfficeVerdict":
        stop(Exit.BAD_INPUT, answer["textEn"], answer["textZh"])
    console.print(answer[f"text{suffix}"], markup=False)
    for ground in answer["grounds"]:
        console.rule(f"{ground['measure']} · {ground['state']}", align="left")
        for line in ground["proof"]:
            console.print(f"  {line['step']}. {line[f'text{suffix}']}", markup=False)
    console.print(f"answerId {answer['answerId']}", markup=False)
