/** How banks and people shorten what a company is. */
const legal: Record<string, string> = {
  PRIVATE: 'PTE',
  PVT: 'PTE',
  PTE: 'PTE',
  LIMITED: 'LTD',
  LTD: 'LTD',
  LLP: 'LLP',
  LLC: 'LLC',
  INC: 'INC',
  CORP: 'CORP',
  CORPORATION: 'CORP',
  CO: 'CO',
  COMPANY: 'CO',
  SDN: 'SDN',
  BHD: 'BHD',
}
/** How they shorten what it does. */
const shortened: Record<string, string> = {
  ENGG: 'ENGINEERING',
  ENGRG: 'ENGINEERING',
  ENG: 'ENGINEERING',
  SVC: 'SERVICES',
  SVCS: 'SERVICES',
  SERVICE: 'SERVICES',
  TRDG: 'TRADING',
  INTL: 'INTERNATIONAL',
  MGMT: 'MANAGEMENT',
  HLDGS: 'HOLDINGS',
  CONSTN: 'CONSTRUCTION',
  TECHNOLOGY: 'TECHNOLOGIES',
  TECH: 'TECHNOLOGIES',
  MFG: 'MANUFACTURING',
  DEVT: 'DEVELOPMENT',
  ENT: 'ENTERPRISE',
  ENTERPRISES: 'ENTERPRISE',
}
export const isLegalWord = (word: string): boolean => Object.values(legal).includes(word)

export const titles: ReadonlySet<string> = new Set(['MR', 'MRS', 'MS', 'MDM', 'DR', 'THE', 'M', 'S'])

/** The words of a name in capitals, without signs and accents, and with one spelling of what a company is. */
export function wordsOf(text: string): string[] {
  const letters = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/\(S\)|\bS'?PORE\b/g, ' SINGAPORE ')
    .replaceAll('&', ' AND ')
    .replace(/\bP\.?\/?L\b\.?/g, ' PTE LTD ')
    .replace(/['’.]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
  return letters
    .split(' ')
    .filter(Boolean)
    .map((word) => legal[word] ?? shortened[word] ?? word)
}

/** Without a title in front and what a company is behind: what remains tells one payer from another. */
export function bareWords(words: string[]): string[] {
  let [from, to] = [0, words.length]
  while (to > 1 && isLegalWord(words[to - 1]!)) to--
  while (from < to - 1 && titles.has(words[from]!)) from++
  return words.slice(from, to)
}
