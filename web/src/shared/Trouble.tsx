import type { CombinedError } from "@urql/core";
import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { useLanguage } from "./language";

export interface Failure {
  readonly code: string;
  readonly path: string;
  readonly textZh: string;
  readonly textEn: string;
}

interface Told {
  readonly code: string;
  readonly text: string;
}

/** What went wrong, in the words of the service where it gave any. */
function toldBy(error: CombinedError, language: "zh" | "en", unreachable: string): Told {
  const [first] = error.graphQLErrors;
  if (first === undefined) return { code: "UNREACHABLE", text: unreachable };
  const { code, [language]: sentence } = first.extensions;
  return { code: String(code ?? ""), text: typeof sentence === "string" ? sentence : first.message };
}

/** A failure is no verdict: it says what is wrong and what to do, and offers to try again where that can help. */
export function Trouble({ error, failure, again }: { error?: CombinedError; failure?: Failure; again?: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const told = error ? toldBy(error, language, t("trouble.unreachable")) : undefined;
  const code = failure?.code ?? told?.code ?? "";
  const place = useName(failure?.path);
  const sentence = failure && (language === "en" ? failure.textEn : failure.textZh);
  const text = sentence === undefined ? told?.text : sentence.replace(failure?.path ?? "", place);
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={t("trouble.title")}
      description={
        <>
          <p className="plain">{text}</p>
          <p className="plain quiet">
            {t("trouble.noVerdict")} <code>{code}</code>
          </p>
        </>
      }
      action={again ? <Button onClick={again}>{t("trouble.again")}</Button> : undefined}
    />
  );
}

/** The name of the field that a path of the input means; a path without one stays as it is. */
function useName(path: string | undefined): string {
  const { t } = useTranslation();
  const name = path?.split(/[.:]/).pop() ?? "";
  return t(`place.${name}`, path ?? "");
}
