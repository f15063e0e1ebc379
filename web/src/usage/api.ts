import type { Meter, MeterChanges, NewMeter } from '#modules/usage/schemas.ts'
import { patch, post } from '#web/api/client.ts'

export const createMeter = (input: NewMeter) => post<Meter>('/meters', input)
export const changeMeter = (id: string, version: number, changes: MeterChanges) =>
  patch<Meter>(`/meters/${id}`, changes, { ifMatch: version })
export const archiveMeter = (id: string) => post<Meter>(`/meters/${id}/archive`)
export const restoreMeter = (id: string) => post<Meter>(`/meters/${id}/restore`)
