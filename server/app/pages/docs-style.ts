export const docsStyle = `
.docs { margin: 0 auto; max-width: 90rem; }
.docs main { max-width: none; padding: 2rem 1rem 6rem; }
.side { display: none; }
.small-contents { margin-top: 1.25rem; padding: 0 1rem; }
.small-contents > summary { font-weight: 550; min-height: 44px; padding: 0.6875rem 0; }
.small-contents nav { border-top: 1px solid var(--color-line); padding: 0.25rem 0 0.75rem; }
.side h2, .small-contents h2 { color: var(--color-ink); font-size: 0.8125rem; font-weight: 620; letter-spacing: 0; line-height: 1.25rem; margin: 1.25rem 0 0.25rem; }
.side h2 a, .small-contents h2 a { color: inherit; text-decoration: none; }
.side ul, .small-contents ul { list-style: none; padding: 0; }
.side li, .small-contents li { margin: 0; }
.side li a, .small-contents li a { align-items: center; border-radius: 6px; color: var(--color-ink-2); display: flex; gap: 0.5rem; justify-content: space-between; padding: 0.1875rem 0.5rem; margin: 0 -0.5rem; text-decoration: none; }
.side li a:hover, .small-contents li a:hover { background: var(--color-hover); color: var(--color-ink); }
.side summary, .small-contents nav summary { color: var(--color-ink-2); padding: 0.1875rem 0; }
.small-contents li a, .small-contents nav summary { min-height: 44px; padding-block: 0.625rem; }
.method { border-radius: 4px; color: var(--color-mute); font-family: var(--font-mono); font-size: 0.8125rem; font-weight: 600; }
.method.info { color: var(--color-info); } .method.ok { color: var(--color-ok); } .method.warn { color: var(--color-warn); } .method.bad { color: var(--color-bad); }
.side .method, .small-contents .method { font-size: 0.6875rem; font-weight: 500; opacity: 0.9; }
.introduction { max-width: 46rem; }
.introduction > :first-child { margin-top: 2.5rem; }
.group { border-top: 1px solid var(--color-line); font-size: 1.375rem; letter-spacing: -0.015em; line-height: 1.875rem; margin-top: 4rem; padding-top: 2rem; }
.operation, .schema { margin-top: 2.5rem; min-width: 0; }
.operation + .operation { border-top: 1px solid var(--color-line); padding-top: 2.5rem; }
.operation h3, .schema h3 { font-size: 1rem; line-height: 1.5rem; }
.operation h3 a, .schema h3 a { color: inherit; text-decoration: none; }
.operation h3 a:hover, .schema h3 a:hover { text-decoration: underline; }
:target > .about > h3 a, .schema:target h3 a { box-shadow: inset 0 -0.5em color-mix(in srgb, var(--color-accent) 22%, transparent); }
.about, .examples { min-width: 0; }
.about > p { margin-top: 0.5rem; max-width: 40rem; }
.address { display: flex; align-items: baseline; gap: 0.625rem; }
.about .address code { background: none; font-weight: 500; overflow-wrap: normal; padding: 0; }
.needs { color: var(--color-ink-3); }
h4 { color: var(--color-ink); font-size: 0.875rem; font-weight: 620; margin: 1.5rem 0 0.25rem; letter-spacing: 0; }
h4 a { font-weight: 400; margin-left: 0.25rem; }
.fields { table-layout: fixed; }
.fields th:first-child { width: 36%; } .fields th:nth-child(2) { width: 36%; }
.fields thead th { font-weight: 400; padding: 0.25rem 0; }
.fields tbody tr { border-top: 1px solid var(--color-line); }
.fields td, .fields tbody th { font-size: 0.8125rem; line-height: 1.25rem; padding: 0.5rem 1rem 0.5rem 0; vertical-align: top; }
.fields td { color: var(--color-ink-2); }
.fields tbody th { color: var(--color-ink); }
.fields th code { background: none; font-weight: 550; padding: 0; }
.fields th code i { color: var(--color-ink-3); font-style: normal; font-weight: 400; }
.required, .optional { font-weight: 400; white-space: nowrap; }
.required { color: var(--color-accent-ink); } .optional { color: var(--color-ink-3); }
.limits { color: var(--color-ink-3); display: block; }
.limits code { background: none; color: var(--color-ink-2); padding: 0; white-space: nowrap; }
.limits .pattern { overflow-wrap: anywhere; white-space: normal; }
.answers { list-style: none; margin-top: 0.5rem; padding: 0; }
.answers .tag { margin-right: 0.375rem; }
figure { margin: 0; }
figure + figure { margin-top: 1rem; }
figcaption { color: var(--color-ink-3); font-size: 0.8125rem; margin-bottom: 0.25rem; }
.examples { margin-top: 1.5rem; }
.examples pre { max-height: 26rem; padding: 0.75rem; }
pre b { font-weight: 400; color: var(--color-ink); } pre i { font-style: normal; color: var(--color-ok); }
.examples code { color: var(--color-ink-2); font-size: 0.75rem; }
@media (max-width: 639px) {
  .fields thead { clip-path: inset(50%); height: 1px; overflow: hidden; position: absolute; width: 1px; }
  .fields, .fields tbody, .fields tr, .fields td, .fields tbody th { display: block; width: auto; }
  .fields tbody tr { padding: 0.625rem 0; }
  .fields tr > td, .fields tr > th:first-child { padding: 0; width: auto; }
  .fields td:empty { display: none; }
}
@media (min-width: 1000px) {
  .docs { display: grid; grid-template-columns: 16rem minmax(0, 1fr); }
  .docs main { padding: 2.5rem 2.5rem 8rem; }
  .side { border-right: 1px solid var(--color-line); display: block; height: calc(100dvh - var(--bar)); overflow-y: auto; overscroll-behavior: contain; padding: 0.75rem 1.25rem 3rem; position: sticky; scrollbar-width: thin; top: var(--bar); scroll-target-group: auto; }
  .side a:target-current { background: var(--color-info-bg); color: var(--color-info); }
  .small-contents { display: none; }
}
@media (min-width: 1240px) {
  .operation { display: grid; gap: 3rem; grid-template-columns: minmax(0, 1fr) 29rem; }
  .examples { align-self: start; margin-top: 0; position: sticky; top: calc(var(--bar) + 1rem); }
  .examples pre { max-height: calc((100dvh - 11rem) / 2); }
  .schema .fields { max-width: 52rem; }
}
@media print {
  .docs { display: block; }
  .side, .small-contents { display: none; }
  .operation { display: block; }
  .operation, .schema { break-inside: auto; }
  .fields tr, figure { break-inside: avoid; }
  h4, figcaption { break-after: avoid; }
  .examples pre { max-height: none; }
}
`
