import { Button, Input, Radio } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useQuery } from "urql";
import { Trouble } from "../../shared/Trouble";
import { Waiting } from "../../shared/Waiting";
import { BodiesOfName, BodyOfNumber } from "./operations";

const USCC = /^[0-9A-HJ-NPQRTUWXY]{18}$/i;

interface Body {
  readonly id: string;
  readonly name: string;
  readonly uscc: string | null;
  readonly status: string | null;
  readonly formerNames: string[];
}

/** What a search for bodies gave: the one of a code, or those of a name. */
function useBodies(asked: string, asOf: string) {
  const byNumber = USCC.test(asked);
  const [named, again] = useQuery({ query: BodiesOfName, variables: { text: asked, asOf }, pause: asked === "" || byNumber });
  const [numbered, ask] = useQuery({ query: BodyOfNumber, variables: { uscc: asked.toUpperCase(), asOf }, pause: !byNumber });
  const { fetching, error } = byNumber ? numbered : named;
  const found = asked === "" || fetching ? undefined : byNumber ? numbered.data?.organization : named.data?.searchSubjects;
  const bodies: Body[] | undefined =
    found?.__typename === "Organization"
      ? [found]
      : found?.__typename === "SearchResult"
        ? found.edges.flatMap(({ node: { subject } }) => (subject.__typename === "Organization" ? [subject] : []))
        : undefined;
  const failure = found && "code" in found ? found : undefined;
  return { fetching, error, bodies, failure, again: byNumber ? ask : again };
}

interface Looking {
  readonly label: string;
  readonly on: string;
  readonly choose: (body: { id: string; name: string }) => void;
}

/** Finds a body by name or code and lets it be chosen. */
export function Bodies({ label, on, choose }: Looking) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [asked, setAsked] = useState("");
  const { fetching, error, bodies, failure, again } = useBodies(asked, on);
  const field = useId();
  const search = () => setAsked(text.trim());
  return (
    <>
      <label htmlFor={field}>{label}</label>
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
      {fetching && <Waiting what={t("body.finding")} />}
      {error && <Trouble error={error} again={() => again()} />}
      {failure && <Trouble failure={failure} />}
      {bodies?.length === 0 && <p className="hint">{t("body.nothing")}</p>}
      {bodies && bodies.length > 0 && <List bodies={bodies} choose={choose} />}
    </>
  );
}

function List({ bodies, choose }: { bodies: Body[]; choose: (body: { id: string; name: string }) => void }) {
  const { t } = useTranslation();
  return (
    <Radio.Group
      className="candidates"
      value={null}
      aria-label={t("body.candidates")}
      onChange={(event) => {
        const chosen = bodies.find((body) => body.id === event.target.value);
        if (chosen) choose({ id: chosen.id, name: chosen.name });
      }}
    >
      {bodies.map((body) => (
        <Radio key={body.id} value={body.id}>
          <span className="candidate">
            <strong>{body.name}</strong>
            <span className="quiet">
              {body.uscc ?? t("body.noUscc")}
              {body.status && body.status !== "OPERATING" ? ` · ${t(`status.${body.status}`, body.status)}` : ""}
              {body.formerNames.length > 0 ? ` · ${t("body.formerly")} ${body.formerNames.join(t("comma"))}` : ""}
            </span>
          </span>
        </Radio>
      ))}
    </Radio.Group>
  );
}
