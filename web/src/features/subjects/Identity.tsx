import { Fragment, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { moment, written } from "../../shared/days";
import { useLanguage } from "../../shared/language";
import { useWords } from "../../shared/words";
import type { Organization, Person } from "./SubjectPage";

/** What it is; what nobody knows is said to be unknown. */
export function Identity({ subject }: { subject: Organization | Person }) {
  return (
    <dl className="terms identity">
      {subject.__typename === "Organization" ? <OrganizationRows body={subject} /> : <PersonRows person={subject} />}
      <SourceRow subject={subject} />
    </dl>
  );
}

function Rows({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation();
  return rows.map(([label, value]) => (
    <Fragment key={label}>
      <dt>{label}</dt>
      <dd>{value === null || value === "" ? <span className="quiet">{t("unknown")}</span> : value}</dd>
    </Fragment>
  ));
}

type Row = readonly [string, ReactNode];

function OrganizationRows({ body }: { body: Organization }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const kinds = useWords("org_kind");
  const since = body.statusSince ? t("subject.since", { day: written(body.statusSince, language) }) : "";
  const rows: Row[] = [
    [t("subject.kind"), t(`kind.${body.kind}`)],
    [t("subject.uscc"), body.uscc],
    [t("subject.legalForm"), body.legalForm],
    [t("subject.orgKinds"), body.orgKinds.map(kinds.name).join(t("comma"))],
    [t("subject.status"), body.status && `${t(`status.${body.status}`)}${since}`],
    [t("subject.established"), body.established && written(body.established, language)],
    [t("subject.region"), body.region],
    [t("body.capital"), body.stateCapital && t(`capital.${body.stateCapital}`)],
    [t("subject.listed"), body.listed === null ? null : body.listed ? `${t("subject.yes")} ${body.stockCode ?? ""}` : t("subject.no")],
    [t("subject.supervising"), body.supervisingOrgan],
  ];
  return <Rows rows={rows} />;
}

function PersonRows({ person }: { person: Person }) {
  const { t } = useTranslation();
  const hidden = new Set(person.masked.map((each) => each.field));
  const shown = (field: string, value: ReactNode) => (hidden.has(field) ? t("subject.hidden") : value);
  const rows: Row[] = [
    [t("subject.kind"), t("kind.PERSON")],
    [t("person.numberLabel"), shown("numberMasked", person.numberMasked)],
    [t("subject.known"), person.identified ? t("subject.byNumber") : t("person.noNumber")],
    [t("subject.birthYear"), shown("birthYear", person.birthYear)],
    [t("subject.qualifications"), shown("qualifications", person.qualifications.join(t("comma")) || t("subject.none"))],
  ];
  return <Rows rows={rows} />;
}

function SourceRow({ subject }: { subject: Organization | Person }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const at = subject.recordedAt ? `${t("comma")}${moment(subject.recordedAt, language)}` : "";
  return <Rows rows={[[t("subject.source"), subject.source && `${subject.source}${at}`]]} />;
}
