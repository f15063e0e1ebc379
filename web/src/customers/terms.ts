/** Payment terms in words. */
export const terms = (days: number) => (days === 0 ? 'On receipt' : `${days} ${days === 1 ? 'day' : 'days'}`)
