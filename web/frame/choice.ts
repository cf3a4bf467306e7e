import { element } from '../dom/element.js';

export interface Choice<Value extends string> {
  readonly label: string;
  /** Of the radio buttons; once in the page. */
  readonly name: string;
  readonly options: readonly { readonly value: Value; readonly text: string; readonly lang?: string }[];
  readonly chosen: Value;
  readonly choose: (value: Value) => void;
}

/** A few answers side by side, one of which holds: radio buttons, so that arrow keys move between them. */
export function choiceOf<Value extends string>(choice: Choice<Value>): HTMLElement {
  const { label, name, options, chosen, choose } = choice;
  return element(
    'fieldset',
    { className: 'choice' },
    element('legend', {}, label),
    element(
      'div',
      { className: 'choice-options' },
      ...options.map(({ value, text, lang }) => {
        const input = element('input', { type: 'radio', name, value, checked: value === chosen });
        input.addEventListener('change', () => choose(value));
        return element('label', { className: 'choice-option', ...(lang && { lang }) }, input, text);
      }),
    ),
  );
}
