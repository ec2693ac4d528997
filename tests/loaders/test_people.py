"""Who is one person and who is not: names within bodies, masked names, numbers."""

from graph_api.ids.persons import resident_number_of_18
from tests.loaders.conftest import uscc, write_bundle

ADULT = resident_number_of_18("990101" + "800101" + "123")


async def test_a_name_is_a_person_only_within_the_body_that_names_it(loaded, ask, tmp_path):
    folder = write_bundle(
        tmp_path / "b",
        subjects=[
            {"key": f"c{n}", "kind": "ENTERPRISE", "name": f"澄岭{n}公司", "uscc": uscc(n)} for n in range(2)
        ],
        positions=[
            {"key": "1", "holder": "local:key:c0|刘伟", "organization": "key:c0", "position": "DIRECTOR"},
            {"key": "2", "holder": "local:key:c0|刘 伟", "organization": "key:c0", "position": "MANAGER"},
            {"key": "3", "holder": "local:key:c1|刘伟", "organization": "key:c1", "position": "DIRECTOR"},
            {"key": "4", "holder": "local:key:c0|王**", "organization": "key:c0", "position": "DIRECTOR"},
            {"key": "5", "holder": "local:key:c0|王**", "organization": "key:c0", "position": "SUPERVISOR"},
        ],
    )
    await loaded("bundle", folder)
    people = await ask("MATCH (p:Person) RETURN p.name AS name, count(*) AS number ORDER BY name")
    assert people == [{"name": "刘伟", "number": 2}, {"name": "王**", "number": 2}]
    again = await loaded("bundle", folder)
    assert (again.total("created"), again.total("changed")) == (0, 0)


async def test_two_persons_of_one_name_in_one_body_make_the_name_ambiguous(loaded, tmp_path):
    folder = write_bundle(
        tmp_path / "b",
        subjects=[
            {"key": "c", "kind": "ENTERPRISE", "name": "澄岭公司", "uscc": uscc(1)},
            {"key": "p1", "kind": "PERSON", "name": "刘伟", "local_to": "key:c"},
            {"key": "p2", "kind": "PERSON", "name": "刘伟", "local_to": "key:c"},
        ],
        positions=[
            {"key": "1", "holder": "local:key:c|刘伟", "organization": "key:c", "position": "DIRECTOR"}
        ],
    )
    report = await loaded("bundle", folder)
    assert dict(report.reasons) == {"AMBIGUOUS_NAME": 1}


async def test_one_number_is_one_person_in_two_sources_and_a_differing_name_is_a_conflict(
    loaded, ask, tmp_path
):
    for name, person in (("first", "张三"), ("second", "张山")):
        folder = write_bundle(
            tmp_path / name,
            subjects=[{"key": "p", "kind": "PERSON", "name": person}],
            identifiers=[{"subject": "key:p", "scheme": "RESIDENT_ID", "value": ADULT}],
        )
        (folder / "bundle.toml").write_text(f'name = "{name}"\n', encoding="utf-8")
        report = await loaded("bundle", folder)
    assert report.linked == 1
    assert dict(report.conflicts) == {"VALUE_DIFFERS": 1}
    assert await ask("MATCH (p:Person) RETURN p.name AS name") == [{"name": "张三"}]
