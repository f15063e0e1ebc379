import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { Draft } from '#modules/invoices/schemas.ts'
import { newIdempotencyKey } from '#web/api/client.ts'
import { isStatus, messageOf } from '#web/api/problem.ts'
import { changeDraft, createDraft } from '#web/invoices/api.ts'
import { type DraftForm, isReadable, toBody, toForm } from '#web/invoices/draft-form.ts'
import { draftQuery } from '#web/invoices/queries.ts'
import { lastChangeOf } from '#web/organizations/queries.ts'

export type SaveState =
  | { kind: 'new' | 'unsaved' | 'saving' | 'unreadable' | 'no_customer' }
  | { kind: 'saved'; at: string }
  | { kind: 'failed'; reason: string }
  | { kind: 'conflict'; theirs: Draft; by: string | undefined }

type Options = { form: UseFormReturn<DraftForm>; opened: Draft | undefined; onCreated: (draft: Draft) => void }
const pause_ms = 900

export type Saving = ReturnType<typeof useSaving>

/** Saves a draft by itself once it has been saved the first time; one request at a time, each on top of the last. */
export function useSaving({ form, opened, onCreated }: Options) {
  const queryClient = useQueryClient()
  const draft = useRef(opened)
  const savedText = useRef<string | undefined>(bodyText(form))
  const running = useRef<Promise<Draft | undefined>>(undefined)
  const key = useRef(newIdempotencyKey())
  const [state, setState] = useState<SaveState>(opened ? { kind: 'saved', at: opened.updated_at } : { kind: 'new' })
  const blocked = useRef(false)
  const isChanged = () => bodyText(form) !== savedText.current

  /** Answers the saved draft, or undefined when it could not be saved; `state` then says why. */
  async function save(): Promise<Draft | undefined> {
    await running.current
    if (blocked.current) return undefined
    if (draft.current && !isChanged()) return draft.current
    running.current = send().finally(() => (running.current = undefined))
    return running.current
  }

  async function send(): Promise<Draft | undefined> {
    const { body } = toBody(form.getValues())
    if (!body.customer_id) return refuse({ kind: 'no_customer' })
    if (!isReadable(form.getValues())) return refuse({ kind: 'unreadable' })
    setState({ kind: 'saving' })
    try {
      const before = draft.current
      const saved = before ? await changeDraft(before.id, before.version, body) : await createDraft(body, key.current)
      adopt(saved, JSON.stringify(body))
      if (!before) onCreated(saved)
      return saved
    } catch (error) {
      if (draft.current && isStatus(error, 412)) return openConflict(draft.current.id)
      return refuse({ kind: 'failed', reason: messageOf(error) })
    }
  }

  function refuse(next: SaveState): undefined {
    setState(next)
  }

  function adopt(saved: Draft, text: string) {
    draft.current = saved
    savedText.current = text
    queryClient.setQueryData(draftQuery(saved.id).queryKey, saved)
    void queryClient.invalidateQueries({ queryKey: ['drafts', 'list'] })
    setState(isChanged() ? { kind: 'unsaved' } : { kind: 'saved', at: saved.updated_at })
  }

  /** Somebody else saved it, issued it or deleted it: said at once, and not only when a save of ours is refused. */
  async function meetTheirs(newest: Draft | undefined, isGone: boolean) {
    await running.current
    if (isGone) refuse({ kind: 'failed', reason: 'somebody issued or deleted this draft' })
    else if (newest && draft.current && newest.version > draft.current.version) await openConflict(newest.id)
  }

  async function openConflict(id: string): Promise<undefined> {
    blocked.current = true
    try {
      const theirs = await queryClient.fetchQuery({ ...draftQuery(id), staleTime: 0 })
      const change = await lastChangeOf(id).catch(() => undefined)
      setState({ kind: 'conflict', theirs, by: change?.actor_name ?? undefined })
    } catch (error) {
      blocked.current = false
      setState({ kind: 'failed', reason: messageOf(error) })
    }
  }

  function loadTheirs(theirs: Draft) {
    blocked.current = false
    form.reset(toForm(theirs))
    adopt(theirs, bodyText(form))
  }

  function keepMine(theirs: Draft) {
    blocked.current = false
    draft.current = theirs
    savedText.current = undefined
    return save()
  }

  const latest = useRef({ save, isChanged, meetTheirs })
  useEffect(() => {
    latest.current = { save, isChanged, meetTheirs }
  })
  const { data: newest, error } = useQuery({
    ...draftQuery(draft.current?.id ?? ''),
    enabled: draft.current !== undefined,
  })
  const isGone = isStatus(error, 404)
  useEffect(() => void latest.current.meetTheirs(newest, isGone), [newest, isGone])
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const watching = form.watch(() => {
      if (!latest.current.isChanged()) return
      const next = draft.current ? 'unsaved' : 'new'
      if (!blocked.current) setState((now) => (now.kind === 'saving' || now.kind === next ? now : { kind: next }))
      clearTimeout(timer)
      if (draft.current) timer = setTimeout(() => void latest.current.save(), pause_ms)
    })
    return () => {
      clearTimeout(timer)
      watching.unsubscribe()
      if (draft.current && latest.current.isChanged()) void latest.current.save()
    }
  }, [form])

  // What autosave will still do by itself needs no question on leaving.
  const isAtRisk = isChanged() && ['new', 'no_customer', 'unreadable', 'failed', 'conflict'].includes(state.kind)
  return { state, save, loadTheirs, keepMine, draft, isAtRisk }
}

const bodyText = (form: UseFormReturn<DraftForm>) => JSON.stringify(toBody(form.getValues()).body)
