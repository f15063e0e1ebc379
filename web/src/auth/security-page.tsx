import { EmailSection } from '#web/auth/email-section.tsx'
import { FactorsSection } from '#web/auth/factors-section.tsx'
import { PasswordSection } from '#web/auth/password-section.tsx'
import { SecurityLog } from '#web/auth/security-log.tsx'
import { SessionsSection } from '#web/auth/sessions-section.tsx'
import { useTitle } from '#web/ui/title.ts'

/** All about how one signs in; it belongs to the person and is the same in every organisation. */
export function SecurityPage() {
  useTitle('Security', 'Settings')
  return (
    <div className="max-w-3xl">
      <PasswordSection />
      <FactorsSection />
      <EmailSection />
      <SessionsSection />
      <SecurityLog />
    </div>
  )
}
