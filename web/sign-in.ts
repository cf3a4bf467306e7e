import { element } from './element.js';
import { avatar, header } from './header.js';
import { icon } from './icon.js';

/** Asks who is there: a demo subject by one click, or any other name. */
export function signInPage(
  subjects: readonly string[],
  signIn: (subject: string) => Promise<void>,
): readonly HTMLElement[] {
  const problem = element('p', { className: 'sign-in-problem', role: 'alert' });
  const enter = async (subject: string) => {
    problem.textContent = '';
    try {
      await signIn(subject);
    } catch (error) {
      problem.textContent = error instanceof Error ? error.message : String(error);
    }
  };
  const main = element(
    'main',
    { className: 'sign-in' },
    element(
      'div',
      { className: 'sign-in-card' },
      icon('mark'),
      element('h1', { tabIndex: -1 }, 'Who is sending?'),
      element(
        'p',
        { className: 'sign-in-lede' },
        'Demo accounts on this machine. Each sees only its own files.',
      ),
      element('ul', { className: 'subjects' }, ...subjects.map((subject) => choice(subject, enter))),
      otherName(enter),
      problem,
    ),
  );
  return [header(), main];
}

function choice(subject: string, enter: (subject: string) => Promise<void>): HTMLElement {
  const name = element('span', { dir: 'auto' }, subject);
  const purpose = element('span', { className: 'visually-hidden' }, 'Sign in as ');
  const button = element('button', { type: 'button', className: 'subject' }, avatar(subject), purpose, name);
  button.addEventListener('click', () => void enter(subject));
  return element('li', {}, button);
}

function otherName(enter: (subject: string) => Promise<void>): HTMLElement {
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
    element('label', { htmlFor: input.id, className: 'other-label' }, 'Or any other name'),
    input,
    element('button', { type: 'submit', className: 'button button-primary' }, 'Sign in'),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void enter(input.value.trim());
  });
  return form;
}
