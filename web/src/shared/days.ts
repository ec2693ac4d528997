import type { Language } from "./language";

/** Today where the law is made. */
export function today(): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" }).format(new Date());
}

/** A day as people write it: 2026年9月30日, or 30 September 2026. */
export function written(day: string, language: Language): string {
  const [year, month, date] = day.split("-").map(Number);
  if (year === undefined || month === undefined || date === undefined) return day;
  if (language === "zh") return `${year}年${month}月${date}日`;
  const moment = new Date(Date.UTC(year, month - 1, date));
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(moment);
}

interface Span {
  readonly earliest: string;
  readonly latest: string;
}

/** A day that may lie between two days. */
export function spanned(span: Span | null | undefined, language: Language, unknown: string): string {
  if (!span) return unknown;
  if (span.earliest === span.latest) return written(span.earliest, language);
  return `${written(span.earliest, language)} – ${written(span.latest, language)}`;
}

/** A moment in Beijing time. */
export function moment(at: string, language: Language): string {
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : "zh-CN", {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: "Asia/Shanghai",
  }).format(new Date(at));
}

const WRITTEN = /^\s*(\d{4})\s*(?:年|[-/.])?\s*(\d{1,2})\s*(?:月|[-/.])?\s*(\d{1,2})\s*日?\s*$/;
const DIGITS = /^\s*(\d{4})(\d{2})(\d{2})\s*$/;

/** The day that somebody wrote: 2026-09-30, 2026/9/30, 20260930 or 2026年9月30日; null where it is none. */
export function read(text: string): string | null {
  const found = DIGITS.exec(text) ?? (/\d{5}/.test(text) ? null : WRITTEN.exec(text));
  if (!found) return null;
  const [year, month, date] = found.slice(1).map(Number) as [number, number, number];
  const moment = new Date(Date.UTC(year, month - 1, date));
  const real = moment.getUTCFullYear() === year && moment.getUTCMonth() === month - 1 && moment.getUTCDate() === date;
  return real ? moment.toISOString().slice(0, 10) : null;
}
