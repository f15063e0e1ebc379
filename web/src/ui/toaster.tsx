import { Toast } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import { useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import type { ToastInput } from '#web/ui/toast.ts'

const toasts = Toast.createToastManager()

export function mount(): Promise<(input: ToastInput) => void> {
  return new Promise((resolve) => {
    const host = document.body.appendChild(document.createElement('div'))
    createRoot(host).render(<Toaster onReady={() => resolve(show)} />)
  })
}

function show({ action, ...input }: ToastInput) {
  const id = toasts.add({
    ...input,
    ...(action && {
      actionProps: {
        children: action.label,
        onClick: () => {
          action.onClick()
          toasts.close(id)
        },
      },
    }),
  })
}

/** Ready only after an effect: by then the provider listens, and nothing sent is lost. */
function Toaster({ onReady }: { onReady: () => void }) {
  useEffect(onReady, [onReady])
  return (
    <Toast.Provider toastManager={toasts} timeout={8000}>
      <Toast.Portal>
        <Toast.Viewport className="fixed right-4 bottom-4 z-50 w-[min(23rem,calc(100vw-2rem))] max-md:bottom-20 print:hidden">
          <List />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function List() {
  return Toast.useToastManager().toasts.map((item) => (
    <Toast.Root
      key={item.id}
      toast={item}
      className="mt-2 rounded-lg border border-line bg-raised px-3.5 py-3 shadow-pop transition duration-150 data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0"
    >
      <Toast.Content className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <Toast.Title className="text-sm font-medium" />
          <Toast.Description className="pt-0.5 text-sm text-ink-2" />
        </div>
        <Toast.Action className="-my-1 h-7 rounded px-1.5 text-sm font-medium text-link hover:bg-hover pointer-coarse:h-11" />
        <Toast.Close aria-label="Dismiss" className="-m-1 rounded p-1 text-ink-3 hover:text-ink">
          <X aria-hidden className="size-4" />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ))
}
