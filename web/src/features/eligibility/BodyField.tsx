import { Button, Radio, Select } from "antd";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { nearest } from "../../shared/nearest";
import { useWords } from "../../shared/words";
import { Bodies } from "./Bodies";
import type { Where } from "./question";
import { SubjectName } from "./SubjectName";

const CAPITAL = ["NONE", "PARTICIPATED", "CONTROLLED", "WHOLLY"] as const;

interface Properties {
  readonly where: Where;
  readonly on: string;
  readonly change: (where: Where) => void;
}

/** Where: a body of the register, or a class of bodies. */
export function BodyField({ where, on, change }: Properties) {
  const { t } = useTranslation();
  return (
    <fieldset className="field">
      <legend>{t("body.title")}</legend>
      <Radio.Group
        optionType="button"
        value={where.way}
        options={(["body", "class"] as const).map((value) => ({ value, label: t(`body.${value}`) }))}
        onChange={(event) => change({ ...where, way: event.target.value as Where["way"] })}
      />
      {where.way === "class" ? (
        <Classes where={where} change={change} />
      ) : where.body ? (
        <div className="chosen">
          <SubjectName id={where.body.id} told={(name) => change({ ...where, body: { id: where.body?.id ?? "", name } })} />
          <Button size="small" onClick={() => change({ ...where, body: null })}>
            {t("body.another")}
          </Button>
        </div>
      ) : (
        <Bodies label={t("body.nameLabel")} on={on} choose={(body) => change({ ...where, body })} />
      )}
    </fieldset>
  );
}

function Classes({ where, change }: { where: Where; change: (where: Where) => void }) {
  const { t } = useTranslation();
  const kinds = useWords("org_kind");
  const field = useId();
  const capital = useId();
  return (
    <>
      <label htmlFor={field}>{t("body.classLabel")}</label>
      <Select
        id={field}
        showSearch={{ optionFilterProp: "label", filterSort: nearest }}
        value={where.bodyClass}
        placeholder={t("body.classHint")}
        options={kinds.codes.map((value) => ({ value, label: kinds.name(value) }))}
        onChange={(bodyClass: string) => change({ ...where, bodyClass })}
      />
      <label htmlFor={capital}>{t("body.capital")}</label>
      <Select
        id={capital}
        allowClear
        value={where.stateCapital}
        placeholder={t("body.capitalUnknown")}
        options={CAPITAL.map((value) => ({ value, label: t(`capital.${value}`) }))}
        onChange={(chosen: string | undefined) => change({ ...where, stateCapital: chosen ?? null })}
      />
    </>
  );
}
