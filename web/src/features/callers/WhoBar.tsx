import { Button, Select } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../../api/session";
import { type Viewer, useViewer } from "../../api/viewer";
import { moment } from "../../shared/days";
import { useLanguage } from "../../shared/language";
import { PurposeField } from "../../shared/PurposeField";
import { Trouble } from "../../shared/Trouble";
import { SignIn } from "./SignIn";

/** Who one is, in which role and what for: always to be seen, and changed here. */
export function WhoBar() {
  const { t } = useTranslation();
  const { session, leave } = useSession();
  const { viewer, error, choices, again } = useViewer();
  const [signing, setSigning] = useState(false);
  const open = viewer?.role === "OPEN";
  return (
    <div className={`who ${open ? "open" : ""}`}>
      <div className="wide">
        <span className="whoami" role="status">
          {viewer ? <Named viewer={viewer} /> : choices.length > 0 ? t("who.whichRole") : error ? t("who.nobody") : t("who.asking")}
        </span>
        {choices.length > 0 && <RoleField roles={choices} role={null} />}
        {viewer && viewer.roles.length > 1 && <RoleField roles={viewer.roles} role={viewer.role} />}
        <PurposeField small />
        {session.key !== null && (
          <Button size="small" onClick={leave}>
            {t("who.leave")}
          </Button>
        )}
        {session.key === null && !open && (
          <Button size="small" onClick={() => setSigning(true)}>
            {t("who.signIn")}
          </Button>
        )}
      </div>
      {error && choices.length === 0 && (
        <div className="wide">
          <Trouble error={error} again={again} />
        </div>
      )}
      <SignIn shown={signing} close={() => setSigning(false)} />
    </div>
  );
}

function Named({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (viewer.role === "OPEN") return <strong>{t("who.open")}</strong>;
  if (viewer.role === "PUBLIC") return t("who.public");
  return (
    <>
      <strong>{viewer.name || viewer.callerId}</strong> · {t(`role.${viewer.role}`)}
      {viewer.keyExpires && <span className="quiet"> · {t("who.keyEnds", { at: moment(viewer.keyExpires, language) })}</span>}
    </>
  );
}

function RoleField({ roles, role }: { roles: readonly string[]; role: string | null }) {
  const { t } = useTranslation();
  const { change } = useSession();
  const field = useId();
  return (
    <span className="inline">
      <label htmlFor={field}>{t("who.chooseRole")}</label>
      <Select
        id={field}
        size="small"
        value={role}
        options={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
        onChange={(chosen: string) => change({ role: chosen })}
        popupMatchSelectWidth={false}
      />
    </span>
  );
}
