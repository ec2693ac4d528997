import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { base } from "../../api/client";
import type { Context } from "./Asking";

/** The link to an answer, and its print. A kept answer has an address of its own; any other is asked again. */
export function Share({ answerId, context }: { answerId: string; context: Pick<Context, "address" | "numbered"> }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState<string>();
  const kept = answerId.startsWith("kept-");
  const path = kept ? `answers/${answerId}` : context.address.slice(1);
  const copy = async () => {
    const address = `${location.origin}${base}${path}`;
    try {
      await navigator.clipboard.writeText(address);
      setCopied(t("share.copied"));
    } catch {
      setCopied(address);
    }
  };
  return (
    <div className="share noprint">
      <Button onClick={() => void copy()}>{kept ? t("share.answer") : t("share.question")}</Button>
      <Button onClick={() => window.print()}>{t("share.print")}</Button>
      <span className="quiet" role="status">
        {copied ?? (kept ? t("share.kept") : context.numbered ? t("share.numbered") : t("share.sealed"))}
      </span>
    </div>
  );
}
