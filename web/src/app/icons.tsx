/** The shell's own few icons, drawn on 16 units: an icon library would cost the first load more than all of them. */
export type Icon = ReturnType<typeof draw>

export const MoneyIcon = draw('M2 5a2 2 0 0 1 2-2h8.5v3M2 5v6a2 2 0 0 0 2 2h10V6H3a1 1 0 0 1-1-1M11 9.5h.01')
export const LeadsIcon = draw('M1.5 2.5h13L9.5 8.7v4.8l-3-1.5V8.7z')
export const InvoicesIcon = draw('M3.5 1.8h6l3 3v9.4h-9zM9.5 1.8v3h3M6 8h4M6 11h2.5')
export const SubscriptionsIcon = draw(
  'M2.5 7A5.5 5.5 0 0 1 12 4.2L13.5 6M13.5 2.5V6H10M13.5 9A5.5 5.5 0 0 1 4 11.8L2.5 10M2.5 13.5V10H6',
)
export const CustomersIcon = draw(
  'M6 8a2.6 2.6 0 1 0 0-5.2A2.6 2.6 0 0 0 6 8M1.5 13.5c0-2 2-3.3 4.5-3.3s4.5 1.3 4.5 3.3M10.7 3a2.6 2.6 0 0 1 0 4.8M12.3 10.5c1.4.5 2.2 1.6 2.2 3',
)
export const ActivityIcon = draw('M1.5 8.5h2.8L6.4 3l3.2 10 2-4.5h2.9')
export const SettingsIcon = draw(
  'M2 5h5M11 5h3M2 11h3M9 11h5M9 7a2 2 0 1 0 0-4 2 2 0 0 0 0 4M7 13a2 2 0 1 0 0-4 2 2 0 0 0 0 4',
)
export const SearchIcon = draw('M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9M10.4 10.4 14 14')
export const SwitchIcon = draw('m5 6 3-3 3 3M5 10l3 3 3-3')

function draw(path: string) {
  return function Icon({ className }: { className?: string }) {
    return (
      <svg
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        className={className}
      >
        <path d={path} />
      </svg>
    )
  }
}
