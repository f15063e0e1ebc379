export function CheckMailPage() {
  return null
}
export const parseCheckMail = (): { email?: string } => ({})
