/** Something takes a while, and this says what. */
export function Waiting({ what }: { what: string }) {
  return (
    <p className="waiting" role="status" aria-live="polite">
      <span className="dot" aria-hidden="true" />
      {what}
    </p>
  );
}
