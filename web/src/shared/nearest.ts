interface Option {
  readonly label?: unknown;
}

/** Puts the option that is what was typed first, then those that begin with it: Enter must never take a longer one. */
export function nearest(one: Option, other: Option, { searchValue }: { searchValue: string }): number {
  const typed = searchValue.trim().toLowerCase();
  const rank = ({ label }: Option) => {
    const name = String(label).toLowerCase();
    return (name === typed ? 0 : name.startsWith(typed) ? 1 : 2) * 1000 + name.length;
  };
  return rank(one) - rank(other);
}
