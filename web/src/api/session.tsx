import { type ReactNode, createContext, use, useMemo, useState } from "react";

/** What every request says of who asks. It lives in the memory of this page and nowhere else. */
export interface Session {
  readonly key: string | null;
  readonly role: string | null;
  readonly purpose: string | null;
}

const NOBODY: Session = { key: null, role: null, purpose: null };

interface Held {
  readonly session: Session;
  readonly change: (changes: Partial<Session>) => void;
  readonly leave: () => void;
}

const Place = createContext<Held | null>(null);

export function SessionProvider({ children }: { children: ReactNode }) {
  const [session, setSession] = useState(NOBODY);
  const held = useMemo<Held>(
    () => ({
      session,
      change: (changes) => setSession((before) => ({ ...before, ...changes })),
      leave: () => setSession(NOBODY),
    }),
    [session],
  );
  return <Place value={held}>{children}</Place>;
}

export function useSession(): Held {
  const held = use(Place);
  if (held === null) throw new Error("no session around this component");
  return held;
}

/** The headers by which the service knows caller, role and purpose. */
export function headersOf(session: Session): Record<string, string> {
  return {
    ...(session.key === null ? {} : { authorization: `Bearer ${session.key}` }),
    ...(session.role === null ? {} : { "credit-role": session.role }),
    ...(session.purpose === null ? {} : { "credit-purpose": session.purpose }),
  };
}
