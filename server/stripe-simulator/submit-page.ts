/** Fills a page of the simulator in, as somebody who pays does: with a test card, or without for PayNow. */
export async function submitPage(url: string, number = ''): Promise<void> {
  await fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ number }).toString() })
}
