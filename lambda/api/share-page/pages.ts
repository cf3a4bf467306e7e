import { byteSizeOf } from '../../../text/byte-size.js';
import type { Problem, ProblemCode } from '../../core/problem.js';
import { runsNoScript } from '../../core/read/read-content.js';
import { languageOf } from '../accept.js';
import type { Answer } from '../schema/answers.js';
import type { Page } from '../served.js';
import { html, type Html } from './html.js';
import { kindOf } from './kind.js';
import { layout } from './layout.js';
import { shareWords, type ShareWords } from './words.js';

/** The pages of a link. */
export interface SharePages {
  shared(file: Answer<'SharedFile'>, acceptLanguage: string): Page;
  /** @param file of the link, if it is valid: it is still shown after a wrong password */
  refused(problem: Problem, acceptLanguage: string, file?: Answer<'SharedFile'>): Page;
}

/** @param readOrigin of presigned reads */
export function sharePages(readOrigin: string): SharePages {
  return {
    shared(file, acceptLanguage) {
      const language = languageOf(acceptLanguage, ['en', 'de']);
      const say = shareWords[language];
      const content = html`${facts(say, file)}
      ${file.passwordRequired ? html`<p>${say.hiddenName}</p>` : undefined}
      ${form(say, file.passwordRequired, runsNoScript(file.contentType))}`;
      return layout(readOrigin, language, file.filename ?? say.protectedFile, content);
    },

    refused(problem, acceptLanguage, file) {
      const language = languageOf(acceptLanguage, ['en', 'de']);
      const say = shareWords[language];
      const { title, text, again } = refusal(problem, say);
      const content = html`<h1>${title}</h1>
        <p role="alert">${text}</p>
        ${again && file ? facts(say, file, 'h2') : undefined}
        ${again ? form(say, true, file !== undefined && runsNoScript(file.contentType)) : undefined}`;
      return layout(readOrigin, language, title, content);
    },
  };
}

/** The facts of a file that are shown before the download. */
function facts(say: ShareWords, file: Answer<'SharedFile'>, heading: 'h1' | 'h2' = 'h1'): Html {
  const name = file.filename === null ? say.protectedFile : html`<bdi>${file.filename}</bdi>`;
  const time = timeIn(say, new Date(file.expiresAt));
  return html`<p>${say.intro}</p>
    ${heading === 'h1' ? html`<h1>${name}</h1>` : html`<h2>${name}</h2>`}
    <dl>
      <dt>${say.type}</dt>
      <dd>${kindOf(file.contentType, say)}</dd>
      <dt>${say.size}</dt>
      <dd>${sizeIn(say, file.sizeBytes)}</dd>
      <dt>${say.expires}</dt>
      <dd><time datetime="${file.expiresAt}">${time}</time></dd>
    </dl>`;
}

/** The form posts to the page's own URL. Each button chooses the disposition. */
function form(say: ShareWords, passwordRequired: boolean, mayOpen: boolean): Html {
  const password = html`<label for="password">${say.password}</label>
    <input id="password" name="password" type="password" maxlength="128" autocomplete="off" required />`;
  return html`<form method="post">
    ${passwordRequired ? password : undefined}
    <button name="disposition" value="attachment">${say.download}</button>
    ${mayOpen ? html`<button name="disposition" value="inline">${say.open}</button>` : undefined}
  </form>`;
}

interface Refusal {
  readonly title: string;
  readonly text: string;
  /** With the password field again. */
  readonly again?: true;
}

function refusal({ code, retryAfterSeconds = 1 }: Problem, say: ShareWords): Refusal {
  const known: { readonly [Code in ProblemCode]?: Refusal } = {
    'share-not-found': say.gone,
    'share-password-required': { ...say.passwordRequired, again: true },
    'share-password-wrong': { ...say.passwordWrong, again: true },
    'too-many-guesses': {
      title: say.tooManyGuesses.title,
      text: say.tooManyGuesses.text(retryAfterSeconds),
      again: true,
    },
  };
  return known[code] ?? say.failed;
}

function sizeIn({ locale }: ShareWords, bytes: number): string {
  const { value, unit } = byteSizeOf(bytes);
  const unitDisplay = unit === 'byte' ? 'long' : 'short';
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay }).format(value);
}

/** In UTC, with the time zone: the reader's is unknown. */
const timeIn = ({ locale }: ShareWords, at: Date) =>
  new Intl.DateTimeFormat(locale, {
    ...({ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const),
    ...({ timeZone: 'UTC', timeZoneName: 'short' } as const),
  }).format(at);
