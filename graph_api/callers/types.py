"""Who asks, as frontends show it."""

from __future__ import annotations

from datetime import datetime

import strawberry

from graph_api.access.viewer import Purpose, Role
from graph_api.access.viewer import Viewer as Asking

strawberry.enum(Role, name="Role", description="In which role a request is made (角色).")
strawberry.enum(Purpose, name="Purpose", description="What a request is for (查询目的).")


@strawberry.type(description="Who makes this request, in which role and what for (当前调用方).")
class Viewer:
    """Who makes this request."""

    caller_id: str = strawberry.field(description="Id of the caller; `public` or `open` (调用方编号).")
    name: str = strawberry.field(description="Name of the caller (名称).")
    role: Role = strawberry.field(description="The role of this request (本次角色).")
    roles: list[Role] = strawberry.field(description="The roles the caller may choose from (可用角色).")
    regions: list[str] = strawberry.field(
        description="GB/T 2260 prefixes its organ is competent for; an empty one is the whole country (管辖区域)."
    )
    purpose: Purpose | None = strawberry.field(description="The purpose stated, if any (声明的目的).")
    strong: bool = strawberry.field(description="Whether two factors proved who it is (双因素认证).")
    scopes: list[str] = strawberry.field(
        description="Root fields its key may ask; empty: all that its role may (密钥范围)."
    )
    key_expires: datetime | None = strawberry.field(description="When its API key ends (密钥到期).")

    @classmethod
    def of(cls, asking: Asking) -> Viewer:
        """The viewer of the request as clients see it."""
        return cls(
            caller_id=asking.caller_id,
            name=asking.name,
            role=asking.role,
            roles=list(asking.roles),
            regions=list(asking.regions),
            purpose=asking.purpose,
            strong=asking.strong,
            scopes=list(asking.scopes),
            key_expires=asking.key_expires,
        )
