/** Markup, as against text that becomes part of some. */
export class Html {
  constructor(readonly markup: string) {}
}

type Value = Html | string | number | undefined | readonly Html[];

/** A template whose values are text and stay text, unless they are markup already. `undefined` leaves nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  const parts = strings.map((text, index) => text + (index < values.length ? rendered(values[index]) : ''));
  return new Html(parts.join(''));
}

function rendered(value: Value): string {
  if (value === undefined) return '';
  if (value instanceof Html) return value.markup;
  if (typeof value === 'object') return value.map(({ markup }) => markup).join('');
  return String(value).replace(/[&<>"']/g, (character) => entities[character as keyof typeof entities]);
}

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' } as const;
