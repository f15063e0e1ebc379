/** The tokens of web/src/tokens.css that these pages use, under the same names; a test holds the values alike. */
export const tokens = `
:root {
  color-scheme: light dark;
  --font-sans: 'Inter Variable', 'Inter fallback', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans Tamil', 'Tamil MN', Latha, system-ui, sans-serif;
  --font-mono: ui-monospace, 'SF Mono', 'Cascadia Code', 'JetBrains Mono', Menlo, Consolas, 'Liberation Mono', monospace;
  --color-canvas: light-dark(#f6f7f9, #0b0f19);
  --color-surface: light-dark(#ffffff, #121826);
  --color-sunken: light-dark(#eff1f5, #0e1420);
  --color-hover: light-dark(#f3f5f8, #182032);
  --color-line: light-dark(#e3e6ec, #263047);
  --color-line-strong: light-dark(#8b93a5, #66728c);
  --color-ink: light-dark(#0f172a, #e8ecf4);
  --color-ink-2: light-dark(#475067, #a9b3c7);
  --color-ink-3: light-dark(#5f687c, #8f9bb3);
  --color-primary: light-dark(#1e3a8a, #3f63d6);
  --color-primary-hover: light-dark(#18306f, #3556c0);
  --color-on-primary: #ffffff;
  --color-link: light-dark(#1e3a8a, #9db4ff);
  --color-accent: light-dark(#eb582d, #f2714b);
  --color-accent-ink: light-dark(#b83a12, #ff9a78);
  --color-focus: light-dark(#2f54c8, #9db4ff);
  --color-ok: light-dark(#0f6b3f, #6ddba3); --color-ok-bg: light-dark(#e3f5ea, #10291d);
  --color-warn: light-dark(#8a4b00, #f5c26b); --color-warn-bg: light-dark(#fdf1dc, #2e2310);
  --color-bad: light-dark(#a8162b, #ff99a5); --color-bad-bg: light-dark(#fde8ea, #331519);
  --color-info: light-dark(#1e3a8a, #a9bdff); --color-info-bg: light-dark(#e6ecfb, #182242);
  --color-mute: light-dark(#475067, #a9b3c7); --color-mute-bg: light-dark(#edeff3, #1e2638);
  --bar: 3.25rem;
}
`

export const faces = `
@font-face { font-family: 'Inter fallback'; src: local('Arial'), local('Liberation Sans'); size-adjust: 107.12%; ascent-override: 90.44%; descent-override: 22.52%; line-gap-override: 0%; }
@font-face { font-family: 'Inter Variable'; font-style: normal; font-display: swap; font-weight: 400 700; src: url('/fonts/inter-site.woff2') format('woff2'); }
`

export const pageStyle = `${faces}${tokens}
*, ::before, ::after { box-sizing: border-box; }
html { background: var(--color-canvas); color: var(--color-ink); font-size: 100%; -webkit-text-size-adjust: 100%; scroll-padding: calc(var(--bar) + 1rem) 0 2rem; }
body { font: 400 0.875rem/1.375rem var(--font-sans); margin: 0; min-height: 100dvh; -webkit-font-smoothing: antialiased; overflow-wrap: break-word; }
:focus-visible { outline: 2px solid var(--color-focus); outline-offset: 2px; border-radius: 2px; }
h1, h2, h3, h4 { margin: 0; text-wrap: balance; letter-spacing: -0.011em; }
h1 { font-size: 1.625rem; line-height: 2.125rem; font-weight: 640; letter-spacing: -0.02em; }
h2 { font-size: 1.125rem; line-height: 1.625rem; font-weight: 620; }
h3 { font-size: 0.875rem; line-height: 1.375rem; font-weight: 620; }
p, ul, ol, pre { margin: 0; }
ul, ol { padding-left: 1.25rem; }
li + li { margin-top: 0.25rem; }
a { color: var(--color-link); text-underline-offset: 3px; text-decoration-thickness: 1px; text-decoration-color: color-mix(in srgb, currentColor 40%, transparent); }
a:hover { text-decoration-color: currentColor; }
code, pre { font-family: var(--font-mono); font-size: 0.8125rem; font-variant-ligatures: none; }
:not(pre, h1, h2) > code { background: var(--color-mute-bg); border-radius: 4px; padding: 1px 4px; overflow-wrap: anywhere; }
pre { background: var(--color-sunken); border: 1px solid var(--color-line); border-radius: 8px; line-height: 1.25rem; overflow: auto; padding: 0.75rem 1rem; tab-size: 2; }
summary { cursor: pointer; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; width: 100%; }
th { color: var(--color-ink-3); font-size: 0.8125rem; font-weight: 500; text-align: left; }
.skip { background: var(--color-primary); border-radius: 0 0 6px 0; color: var(--color-on-primary); left: 0; padding: 0.5rem 1rem; position: fixed; top: 0; transform: translateY(-110%); z-index: 3; }
.skip:focus { transform: none; }
.bar { align-items: center; font-size: 0.875rem; background: var(--color-surface); border-bottom: 1px solid var(--color-line); display: flex; gap: 1rem; height: var(--bar); justify-content: space-between; padding: 0 max(1rem, env(safe-area-inset-left)); position: sticky; top: 0; z-index: 2; }
.bar a { border-radius: 6px; color: var(--color-ink-2); padding: 0.375rem 0.75rem; text-decoration: none; }
.bar nav { display: flex; gap: 0.25rem; white-space: nowrap; }
.bar a:hover { background: var(--color-hover); color: var(--color-ink); }
.bar a[aria-current] { color: var(--color-ink); font-weight: 550; }
.bar .brand { align-items: center; color: var(--color-ink); display: inline-flex; font-weight: 620; gap: 0.625rem; letter-spacing: -0.011em; margin-left: -0.5rem; padding: 0.375rem 0.5rem; }
main { display: block; margin: 0 auto; max-width: 46rem; padding: 2.5rem 1rem 5rem; }
main:focus { outline: none; }
.prose > * + * { margin-top: 0.875rem; }
.prose > * + h2 { margin-top: 2.5rem; }
.prose > * + h3 { margin-top: 1.5rem; }
.lead { color: var(--color-ink-2); font-size: 1rem; line-height: 1.625rem; }
.quiet { color: var(--color-ink-3); }
.mono { font-family: var(--font-mono); }
.crumbs { color: var(--color-ink-3); margin-bottom: 0.75rem; }
.tag { background: var(--color-mute-bg); border-radius: 4px; color: var(--color-mute); display: inline-block; font-size: 0.8125rem; font-weight: 550; line-height: 1.25rem; padding: 0 0.5rem; white-space: nowrap; }
.tag.info { background: var(--color-info-bg); color: var(--color-info); }
.tag.ok { background: var(--color-ok-bg); color: var(--color-ok); }
.tag.warn { background: var(--color-warn-bg); color: var(--color-warn); }
.tag.bad { background: var(--color-bad-bg); color: var(--color-bad); }
.card { background: var(--color-surface); border: 1px solid var(--color-line); border-radius: 10px; }
@media (pointer: coarse) { .bar a { min-height: 44px; display: inline-flex; align-items: center; } }
@media print {
  :root { color-scheme: light; --color-canvas: #fff; }
  .bar, .skip { display: none; }
  main { max-width: none; padding: 0; }
  pre { white-space: pre-wrap; }
  h2, h3 { break-after: avoid; }
}
`
