import { element, write } from '../dom/element.js';
import { avatar } from '../frame/avatar.js';
import { icon } from '../dom/icon.js';
import { words } from '../words/words.js';

/** Sign-in of `npm start`: a demo account by one click, or any other name. */
export function demoSignIn(
  subjects: readonly string[],
  signIn: (subject: string) => Promise<void>,
): HTMLElement {
  const { title, lede } = words().signIn;
  const problem = element('p', { className: 'sign-in-problem', role: 'alert' });
  const enter = async (subject: string) => {
    problem.textContent = '';
    try {
      await signIn(subject);
    } catch (error) {
      write(problem, error instanceof Error ? error.message : String(error));
    }
  };
  const choices = element('ul', { className: 'subjects' }, ...subjects.map((one) => choice(one, enter)));
  return signInCard(title, lede, choices, otherName(enter), problem);
}

/** A card in the middle of the window. */
export function signInCard(title: string, lede: string, ...rest: readonly HTMLElement[]): HTMLElement {
  return element(
    'main',
    { className: 'sign-in', id: 'content' },
    element(
      'div',
      { className: 'sign-in-card' },
      icon('mark'),
      element('h1', { tabIndex: -1 }, title),
      element('p', { className: 'sign-in-lede' }, lede),
      ...rest,
    ),
  );
}

function choice(subject: string, enter: (subject: string) => Promise<void>): HTMLElement {
  const name = element('span', { dir: 'auto' }, subject);
  const purpose = element('span', { className: 'visually-hidden' }, words().signIn.as);
  const button = element('button', { type: 'button', className: 'subject' }, avatar(subject), purpose, name);
  button.addEventListener('click', () => void enter(subject));
  return element('li', {}, button);
}

function otherName(enter: (subject: string) => Promise<void>): HTMLElement {
  const { otherName: label, go } = words().signIn;
  const input = element('input', {
    id: 'other-name',
    className: 'field',
    required: true,
    maxLength: 255,
    autocomplete: 'off',
    spellcheck: false,
  });
  const form = element(
    'form',
    { className: 'other' },
    element('label', { htmlFor: input.id, className: 'other-label' }, label),
    input,
    element('button', { type: 'submit', className: 'button button-primary' }, go),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void enter(input.value.trim());
  });
  return form;
}
