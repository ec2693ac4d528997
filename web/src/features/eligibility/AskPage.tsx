import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { useSession } from "../../api/session";
import { masked } from "../../shared/masked";
import type { Failure } from "../../shared/Trouble";
import { AskForm } from "./AskForm";
import { Asking, type Context } from "./Asking";
import { type Asked, type Question, addressOf, askedBy, gapsOf, questionOf } from "./question";
import { ReadyMade } from "./ReadyMade";

interface Put {
  readonly asked: Asked;
  readonly context: Context;
  /** Tells one asking from the next, so that no answer ever stands under another question. */
  readonly turn: number;
}

/** The front page: the question on one side, its answer on the other. */
export function AskPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [parts] = useSearchParams();
  const { session } = useSession();
  const [question, setQuestion] = useState<Question>(() => questionOf(parts));
  const [wrong, setWrong] = useState<Failure>();
  const [put, setPut] = useState<Put | null>(() => (gapsOf(question).length === 0 ? putBy(question, 0) : null));
  const before = useRef(session);

  // An answer given in one role and for one purpose does not stay on the screen in another.
  useEffect(() => {
    if (before.current !== session) setPut(null);
    before.current = session;
  }, [session]);

  const change = (changed: Question) => {
    // A name that was looked up meanwhile changes nothing of what is asked.
    if (JSON.stringify(askedBy(changed)) !== JSON.stringify(askedBy(question))) {
      setPut(null);
      setWrong(undefined);
    }
    setQuestion(changed);
  };
  const ask = () => {
    setWrong(undefined);
    setPut((last) => putBy(question, (last?.turn ?? 0) + 1));
    void navigate(addressOf(question), { replace: true });
  };
  return (
    <div className="asking">
      <AskForm question={question} change={change} ask={ask} wrong={wrong} />
      <section className="answering" aria-label={t("answer.region")}>
        {put === null ? (
          <ReadyMade choose={change} />
        ) : (
          <Asking key={put.turn} asked={put.asked} context={{ ...put.context, ...namesOf(question) }} failed={setWrong} />
        )}
      </section>
    </div>
  );
}

function namesOf(question: Question): { who: string; where: string } {
  const { who, where } = question;
  // Of a number its end, so that a printed answer tells namesakes apart.
  const numbered = `${who.name.trim()} ${masked(who.number.trim())}`.trim();
  const named = `${who.name.trim()}（${who.home?.name ?? ""}）`;
  const person = who.way === "name" ? (who.subject?.name ?? "") : who.way === "named" ? named : numbered;
  return { who: person, where: where.way === "body" ? (where.body?.name ?? "") : "" };
}

function putBy(question: Question, turn: number): Put {
  const numbered = question.who.way !== "name";
  const context = { ...namesOf(question), bodyClass: question.where.way === "class" ? question.where.bodyClass : null };
  return { asked: askedBy(question), context: { ...context, address: addressOf(question), numbered }, turn };
}
