import { type ReactNode, createContext, use, useMemo } from "react";
import { useQuery } from "urql";
import { useSaid } from "../../shared/language";
import { OfficeTypes } from "./operations";

interface Offices {
  readonly name: (code: string) => string;
  /** What a question may name, by name; undefined while it is on its way. */
  readonly options: { value: string; label: string }[] | undefined;
  readonly failed: boolean;
}

const Place = createContext<Offices>({ name: (code) => code, options: undefined, failed: false });

/** Fetches the kinds of office once for the whole page. */
export function OfficesProvider({ children }: { children: ReactNode }) {
  const said = useSaid();
  const [{ data, error }] = useQuery({ query: OfficeTypes });
  const offices = useMemo<Offices>(() => {
    const options = data?.officeTypes.edges.map(({ node }) => ({ value: node.code, label: said(node.nameZh, node.nameEn) }));
    const names = new Map(options?.map(({ value, label }) => [value, label]));
    return { name: (code) => names.get(code) ?? code, options, failed: error !== undefined };
  }, [data, error, said]);
  return <Place value={offices}>{children}</Place>;
}

/** The names of offices in the language of the page. */
export function useOffices(): Offices {
  return use(Place);
}
