import type { CombinedError } from "@urql/core";
import { type ReactNode, createContext, use, useMemo } from "react";
import { useQuery } from "urql";
import type { ResultOf } from "./graphql";
import { WhoAmI } from "./operations";

export type Viewer = ResultOf<typeof WhoAmI>["viewer"];

interface Known {
  /** Who asks, as the service sees it; undefined while nobody can tell. */
  readonly viewer: Viewer | undefined;
  readonly error: CombinedError | undefined;
  /** The roles to choose from, where the service asks in which one. */
  readonly choices: readonly string[];
  readonly again: () => void;
}

const Place = createContext<Known>({ viewer: undefined, error: undefined, choices: [], again: () => undefined });

/** Asks once for each session who one is. */
export function ViewerProvider({ children }: { children: ReactNode }) {
  const [{ data, error, fetching }, again] = useQuery({ query: WhoAmI });
  const known = useMemo<Known>(
    () => ({
      viewer: fetching || error ? undefined : data?.viewer,
      error: fetching ? undefined : error,
      choices: fetching ? [] : choicesOf(error),
      again: () => again(),
    }),
    [data, error, fetching, again],
  );
  return <Place value={known}>{children}</Place>;
}

export function useViewer(): Known {
  return use(Place);
}

/** The codes of roles in the sentence that asks for one of them. */
export function choicesOf(error: CombinedError | undefined): string[] {
  const [first] = error?.graphQLErrors ?? [];
  if (first?.extensions.code !== "ROLE_NOT_STATED") return [];
  return /\(([A-Z_, ]+)\)/.exec(first.message)?.[1]?.split(", ") ?? [];
}
