import { Skeleton } from '#web/ui/state.tsx'

/** Stands where the figures will, with their sizes. */
export function MoneySkeleton() {
  return (
    <div
      aria-busy
      aria-label="Loading"
      role="status"
      className="grid gap-4 xl:grid-cols-[minmax(0,1.75fr)_minmax(20rem,1fr)]"
    >
      <div className="grid content-start gap-4">
        <div className="h-[13.25rem] rounded-xl border border-line bg-surface px-5 py-4 max-md:h-[25rem]">
          <Skeleton className="h-4 w-24" />
          <Skeleton className="mt-3 h-10 w-64" />
          <Skeleton className="mt-6 h-3.5 w-full" />
        </div>
        <div className="h-[20rem] rounded-xl border border-line bg-surface px-5 py-4">
          <Skeleton className="h-4 w-40" />
          <Skeleton className="mt-6 h-52 w-full" />
        </div>
      </div>
      <div className="grid content-start gap-4 lg:max-xl:grid-cols-2">
        <div className="h-[14rem] rounded-xl border border-line bg-surface px-5 py-4">
          <Skeleton className="h-4 w-40" />
          <Skeleton className="mt-3 h-6 w-32" />
        </div>
        <div className="h-[18rem] rounded-xl border border-line bg-surface px-5 py-4">
          <Skeleton className="h-4 w-24" />
          <Skeleton className="mt-5 h-40 w-full" />
        </div>
      </div>
    </div>
  )
}
