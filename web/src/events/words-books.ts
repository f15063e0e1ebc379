/** What is billed beside the plain invoice, and what goes to other books. */
export const bookEvents = {
  'agreement.made': 'agreed to bill in parts',
  'agreement.billed': 'billed a part of',
  'agreement.released': 'freed to be billed again a part of',
  'agreement.reopened': 'took up again the billing of',
  'agreement.ended': 'ended the billing of',
  'interest.charged': 'charged interest on',
  'interest.waived': 'waived the interest on',
  'interest.released': 'freed the days of voided interest on',
  'interest_settings.updated': 'changed what paying late costs',
  'interest_terms.updated': 'changed the interest terms of',
  'accounting.exported': 'took a file for',
  'accounting_settings.updated': 'changed the names of accounts elsewhere',
}
