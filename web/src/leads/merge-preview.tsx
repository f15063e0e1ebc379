import type { Lead } from '#modules/leads/schemas.ts'
import { formatCount } from '#web/api/format.ts'
import { type Choices, type ComparedField, wordsOf } from '#web/leads/merge-fields.ts'

type Props = {
  survivor: Lead
  other: Lead
  choices: Choices
  labels: ReadonlyMap<ComparedField, string>
  names: ReadonlyMap<string, string>
}

/** The lead as it will be. */
export function MergePreview({ survivor, other, choices, labels, names }: Props) {
  const tags = [...new Set([...survivor.tags, ...other.tags])]
  const submissions = survivor.submission_count + other.submission_count
  const facts = [
    ...[...labels].map(([field, label]) => {
      const chosen = choices[field] === other.id ? other : survivor
      const both = field === 'notes' && !choices.notes && survivor.notes && other.notes
      return [label, both ? `${survivor.notes}\n\n${other.notes}` : wordsOf(chosen, field, names)] as const
    }),
    ['Tags', tags.join(', ')] as const,
    ['Sent forms', submissions ? formatCount(submissions) : ''] as const,
  ].filter(([, words]) => words)
  return (
    <section aria-labelledby="result" className="rounded-lg border border-line p-4">
      <h2 id="result" className="pb-2 text-base font-semibold">
        What it becomes
      </h2>
      <dl className="grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[9rem_1fr]">
        {facts.map(([label, words]) => (
          <div key={label} className="contents">
            <dt className="text-ink-2">{label}</dt>
            <dd className="min-w-0 pb-1 break-words whitespace-pre-wrap">{words}</dd>
          </div>
        ))}
      </dl>
      <p className="pt-3 text-sm text-ink-3">The history of both is kept, and the merge can be undone.</p>
    </section>
  )
}
