import { element } from '../dom/element.js';

export interface Choice<Value extends string> {
  readonly label: string;
  /** The name of the radio buttons; unique in the page. */
  readonly name: string;
  readonly options: readonly { readonly value: Value; readonly text: string; readonly lang?: string }[];
  readonly chosen: Value;
  readonly choose: (value: Value) => void;
}

/** Exclusive choices side by side: radio buttons, so that arrow keys move between them. */
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
