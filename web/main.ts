import { fetchConfiguration, type DemoSignIn, type IssuerSignIn } from './sign-in/configuration.js';
import { Desk, type PageSession } from './desk.js';
import { element } from './dom/element.js';
import { header } from './frame/header.js';
import { applyLanguage } from './frame/language.js';
import { applyTheme } from './frame/theme.js';
import { show } from './frame/window.js';
import { DemoSession } from './sign-in/demo-session.js';
import { beginSignIn, IssuedSession } from './sign-in/issued-session.js';
import { demoSignIn, signInCard } from './sign-in/sign-in-page.js';
import { words } from './words/words.js';

type Enter = (session: PageSession) => void;

async function start(): Promise<void> {
  applyTheme();
  await applyLanguage();
  try {
    const { signIn, ...api } = await fetchConfiguration();
    const enter: Enter = (session) => new Desk(api, session, () => askWho(signIn, enter)).open();
    if (signIn.kind === 'demo') {
      const { remembered } = DemoSession;
      if (remembered) enter(await DemoSession.open(remembered, signIn.tokenUrl));
      else askWho(signIn, enter);
    } else await arrive(signIn, enter);
  } catch (error) {
    apologize(words().page.cannotStart, error, () => start());
  }
}

/** After the redirect from the issuer, or before the one to it. */
async function arrive(signIn: IssuerSignIn, enter: Enter): Promise<void> {
  try {
    const session = await IssuedSession.completeSignIn(signIn);
    if (session) enter(session);
    else askWho(signIn, enter);
  } catch (error) {
    apologize(words().signIn.welcome, error, () => beginSignIn(signIn));
  }
}

function askWho(signIn: DemoSignIn | IssuerSignIn, enter: Enter): void {
  const top = header({ showAgain: () => askWho(signIn, enter) });
  if (signIn.kind === 'demo') {
    const { subjects, tokenUrl } = signIn;
    show(
      top,
      demoSignIn(subjects, async (subject) => enter(await DemoSession.open(subject, tokenUrl))),
    );
    return;
  }
  const { welcome, welcomeLede, go } = words().signIn;
  const button = element('button', { type: 'button', className: 'button button-primary' }, go);
  button.addEventListener('click', () => {
    beginSignIn(signIn).catch((error: unknown) => apologize(welcome, error, () => beginSignIn(signIn)));
  });
  show(top, signInCard(welcome, welcomeLede, button));
}

function apologize(title: string, error: unknown, again: () => Promise<void>): void {
  const reason = error instanceof Error ? error.message : String(error);
  const button = element(
    'button',
    { type: 'button', className: 'button button-primary' },
    words().page.tryAgain,
  );
  button.addEventListener('click', () => {
    again().catch((failure: unknown) => apologize(title, failure, again));
  });
  show(header({ showAgain: () => apologize(title, error, again) }), signInCard(title, reason, button));
}

await start();
