import { Client, fetchExchange } from "@urql/core";
import { type ReactNode, useMemo } from "react";
import { Provider } from "urql";
import { type Session, headersOf, useSession } from "./session";

/** The address the service stands at, told from where this script came from: a path prefix needs no other build. */
export const base = import.meta.env.DEV ? "/" : new URL(/* @vite-ignore */ "../../", import.meta.url).pathname;

/** Asks by the ids of documents only, keeps no answer, and sends no cookie. */
export function clientOf(session: Session): Client {
  return new Client({
    url: `${base}graphql`,
    exchanges: [fetchExchange],
    preferGetMethod: false,
    requestPolicy: "network-only",
    fetchOptions: { headers: headersOf(session), credentials: "omit", cache: "no-store" },
  });
}

export function ClientProvider({ children }: { children: ReactNode }) {
  const { session } = useSession();
  const client = useMemo(() => clientOf(session), [session]);
  return <Provider value={client}>{children}</Provider>;
}
