import { conflict, onConstraint } from '#platform/errors.ts'

export const normalizeName = (name: string): string => name.normalize('NFKC').trim().toLowerCase()

export const refuseNameTaken = onConstraint('saved_views_name_taken', () =>
  conflict('saved_views.name_taken', 'You have a view of this name already. Choose another name.'),
)
