/** What holds for every operation, so that none of them has to say it again. */
export const introduction = [
  '## Getting started',
  'One REST API serves everybody: our own pages, your scripts, and whatever you build on top. Addresses begin with `/api/v1`, bodies are JSON, and names are written in `snake_case`. A slash at the end of an address makes no difference.',
  'Set these once, and every example below can be pasted into a shell:',
  [
    '```bash',
    'export NEXUSCORE_URL=http://localhost:8000',
    '',
    'curl "$NEXUSCORE_URL/api/v1/auth/login" \\',
    "  -H 'Content-Type: application/json' \\",
    `  -d '{"email": "mei.ling@example.com", "password": "four cups of kopi before noon"}'`,
    '',
    'export TOKEN=…            # access_token of the answer',
    'export ORGANIZATION_ID=…  # user.organizations[0].id of the answer',
    '```',
  ].join('\n'),
  'The same description for programs is at [/api/v1/openapi.json](/api/v1/openapi.json) (OpenAPI 3.1).',

  '## Logging in',
  '**Programs** log in with [logIn](#logIn) and send `Authorization: Bearer …` with each request. An access token lives ten minutes. [refreshSession](#refreshSession) trades the refresh token for a new pair, and each refresh token works once: keep the newest and forget the others.',
  '**Programs that run on their own** are better off with an API key, which an owner or admin makes with [createApiKey](#createApiKey): `Authorization: Bearer nxc_live_…`. It belongs to one organisation, which need not be named, and may do what its scopes say. A scope is a permission; operations whose permission can be given to keys say so.',
  '**Browsers** send `X-Client: web` when they log in and get a cookie that no script can read. It is called `__Host-session`, or `session` over plain http on localhost. With the cookie, a request that changes something must come from our own pages; anything else is refused with [auth.cross_site](/problems/auth.cross_site).',
  'What you may do depends on your role in the organisation. Every operation names the permission it needs and the roles that have it.',

  '## Organisations',
  'All data belongs to one organisation. Say which with the header `X-Organization-Id`. If you belong to a single one you may leave it out. The organisation is never part of a body, and what belongs to another organisation looks as if it did not exist: 404.',

  '## Ids, money and time',
  [
    '- **Ids** are UUIDs in the field `id`. Those made later sort later.',
    '- **Money** is a whole number of cents in a field that ends in `_cents`, beside a `currency`: $1,234.50 is `123450`. There are no fractions of a cent anywhere.',
    '- **Quantities** are decimal strings such as `"1.5"`, with at most six digits behind the point.',
    '- **Rates** are whole basis points in a field that ends in `_bp`: 9 % is `900`.',
    '- **Instants** end in `_at` and are RFC 3339 in UTC: `2026-11-22T01:30:00Z`.',
    '- **Days** end in `_date` and are `2026-11-22`, by the calendar of the organisation. A due date is a day, not an instant.',
    '- **Totals** are worked out by the server. A body holds quantities and prices; the answer holds the sums.',
  ].join('\n'),

  '## Lists',
  'A list answers `data` and `next_cursor`. Ask for up to 100 entries with `limit` (25 unless you say so), and send `next_cursor` back as `cursor` to go on. It is null on the last page. Entries that are added meanwhile neither repeat nor hide others.',
  [
    '```bash',
    'curl "$NEXUSCORE_URL/api/v1/customers?limit=2" -H "Authorization: Bearer $TOKEN"',
    '',
    '{ "data": [ … ], "next_cursor": "WyJrb3BpIGtha2ki….q0T4f" }',
    '```',
  ].join('\n'),
  'A cursor belongs to its list and its order. One that was changed or comes from elsewhere, and any parameter that we do not know, is refused with 400.',

  '## Sending twice, doing once',
  'When the line breaks you cannot know whether a request arrived. Every request that changes something within an organisation takes an `Idempotency-Key`. Make a new random one for each thing that you want done, and repeat the request with the same key: the work is done once, and the stored answer comes back with `Idempotency-Replayed: true`. Where money or a number is given out the key is required.',
  [
    '- Answers are kept for at least 24 hours, for you, your organisation and this operation alone.',
    '- The same key with another body is refused with 422, and while the first request still runs with 409.',
    '- A refusal that lists fields is not kept: correct the request and use the same key again. One that comes from the state of things (404, 409, 410, 422 without fields) is kept: take a new key for a new attempt.',
  ].join('\n'),

  '## Two people, one record',
  'Records that people edit have a `version`, which is also the `ETag` of the answer. Send it back in `If-Match` with a PATCH. If somebody was faster you get 412 instead of overwriting them: load the record again, look, and repeat. Without the header the answer is 428.',

  '## How often',
  'Each answer says in `RateLimit-Policy` how many requests a minute you, your organisation and an address without log-in may send, and in `RateLimit` how many are left (`r`) and after how many seconds all of them are back (`t`). Exports, documents and verifications count for several. Beyond that the answer is [429](/problems/request.quota_exceeded) with `Retry-After`.',

  '## When something is refused',
  'Refusals are problem documents (RFC 9457): a `status`, a stable `code` for programs, a `detail` for people, and the `request_id`. `type` leads to a page that explains the code; [all of them](/problems) are worth a look before you write error handling. `errors` lists every field that is wrong, all at once.',
  [
    '- **400** cannot be read · **401** who are you · **403** not allowed · **404** not there, or not yours',
    '- **409** does not fit the present state · **410** used up or expired · **412**, **428** wrong or missing `If-Match`',
    '- **413** too large · **415** not JSON · **422** read, and wrong · **429** too often · **500** our fault · **503** come back after `Retry-After`',
  ].join('\n'),
  'Every answer carries `X-Request-Id`. Send one of your own (8 to 128 letters, digits, dots, dashes) and it is used instead, so that your log and ours can be laid side by side.',

  '## How this API changes',
  'Within `/api/v1` we add: new operations, new optional fields in bodies, new fields in answers, new values where a list of values can grow. Write your program so that it passes over fields it does not know. What exists is not renamed, removed or given another meaning; that would be `/api/v2`, beside this one. Bodies are closed: a field that we do not know is refused rather than dropped, so a misspelt name cannot go unnoticed.',
].join('\n\n')
