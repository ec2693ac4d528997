import { Button, Input, Radio } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useQuery } from "urql";
import type { ResultOf } from "../../api/graphql";
import { useSaid } from "../../shared/language";
import { Trouble } from "../../shared/Trouble";
import { Waiting } from "../../shared/Waiting";
import { PeopleOfName } from "./operations";

type Found = Extract<ResultOf<typeof PeopleOfName>["searchSubjects"], { __typename: "SearchResult" }>;
type Candidate = Extract<Found["edges"][number]["node"]["subject"], { __typename: "Person" }>;

interface Properties {
  readonly on: string;
  readonly choose: (subject: { id: string; name: string }) => void;
}

/** The people who bear a name, told apart by number, year of birth and bodies; nobody is chosen beforehand. */
export function Candidates({ on, choose }: Properties) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [asked, setAsked] = useState("");
  const [{ data, fetching, error }, again] = useQuery({ query: PeopleOfName, variables: { text: asked, asOf: on }, pause: asked === "" });
  const field = useId();
  const found = asked === "" || fetching ? undefined : data?.searchSubjects;
  const search = () => setAsked(text.trim());
  return (
    <>
      <label htmlFor={field}>{t("person.nameAsked")}</label>
      <span className="row">
        <Input
          id={field}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onPressEnter={(event) => {
            event.preventDefault();
            search();
          }}
        />
        <Button onClick={search}>{t("person.find")}</Button>
      </span>
      {fetching && <Waiting what={t("person.finding")} />}
      {error && <Trouble error={error} again={() => again()} />}
      {found?.__typename === "SearchResult" && <List found={found} name={asked} choose={choose} />}
      {found && found.__typename !== "SearchResult" && <Trouble failure={found} />}
    </>
  );
}

function List({ found, name, choose }: { found: Found; name: string; choose: Properties["choose"] }) {
  const { t } = useTranslation();
  const people = found.edges.flatMap(({ node: { subject } }) => (subject.__typename === "Person" ? [subject] : []));
  const same = people.filter((person) => person.name === name);
  if (people.length === 0) return <p className="hint">{t("person.nobody")}</p>;
  return (
    <>
      <p className="hint" role="status">
        {same.length > 1 ? t("person.namesakes", { count: same.length, name }) : t("person.candidates", { count: people.length })}
      </p>
      <Radio.Group
        className="candidates"
        value={null}
        aria-label={t("person.candidatesLabel")}
        onChange={(event) => {
          const chosen = people.find((person) => person.id === event.target.value);
          if (chosen) choose({ id: chosen.id, name: chosen.name });
        }}
      >
        {people.map((person) => (
          <Radio key={person.id} value={person.id}>
            <Described person={person} />
          </Radio>
        ))}
      </Radio.Group>
      {found.pageInfo.hasNextPage && <p className="hint">{t("person.more")}</p>}
    </>
  );
}

function Described({ person }: { person: Candidate }) {
  const { t } = useTranslation();
  const said = useSaid();
  const posts = person.positions.edges.map(({ node }) => node);
  return (
    <span className="candidate">
      <strong>{person.name}</strong>{" "}
      <span className="quiet">
        {person.numberMasked ?? (person.identified ? t("person.numberHidden") : t("person.noNumber"))}
        {person.birthYear ? ` · ${t("person.born", { year: person.birthYear })}` : ""}
      </span>
      <span className="posts">
        {posts.length === 0 && t("person.noPosts")}
        {posts.map((post) => (
          <span key={post.id} className={post.tenure === "HELD" ? "" : "quiet"}>
            {post.organization?.name} {said(post.position.nameZh, post.position.nameEn)}
            {post.tenure === "HELD" ? "" : t(`tenure.${post.tenure}`)}
          </span>
        ))}
        {person.positions.pageInfo.hasNextPage && <span className="quiet">{t("person.morePosts")}</span>}
      </span>
      {person.masked.map((each) => (
        <span key={each.field} className="quiet">
          {said(each.textZh, each.textEn)}
        </span>
      ))}
    </span>
  );
}
