import { useCan } from '#web/app/session.ts'
import { AbsencesSection } from '#web/leads/settings/absences-section.tsx'
import { AssignmentSection } from '#web/leads/settings/assignment-section.tsx'
import { FieldsSection } from '#web/leads/settings/fields-section.tsx'
import { MailSection } from '#web/leads/settings/mail-section.tsx'
import { ReplySection } from '#web/leads/settings/reply-section.tsx'
import { ScoreSection } from '#web/leads/settings/score-section.tsx'
import { StagesSection } from '#web/leads/settings/stages-section.tsx'
import { useTitle } from '#web/ui/title.ts'

/** How an organisation works with leads: the board, what is asked, what counts, and who gets whom. */
export function LeadsSettingsPage() {
  useTitle('Leads', 'Settings')
  const canSeeRules = useCan('lead_rules.read')
  return (
    <div className="grid max-w-4xl gap-4">
      <StagesSection />
      <ReplySection />
      {canSeeRules && <ScoreSection />}
      {canSeeRules && <AssignmentSection />}
      {canSeeRules && <AbsencesSection />}
      <MailSection />
      <FieldsSection />
    </div>
  )
}
