import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router";
import { useQuery } from "urql";
import type { ResultOf } from "../../api/graphql";
import { DayField } from "../../shared/DayField";
import { today } from "../../shared/days";
import { Trouble } from "../../shared/Trouble";
import { Waiting } from "../../shared/Waiting";
import { Holdings } from "./Holdings";
import { Identity } from "./Identity";
import { MaskedList } from "./MaskedList";
import { Posts } from "./Posts";
import { Records } from "./Records";
import { Restrictions } from "./Restrictions";
import { SubjectById } from "./operations";

type Found = ResultOf<typeof SubjectById>["subject"];
export type Organization = Extract<Found, { __typename: "Organization" }>;
export type Person = Extract<Found, { __typename: "Person" }>;

/** An organization or a person on a day: what it is, who is in it, what it holds, what is on record. */
export default function SubjectPage() {
  const { id = "" } = useParams();
  const [parts, setParts] = useSearchParams();
  const on = parts.get("on") ?? today();
  return <OnDay key={`${id} ${on}`} id={id} on={on} change={(day) => day && setParts({ on: day }, { replace: true })} />;
}

function OnDay({ id, on, change }: { id: string; on: string; change: (day: string) => void }) {
  const { t } = useTranslation();
  const [{ data, error, fetching }, again] = useQuery({ query: SubjectById, variables: { id, asOf: on } });
  if (fetching) return <Waiting what={t("subject.waiting")} />;
  if (error) return <Trouble error={error} again={() => again()} />;
  const found = data?.subject;
  if (!found) return null;
  if (found.__typename !== "Organization" && found.__typename !== "Person") return <Trouble failure={found} />;
  return <Subject subject={found} on={on} change={change} />;
}

function Subject({ subject, on, change }: { subject: Organization | Person; on: string; change: (day: string) => void }) {
  const { t } = useTranslation();
  const organization = subject.__typename === "Organization" ? subject : undefined;
  return (
    <article className="answer subject">
      <section>
        <div className="head">
          <div>
            <h1>{subject.name}</h1>
            {subject.formerNames.length > 0 && (
              <p className="plain quiet">
                {t("body.formerly")}
                {t("colon")}
                {subject.formerNames.join(t("comma"))}
              </p>
            )}
            {subject.disputed && <span className="tag">{t("ground.disputed")}</span>}
          </div>
          <DayField label={t("subject.on")} day={on} change={change} />
        </div>
        <Identity subject={subject} />
        <p className="plain noprint">
          <Link to={`/ask?${organization ? "body" : "subject"}=${subject.id}`}>{organization ? t("subject.askBody") : t("subject.askPerson")}</Link>
        </p>
      </section>
      <MaskedList masked={subject.masked} />
      {organization && <Posts posts={organization.holders} title={t("subject.holders")} other="holder" />}
      <Posts posts={subject.positions} title={t(organization ? "subject.bodyPositions" : "subject.positions")} other="organization" />
      {organization && <Holdings holdings={organization.owners} title={t("subject.owners")} other="holder" />}
      <Holdings holdings={subject.holdings} title={t("subject.holdings")} other="organization" />
      <Records records={subject.records} />
      <Restrictions restrictions={subject.restrictions} />
    </article>
  );
}
