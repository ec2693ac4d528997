"""The table of rights as people read it."""

from __future__ import annotations

from graph_api.access.policy import Policy
from graph_api.access.viewer import Role

HEAD = ("role", "purposes", "classes", "of whom")
WHOM = {
    "ALL": "everybody",
    "REGION": "its regions",
    "SELF": "oneself",
    "ORGAN": "what its organ kept",
    "CONSENTED": "who authorised it",
    "APPROVED": "who was released for the case",
}


def rights_table(policy: Policy) -> str:
    """Each grant as a row of Markdown, role by role; what is public is open to all of them."""
    rows = [HEAD, ("---",) * len(HEAD)]
    public = ", ".join(sorted(each.code for each in policy.classes.values() if each.public))
    rows.append(("everybody", "any or none", public, "everybody"))
    for role in Role:
        for grant in policy.grants:
            if grant.role is role:
                purposes = ", ".join(sorted(grant.purposes)) or "any or none"
                rows.append((role.value, purposes, ", ".join(sorted(grant.classes)), WHOM[grant.reach]))
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def classes_table(policy: Policy) -> str:
    """Each data class as a row of Markdown, with the law behind it."""
    rows = [("class", "what", "basis"), ("---",) * 3]
    rows += [(each.code, f"{each.name_zh}: {each.name_en}", each.basis) for each in policy.classes.values()]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)
