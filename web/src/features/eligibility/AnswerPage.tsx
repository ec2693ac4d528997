import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { useQuery } from "urql";
import type { ResultOf } from "../../api/graphql";
import { moment } from "../../shared/days";
import { useLanguage, useSaid } from "../../shared/language";
import { Trouble } from "../../shared/Trouble";
import { Waiting } from "../../shared/Waiting";
import { Answer, type OfficeVerdict } from "./Answer";
import { AnswerById } from "./operations";
import { Share } from "./Share";
import { SubjectName } from "./SubjectName";

type Kept = Extract<ResultOf<typeof AnswerById>["answer"], { __typename: "KeptAnswer" }>;

/** An answer under its own address, as it was given. */
export function AnswerPage() {
  const { t } = useTranslation();
  const said = useSaid();
  const { id = "" } = useParams();
  const [{ data, error, fetching }, again] = useQuery({ query: AnswerById, variables: { id } });
  if (fetching) return <Waiting what={t("kept.waiting")} />;
  if (error) return <Trouble error={error} again={() => again()} />;
  const found = data?.answer;
  if (found?.__typename === "KeptAnswer") return <Given key={found.id} kept={found} />;
  if (found?.__typename === "SealedAnswer") {
    return (
      <div className="alone">
        <h1>{t("kept.sealed")}</h1>
        <p>{said(found.textZh, found.textEn)}</p>
        <p>
          <Link to="/">{t("kept.askAgain")}</Link>
        </p>
      </div>
    );
  }
  return found ? <Trouble failure={found} /> : null;
}

function Given({ kept }: { kept: Kept }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { recompute } = kept;
  const given = JSON.parse(kept.body) as OfficeVerdict;
  return (
    <div className="alone">
      <p className="kept">
        {t("kept.given", { at: moment(kept.keptAt, language) })}
        {kept.caseRef && ` · ${t("kept.case")} ${kept.caseRef}`}
        {" · "}
        {recompute.failure ?? (recompute.same ? t("kept.same") : t("kept.differs", { count: recompute.differences.length }))}
      </p>
      {given.personId && (
        <p className="kept">
          {t("person.title")}
          {t("colon")}
          <SubjectName id={given.personId} />
        </p>
      )}
      <Answer
        verdict={{ ...given, answerId: kept.id }}
        context={{ who: "", where: "", bodyClass: null }}
        share={<Share answerId={kept.id} context={{ address: "/", numbered: false }} />}
      />
    </div>
  );
}
