/** The product's name with its mark. */
export function Brand(): React.JSX.Element {
  return (
    <span className="brand">
      <svg width="20" height="20" viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="4" fill="currentColor" />
        <path d="M8 17l5.5 5.5L25 10" fill="none" stroke="var(--p-surface)" strokeWidth="3.5" />
      </svg>
      Pledge
    </span>
  );
}
