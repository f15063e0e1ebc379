import '#web/styles.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { whenProofIsWanted } from '#web/api/client.ts'
import { queryClient, router } from '#web/app/router.tsx'

whenProofIsWanted(async (code) => (await import('#web/auth/prove.ts')).prove(code, queryClient, router))

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
