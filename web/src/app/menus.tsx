import { useNavigate, useRouterState } from '@tanstack/react-router'
import { post } from '#web/api/client.ts'
import { SwitchIcon } from '#web/app/icons.tsx'
import { Logo } from '#web/app/logo.tsx'
import { sectionAt } from '#web/app/sections.ts'
import { runsInstallation, useMe, useOrganization } from '#web/app/session.ts'
import { getTheme, setTheme, themes } from '#web/app/theme.ts'
import { Menu, type MenuItem } from '#web/ui/menu.tsx'
import { toastError } from '#web/ui/toast.ts'

/** Another organisation is another document, so these are plain links; they stay in the section where one may. */
export function OrganizationMenu() {
  const current = useOrganization()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const here = sectionAt(path, current.slug)
  const { organizations } = useMe()
  const items: MenuItem[] = [
    { heading: 'Organisations' },
    ...organizations.map((organization) => ({
      label: organization.name,
      href: (here && organization.permissions.includes(here.permission) ? here.to : '/app/$slug').replace(
        '$slug',
        organization.slug,
      ),
      checked: organization.id === current.id,
    })),
    'separator',
    { label: 'New organisation', href: '/welcome' },
    ...(organizations.some(runsInstallation) ? [{ label: 'Operator console', href: '/operator/organizations' }] : []),
  ]
  return (
    <Menu
      side="bottom"
      align="start"
      items={items}
      className="flex h-11 min-w-0 items-center gap-2.5 rounded-md px-1.5 text-left hover:bg-hover"
      trigger={
        <>
          <Logo className="size-7 shrink-0" />
          <span className="min-w-0 flex-1 truncate text-sm font-semibold">
            <span className="sr-only">Organisation: </span>
            {withoutLegalForm(current.name)}
          </span>
          <SwitchIcon className="size-4 shrink-0 text-ink-3" />
        </>
      }
    />
  )
}

export function AccountMenu({ onKeys }: { onKeys: () => void }) {
  const me = useMe()
  const { slug } = useOrganization()
  const navigate = useNavigate()
  const theme = getTheme()

  async function logOut() {
    try {
      await post('/auth/logout')
      location.assign('/login')
    } catch (error) {
      toastError('You are still logged in', error)
    }
  }

  const items: MenuItem[] = [
    { heading: me.email },
    {
      label: 'Your profile',
      onSelect: () => void navigate({ to: '/app/$slug/settings/$', params: { slug, _splat: 'profile' } }),
    },
    { label: 'Keyboard shortcuts', onSelect: onKeys },
    'separator',
    { heading: 'Theme' },
    ...themes.map(({ value, label }) => ({ label, onSelect: () => setTheme(value), checked: value === theme })),
    'separator',
    { label: 'Log out', onSelect: () => void logOut() },
  ]
  return (
    <Menu
      side="top"
      align="start"
      items={items}
      className="flex h-11 w-full items-center gap-2.5 rounded-md px-1.5 text-left text-sm hover:bg-hover max-md:w-11 max-md:justify-center"
      trigger={
        <>
          <span
            aria-hidden
            className="grid size-7 shrink-0 place-items-center rounded-full bg-primary text-xs font-semibold text-on-primary"
          >
            {initials(me.name)}
          </span>
          <span className="min-w-0 flex-1 truncate max-md:sr-only">
            <span className="sr-only">Account: </span>
            {me.name}
          </span>
        </>
      }
    />
  )
}

const withoutLegalForm = (name: string) => name.replace(/[\s,]+(pte|private|pvt)?\.?\s*(ltd|limited|llp)\.?$/i, '')

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  return [words[0], words.length > 1 ? words.at(-1) : '']
    .map((word) => word?.slice(0, 1) ?? '')
    .join('')
    .toUpperCase()
}
