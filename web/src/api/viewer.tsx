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
  readonly again: () => void;
}

const Place = createContext<Known>({ viewer: undefined, error: undefined, again: () => undefined });

/** Asks once for each session who one is. */
export function ViewerProvider({ children }: { children: ReactNode }) {
  const [{ data, error, fetching }, again] = useQuery({ query: WhoAmI });
  const known = useMemo<Known>(
    () => ({ viewer: fetching || error ? undefined : data?.viewer, error: fetching ? undefined : error, again: () => again() }),
    [data, error, fetching, again],
  );
  return <Place value={known}>{children}</Place>;
}

export function useViewer(): Known {
  return use(Place);
}
