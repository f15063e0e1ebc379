/** What an operation with meters and usage does. */
export const usageNotes: Record<string, string> = {
  ingestUsage:
    'Counts what customers used, up to 1,000 events at once. Each counts once by its `event_key` and meter, so send again whatever you are not sure of, with or without an `Idempotency-Key`. Events that cannot count (see the codes in `rejected`) are left out and the others taken; a body that is malformed anywhere is refused as a whole with 422. What comes after its period was billed, and within 35 days, counts in the next.',
  getUsage:
    'What each meter counted, in steps for a chart and in all. A total counts as an invoice does: with `unique` the different values of all days, with `max` the largest of them. Days are those of the organisation.',
  listUsageEvents: 'By the time at which they count, newest first. An event cannot be changed or taken back.',
  exportUsageEvents:
    'All events that the filter shows, oldest first, as CSV. That you took them along is recorded as an event.',
  createMeter: 'Events name it by its `code`, which stays for ever. What it counts is billed by prices that name it.',
  getMeter: 'One meter, with the `version` that a change must name.',
  updateMeter: 'Send the fields that change. How a meter counts is fixed by its first event: make another meter then.',
  archiveMeter: 'It takes no more events. What it has counted is still billed.',
  restoreMeter: 'It takes events again.',
}
