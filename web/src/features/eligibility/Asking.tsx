import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useQuery } from "urql";
import { type Failure, Trouble } from "../../shared/Trouble";
import { Waiting } from "../../shared/Waiting";
import { Answer } from "./Answer";
import { Share } from "./Share";
import { AskOffice } from "./operations";
import type { Asked } from "./question";

/** What an answer is shown under: whom and where it was asked about, in words. */
export interface Context {
  readonly who: string;
  readonly where: string;
  readonly bodyClass: string | null;
  readonly address: string;
  readonly numbered: boolean;
}

interface Properties {
  readonly asked: Asked;
  readonly context: Context;
  readonly failed: (failure: Failure) => void;
}

/** One question put to the service, and what came back. */
export function Asking({ asked, context, failed }: Properties) {
  const { t } = useTranslation();
  const [{ data, error, fetching }, again] = useQuery({ query: AskOffice, variables: asked });
  const place = useRef<HTMLDivElement>(null);
  const found = fetching ? undefined : data?.officerEligibility;
  const failure = found && found.__typename !== "OfficeVerdict" ? found : undefined;
  useEffect(() => {
    if (failure) failed(failure);
  }, [failure, failed]);
  useEffect(() => {
    const shown = place.current;
    if (!found || shown === null) return;
    shown.focus({ preventScroll: true });
    const { top } = shown.getBoundingClientRect();
    // Where the verdict is out of sight, on a telephone or far down the form, it is brought into it.
    if (top < 0 || top > window.innerHeight / 2) shown.scrollIntoView({ block: "start" });
  }, [found]);
  if (fetching) return <Waiting what={t("ask.waiting")} />;
  if (error) return <Trouble error={error} again={() => again()} />;
  return (
    <div ref={place} tabIndex={-1} className="landing">
      {failure && <Trouble failure={failure} />}
      {found?.__typename === "OfficeVerdict" && (
        <Answer verdict={found} context={context} share={<Share answerId={found.answerId} context={context} />} />
      )}
    </div>
  );
}
