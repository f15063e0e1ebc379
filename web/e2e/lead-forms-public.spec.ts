import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts'
import { formsOf, readingTime, startSite } from './lead-forms.ts'

test('a snippet on another site draws the form, sends it, and says how the visitor came', async ({ page, company }) => {
  const forms = formsOf(page, company)
  const { id, form_key } = await forms.add()
  const tag = (more = '') => `<script src="${forms.baseURL}/forms.js" ${more} async></script>`
  const site = await startSite({
    '/': `<h1>Kopi</h1>${tag()}<a href="/contact">Contact</a>`,
    '/contact': `<style>* { color: darkred !important; display: inline !important }</style><main>${tag(`data-form="${form_key}"`)}</main>`,
  })
  try {
    await page.goto(`${site.origin}/contact`)
    const refusal = page.getByRole('alert').filter({ hasText: `may not stand on ${site.origin}` })
    await expect(refusal).toBeVisible()
    await expect(page.getByRole('link', { name: 'Open the form on its own page' })).toBeVisible()
    await page.evaluate(() => localStorage.clear())

    await forms.change(id, 1, { allowed_origins: [site.origin] })
    await expect(async () => {
      await page.goto(`${site.origin}/?utm_source=facebook&utm_campaign=durian`)
      await page.evaluate(() => localStorage.clear())
      await page.goto(`${site.origin}/?utm_source=facebook&utm_campaign=durian`)
      await page.goto(`${site.origin}/contact?utm_source=newsletter`)
      await expect(page.getByLabel('Your name')).toBeVisible({ timeout: 5_000 })
    }).toPass()
    await expectAccessible(page)
    await page.getByLabel('Your name').fill('Mdm Goh')
    await page.getByLabel('E-mail').fill('goh')
    await page.getByLabel('Phone').focus()
    await expect(page.getByText('Type an e-mail address like name@company.sg.')).toBeVisible()
    await page.getByLabel('E-mail').fill('goh@kopi.example')
    await expect(page.getByText('Type an e-mail address like name@company.sg.')).toBeHidden()
    await readingTime(page)
    await page.getByRole('button', { name: 'Send' }).click()
    await expect(page.getByRole('status')).toContainText('Thank you.')

    const [sent] = await forms.sent()
    expect(sent).toMatchObject({
      fields: { name: 'Mdm Goh', email: 'goh@kopi.example' },
      utm: { first: { source: 'facebook', campaign: 'durian' }, last: { source: 'newsletter' } },
      visited_pages: ['/', '/contact'],
      page_url: `${site.origin}/contact`,
      origin: site.origin,
    })
    expect(sent?.utm.first?.landing_page).toBe(`${site.origin}/`)
  } finally {
    site.stop()
  }
})

test('a form of the site’s own keeps its markup, gets mistakes at its fields, and keeps nothing when told so', async ({
  page,
  company,
}) => {
  const forms = formsOf(page, company)
  const { id, form_key } = await forms.add()
  const site = await startSite({
    '/': `<form data-form="${form_key}" id="own"><label>Who <input name="name"></label>
      <label>Mail <input name="email"></label><p data-error-for="email"></p>
      <label><input type="checkbox" name="consent.email" value="yes"> Yes</label>
      <button>Go</button><p data-form-thanks hidden>Terima kasih</p></form>
      <script src="${forms.baseURL}/forms.js" data-keep="no" async></script>`,
  })
  try {
    await forms.change(id, 1, { allowed_origins: [site.origin] })
    await expect(async () => {
      const asked = page.waitForResponse((response) => response.url().includes('/public/forms/'))
      await page.goto(site.origin)
      expect((await asked).ok()).toBe(true)
    }).toPass()
    await page.getByLabel('Who').fill('Mr Pillai')
    await page.getByLabel('Mail').fill('pillai@')
    await page.getByRole('checkbox').check()
    await readingTime(page)
    await page.getByRole('button', { name: 'Go' }).click()
    await expect(page.locator('[data-error-for=email]')).toHaveText('This is no e-mail address.')
    await expect(page.getByLabel('Mail')).toBeFocused()
    await page.getByLabel('Mail').fill('pillai@kopi.example')
    await page.getByRole('button', { name: 'Go' }).click()
    await expect(page.getByText('Terima kasih')).toBeVisible()
    expect(await page.evaluate(() => localStorage.length)).toBe(0)
    expect((await forms.sent())[0]?.fields).toEqual({ name: 'Mr Pillai', email: 'pillai@kopi.example' })
  } finally {
    site.stop()
  }
})

test('the page of a form works without script, and says that a form is closed, also on a phone', async ({
  page,
  browser,
  company,
}) => {
  const forms = formsOf(page, company)
  const { id, form_key } = await forms.add()
  const { baseURL } = forms
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false, viewport: page.viewportSize() })
  const plain = await context.newPage()
  await plain.goto(`/f/${form_key}`)
  await plain.getByLabel('Your name').fill('Encik Osman')
  await plain.getByLabel('E-mail').fill('osman@kopi.example')
  await plain.getByLabel('Phone').fill('call me')
  await plain.getByLabel('How can we help?').fill('\nTwo <b>dozen</b> & more')
  await readingTime(plain)
  await plain.getByRole('button', { name: 'Send' }).click()
  await expect(plain.getByText('This is no phone number.')).toBeVisible()
  await expect(plain.getByLabel('How can we help?')).toHaveValue('\nTwo <b>dozen</b> & more')
  await plain.getByLabel('Phone').fill('')
  await plain.getByRole('button', { name: 'Send' }).click()
  await expect(plain.getByRole('status')).toContainText('Thank you.')
  await plain.reload()
  expect(await forms.sent()).toHaveLength(1)
  await context.close()

  await forms.close(id)
  await expect(async () => {
    await page.goto(`/f/${form_key}`)
    await expect(page.getByRole('heading', { name: 'This form is closed' })).toBeVisible({ timeout: 3_000 })
  }).toPass()
  await expectAccessible(page)
  await page.goto('/f/frm_nobody')
  await expect(page.getByRole('heading', { name: 'There is no form at this address' })).toBeVisible()
  await expectNoSidewaysScroll(page)
})

test('nothing typed is lost when the connection is, also on a phone', async ({ page, company }) => {
  const forms = formsOf(page, company)
  const { form_key } = await forms.add()
  await page.goto(`/f/${form_key}`)
  await page.getByLabel('Your name').fill('Ms Nair')
  await page.getByLabel('E-mail').fill('nair@kopi.example')
  await readingTime(page)
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'there is no connection' })).toBeVisible()
  await expect(page.getByLabel('Your name')).toHaveValue('Ms Nair')
  await page.context().setOffline(false)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('status')).toContainText('Thank you.')
  expect(await forms.sent()).toHaveLength(1)
})

test('a form stands in frames of its sites, and in no others', async ({ page, company }) => {
  const forms = formsOf(page, company)
  const { id, form_key } = await forms.add()
  const frame = `<iframe title="Form" src="${forms.baseURL}/f/${form_key}?embed=1"></iframe>`
  const [listed, other] = [await startSite({ '/': frame }), await startSite({ '/': frame })]
  try {
    await forms.change(id, 1, { allowed_origins: [listed.origin] })
    await expect(async () => {
      await page.goto(listed.origin)
      await expect(page.frameLocator('iframe').getByLabel('Your name')).toBeVisible({ timeout: 5_000 })
    }).toPass()
    const answer = await page.request.get(`/f/${form_key}?embed=1`)
    expect(answer.headers()['content-security-policy']).toContain(`frame-ancestors ${listed.origin};`)
    expect(answer.headers()['content-security-policy']).not.toContain(other.origin)
    const alone = await page.request.get(`/f/${form_key}`)
    expect(alone.headers()['content-security-policy']).toContain("frame-ancestors 'none'")
  } finally {
    listed.stop()
    other.stop()
  }
})
