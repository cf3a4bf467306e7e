import { createHash } from 'node:crypto';
import type { Page } from '../served.js';
import { html, Html } from './html.js';
import { shareWords, type ShareLanguage } from './words.js';

/** Inline, so that the page is one request; the policy allows it by its hash. */
const style = `
:root{color-scheme:light dark;--ink:#1a1d21;--soft:#565d66;--line:#d5d9de;--paper:#f4f5f7;--card:#fff;--act:#0b57b8;--on-act:#fff}
@media(prefers-color-scheme:dark){:root{--ink:#e9ebee;--soft:#a7aeb7;--line:#3a4048;--paper:#15181c;--card:#1e2227;--act:#8ab8ff;--on-act:#0b1a2e}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1rem;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
main{width:100%;max-width:30rem;padding:2rem;background:var(--card);border:1px solid var(--line);border-radius:.75rem}
h1{margin:.25rem 0 1.25rem;font-size:1.4rem;line-height:1.3;overflow-wrap:anywhere}
h2{margin:0 0 1rem;font-size:1.1rem;line-height:1.3;overflow-wrap:anywhere}
p{margin:0 0 1rem;color:var(--soft)}
dl{margin:0 0 1.5rem;display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem}
dt{color:var(--soft)}
dd{margin:0;overflow-wrap:anywhere}
label{display:block;margin-bottom:.25rem;font-weight:600}
input{width:100%;margin-bottom:1rem;padding:.6rem .75rem;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--soft);border-radius:.4rem}
button{margin:0 .5rem .5rem 0;padding:.65rem 1.25rem;font:inherit;font-weight:600;color:var(--on-act);background:var(--act);border:1px solid var(--act);border-radius:.4rem;cursor:pointer}
button+button{color:var(--act);background:transparent}
:focus-visible{outline:3px solid var(--act);outline-offset:2px}
`;
const styleElement = new Html(`<style>${style}</style>`);
const styleHash = createHash('sha256').update(style).digest('base64');

/**
 * A page without script, image or any other request. Its form posts to the API, whose response redirects to S3:
 * browsers apply `form-action` to redirects of a form too (CSP Level 3, section 6.4.1), so it includes S3.
 * @param readOrigin of presigned reads
 */
export function layout(readOrigin: string, language: ShareLanguage, title: string, content: Html): Page {
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${styleHash}'`,
    `form-action 'self' ${readOrigin}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ];
  const page = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <title>${title}</title>
        ${styleElement}
      </head>
      <body>
        <main>${content}</main>
      </body>
    </html> `;
  return {
    html: page.markup,
    headers: {
      'Content-Language': shareWords[language].locale,
      'Content-Security-Policy': policy.join('; '),
      ...linkHeaders,
    },
  };
}

/** Headers of every response of a link, page or not. */
export const linkHeaders = {
  Vary: 'Accept, Accept-Language',
  'X-Robots-Tag': 'noindex, nofollow',
} as const;
