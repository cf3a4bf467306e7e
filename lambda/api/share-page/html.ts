/** Markup, distinct from text that must be escaped. */
export class Html {
  constructor(readonly markup: string) {}
}

type Value = Html | string | number | undefined;

/** A template that escapes its values, unless they are markup. `undefined` is empty. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  const parts = strings.map((text, index) => text + (index < values.length ? rendered(values[index]) : ''));
  return new Html(parts.join(''));
}

function rendered(value: Value): string {
  if (value === undefined) return '';
  if (value instanceof Html) return value.markup;
  return String(value).replace(/[&<>"']/g, (character) => entities[character as keyof typeof entities]);
}

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' } as const;
