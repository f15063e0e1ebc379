/** What an operation with bank statements does. */
export const bankNotes: Record<string, string> = {
  createBankAccount: 'An account whose statements are imported. Its name is for people; each once.',
  listBankAccounts: 'All of them, by name, with how much money waits on each to be matched.',
  updateBankAccount: 'Changes the name, the bank or the number of an account; what was imported stays.',
  archiveBankAccount:
    'Takes a closed account out of the lists. It takes no more statements; its lines stay, and can still be matched.',
  restoreBankAccount: 'Puts an archived account back into the lists.',
  rememberColumns:
    'Says which column of a CSV means what. It holds for every file of this account with the same heads; `previewStatement` gives the fingerprint and the heads.',
  previewStatement:
    'Reads a file and changes nothing: the format, the columns as remembered or guessed, the first lines as they would be read, and of the whole file how much is new, known, unreadable and doubtful. `mapping` tries columns before they are remembered.',
  importStatement:
    'Takes a file of DBS, OCBC, UOB or any other CSV, OFX, MT940 or CAMT.053. It is read and matched in the background; `status` and the counts say how far. The same file again answers 200 with the import that there is. A line that an earlier file brought is counted once, and two equal lines of one file are both kept.',
  takeBackImport:
    'Takes back a statement that should not have been imported. What was matched by itself is undone and its lines go, in the background; the same file may be imported again then. What people matched stands in the way: 409 `bank.import_in_use` names it. Lines that other statements brought as well come back with those.',
  listBankTransactions: 'Lines of all statements, the newest first, each with what the matcher suggests.',
  getBankTotals:
    'How much waits, is suggested, on hold, matched and ignored. `in_progress` counts all money of the statements that still have some waiting, so that `open` of it is what is left to do.',
  startMatching:
    'Looks at all money that waits once more, as after invoices were issued. What is certain becomes a payment; the rest gets suggestions with their reasons.',
  acceptSuggestion:
    'Records the payment that a suggestion stands for. Of two people who accept at once, one is told 409 `bank.already_matched`.',
  allocateTransaction:
    'Says by hand whose money it is and which invoices it settles, in full or in part. `fee_cents` is what a bank kept on the way: the payment is the sum of both. What is left over is credit of the customer.',
  ignoreTransaction: 'Sets aside what is no payment of a customer, with a note why.',
  holdTransaction: 'Puts it aside until a day, from which on it is open by itself.',
  reopenTransaction: 'What was ignored or on hold waits again.',
  undoMatch:
    'Reverses the payment, so that its invoices are open again. The money waits, and is only matched by people from then on.',
}
