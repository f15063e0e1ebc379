import '#web/styles.css'
import { CSPProvider } from '@base-ui/react/csp-provider'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { whenRefused } from '#web/api/client.ts'
import { queryClient, router } from '#web/app/router.tsx'

whenRefused('auth.step_up_required', async () =>
  (await import('#web/auth/step-up-window.tsx')).askToStepUp(queryClient),
)

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </CSPProvider>
  </StrictMode>,
)
