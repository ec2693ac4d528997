import type { ComponentProps } from "react";
import { useTranslation } from "react-i18next";
import { Table } from "../../shared/Table";
import { MaskedLine } from "./MaskedList";

interface Properties {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: ComponentProps<typeof Table>["rows"];
  readonly masked: ComponentProps<typeof MaskedLine>["masked"];
  readonly more: boolean;
}

/** One list of a subject: its rows, or that there are none known, or that they are not shown. */
export function Listing({ title, head, rows, masked, more }: Properties) {
  const { t } = useTranslation();
  return (
    <section>
      <h2>{title}</h2>
      {rows.length === 0 && masked === null && <p className="quiet">{t("subject.nothing")}</p>}
      {rows.length > 0 && <Table caption={title} captioned head={head} rows={rows} />}
      {more && <p className="plain quiet">{t("subject.more", { count: rows.length })}</p>}
      <MaskedLine masked={masked} />
    </section>
  );
}
