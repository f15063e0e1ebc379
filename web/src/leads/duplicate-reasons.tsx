import type { LeadDuplicate } from '#modules/lead-duplicates/schemas.ts'

type Reason = LeadDuplicate['reasons'][number]

const words: Record<Reason['code'], string> = {
  same_email: 'Same e-mail',
  same_shared_email: 'Same shared mailbox',
  similar_email: 'E-mail one slip apart',
  same_email_name: 'Same name before the @',
  different_email: 'Other e-mail',
  same_phone: 'Same mobile',
  same_line: 'Same phone line',
  similar_phone: 'Phone one digit apart',
  different_phone: 'Other phone',
  same_uen: 'Same UEN',
  different_uen: 'Other UEN',
  same_company: 'Same company',
  similar_company: 'Similar company',
  same_domain: 'Same mail domain',
  different_company: 'Other company',
  same_name: 'Same name',
  similar_name: 'Name spelt otherwise',
  short_name: 'Shorter form of the name',
  first_name: 'Part of the name',
  same_family_name: 'Only part of the name',
  different_name: 'Other name',
}

/** Why two leads may be one: what speaks for it, then what against. */
export function DuplicateReasons({ reasons }: { reasons: readonly Reason[] }) {
  return (
    <ul aria-label="Reasons" className="flex flex-wrap gap-1.5">
      {reasons.map(({ code, points }) => (
        <li
          key={code}
          className="rounded-full border border-line bg-sunken px-2 py-0.5 text-xs text-ink-2 tabular-nums"
        >
          <span aria-hidden>{points < 0 ? '− ' : '+ '}</span>
          <span className="sr-only">{points < 0 ? 'Against: ' : 'For: '}</span>
          {words[code]}
        </li>
      ))}
    </ul>
  )
}
