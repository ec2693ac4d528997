import words from "./words.json";
import { useLanguage } from "./language";

type Room = keyof typeof words;

/** The names of a kind of code in the language of the page; a code without a name stands for itself. */
export function useWords(room: Room): { name: (code: string) => string; codes: string[] } {
  const place = useLanguage() === "en" ? 1 : 0;
  const known: Record<string, string[]> = words[room];
  return { name: (code) => known[code]?.[place] ?? code, codes: Object.keys(known) };
}
