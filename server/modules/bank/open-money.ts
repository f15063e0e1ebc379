/** Today by the calendar of the organisation, in statements whose $1 is the organisation and $2 the time. */
const today = `(select ($2::timestamptz at time zone timezone)::date from organizations where organization_id = $1)`

/** It was held until a day that has come. */
export const isOver = `t.status = 'on_hold' and t.held_until <= ${today}`

/** Waits, of a row t of bank_transactions. */
export const isOpen = `(t.status = 'open' or (${isOver}))`
