import { useState } from 'react'
import { getTheme, setTheme, themes } from '#web/app/theme.ts'

const faces = {
  system: 'bg-linear-to-r from-white from-50% to-night to-50%',
  light: 'bg-white',
  dark: 'bg-night',
}

export function ThemePicker() {
  const [theme, choose] = useState(getTheme)
  return (
    <fieldset className="grid grid-cols-3 gap-3">
      <legend className="sr-only">Theme</legend>
      {themes.map(({ value, label }) => (
        <label
          key={value}
          className="grid cursor-pointer gap-2 rounded-lg border border-line bg-surface p-2 text-sm has-checked:border-primary has-checked:ring-1 has-checked:ring-primary has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
        >
          <span aria-hidden className={`grid h-14 place-items-center rounded border border-line ${faces[value]}`}>
            <span className="h-1.5 w-8 rounded-full bg-brand-red" />
          </span>
          <span className="flex items-center gap-2 px-0.5 pb-0.5">
            <input
              type="radio"
              name="theme"
              className="accent-primary"
              checked={theme === value}
              onChange={() => {
                choose(value)
                setTheme(value)
              }}
            />
            {value === 'system' ? 'System' : label}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
