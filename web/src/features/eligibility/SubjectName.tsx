import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useQuery } from "urql";
import { NameOfSubject } from "./operations";

/** The name of somebody known by an id, with what tells them apart, leading to their page. */
export function SubjectName({ id, told }: { id: string; told?: (name: string) => void }) {
  const { t } = useTranslation();
  const [{ data, fetching, error }] = useQuery({ query: NameOfSubject, variables: { id } });
  const found = data?.subject;
  const name = found && "name" in found ? found.name : undefined;
  useEffect(() => {
    if (name !== undefined) told?.(name);
    // Told once for each name, whatever function is given.
  }, [name]);
  if (fetching) return <span>{t("ask.loadingWords")}</span>;
  if (error || name === undefined) return <span>{t("person.gone")}</span>;
  return (
    <span>
      <Link to={`/subjects/${id}`}>{name}</Link>
      {found?.__typename === "Person" && <span className="quiet"> {found.numberMasked ?? ""} {found.birthYear ? t("person.born", { year: found.birthYear }) : ""}</span>}
      {found?.__typename === "Organization" && <span className="quiet"> {found.uscc}</span>}
    </span>
  );
}
