/**
 * The look of a form, wherever it stands. A site's font and colour of text are taken over;
 * `--form-accent` and `--form-radius` may be set by the site.
 */
export const formStyle = `
.nf, .nf * { box-sizing: border-box; }
.nf { display: grid; gap: 1.125rem; line-height: 1.5; overflow-wrap: anywhere; text-align: left; --bad: light-dark(#a8162b, #ff99a5); --quiet: light-dark(#475067, #a9b3c7); --edge: light-dark(#8b93a5, #66728c); --fill: light-dark(#fff, #121826); --text: light-dark(#0f172a, #e8ecf4); --accent: var(--form-accent, light-dark(#1e3a8a, #3f63d6)); --ring: light-dark(#2f54c8, #9db4ff); --round: var(--form-radius, 8px); }
.nf p, .nf fieldset, .nf legend { border: 0; margin: 0; min-width: 0; padding: 0; }
.nf-field { display: grid; gap: 0.25rem; }
.nf-field label, .nf legend { font-weight: 550; }
.nf-field label span, .nf-hint { color: var(--quiet); font-weight: 400; }
.nf-hint, .nf-error { font-size: 0.875em; }
.nf-error { color: var(--bad); font-weight: 550; }
.nf-error:empty, .nf-problem:empty { display: none; }
.nf input:not([type=checkbox]), .nf select, .nf textarea { appearance: none; background: var(--fill); border: 1px solid var(--edge); border-radius: var(--round); color: var(--text); font: inherit; font-size: max(1em, 16px); margin: 0; min-height: 2.75rem; padding: 0.5rem 0.75rem; width: 100%; }
.nf select { background: var(--fill) linear-gradient(45deg, #0000 50%, var(--quiet) 50%) calc(100% - 17px) 55% / 5px 5px no-repeat, linear-gradient(-45deg, #0000 50%, var(--quiet) 50%) calc(100% - 12px) 55% / 5px 5px no-repeat var(--fill); padding-right: 2rem; }
.nf textarea { display: block; resize: vertical; }
.nf [aria-invalid=true] { border-color: var(--bad) !important; }
.nf :focus-visible { outline: 2px solid var(--ring); outline-offset: 2px; }
.nf fieldset { display: grid; gap: 0.25rem; }
.nf legend { margin-bottom: 0.25rem; }
.nf-consent { align-items: start; cursor: pointer; display: grid; gap: 0.625rem; grid-template-columns: auto 1fr; padding: 0.375rem 0; }
.nf-consent input { accent-color: var(--accent); height: 1.5rem; margin: 0; width: 1.5rem; }
.nf-trap { height: 1px; left: -9999px; overflow: hidden; position: absolute; width: 1px; }
.nf button { background: var(--accent); border: 0; border-radius: var(--round); color: var(--form-on-accent, #fff); cursor: pointer; font: inherit; font-weight: 550; justify-self: start; min-height: 2.75rem; padding: 0.5rem 1.25rem; }
.nf button:hover { filter: brightness(1.1); }
.nf button[aria-busy=true] { cursor: progress; opacity: 0.75; }
.nf-problem { background: light-dark(#fde8ea, #331519); border-radius: var(--round); color: var(--bad); font-weight: 550; padding: 0.75rem 1rem !important; }
.nf-problem a { color: inherit; }
.nf-problem button { background: none !important; border: 1px solid !important; color: inherit !important; display: block; margin-top: 0.5rem; }
.nf-thanks { background: light-dark(#e3f5ea, #10291d); border-radius: var(--round); color: light-dark(#0f6b3f, #6ddba3); font-weight: 550; outline: none; padding: 1rem 1.25rem; }
.nf-thanks p + p { font-weight: 400; margin-top: -0.75rem; }
.nf-seller { color: light-dark(#475067, #a9b3c7); font-weight: 550; margin: 0 0 1rem; overflow-wrap: anywhere; }
.nf-heading { font-size: 1.5rem; font-weight: 640; letter-spacing: -0.02em; line-height: 1.25; margin: 0 0 0.375rem; overflow-wrap: anywhere; text-wrap: balance; }
.nf-intro { color: light-dark(#475067, #a9b3c7); margin: 0 0 1.5rem; overflow-wrap: anywhere; }
.nf-intro:last-child { margin: 0; }
.nf-intro p { line-height: 1.5; margin: 0 0 0.5rem; }
@media (max-width: 30rem) { .nf button { justify-self: stretch; } }
`
