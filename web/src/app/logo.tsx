/** The mark: an N of squares like a payment code's, its core in red. */
export function Logo({ className = 'size-6' }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={className}>
      <rect width="24" height="24" rx="6" className="fill-brand-red" />
      <path d="M6 6h3v12H6zM15 6h3v12h-3z" fill="#fff" />
      <rect x="9" y="9" width="3" height="3" fill="#fff" />
      <rect x="12" y="12" width="3" height="3" fill="#fff" />
    </svg>
  )
}
