import { readConfiguration, type Configuration } from './configuration.js';
import { Desk } from './desk.js';
import { element } from './element.js';
import { header } from './frame/header.js';
import { applyLanguage } from './frame/language.js';
import { applyTheme } from './frame/theme.js';
import { show } from './frame/window.js';
import { DemoSession } from './sign-in/demo-session.js';
import { demoSignIn, signInCard } from './sign-in/sign-in-page.js';
import { words } from './words/words.js';

async function enter(configuration: Configuration, subject: string): Promise<void> {
  const session = new DemoSession(subject, configuration.signIn.tokenUrl);
  await session.open();
  new Desk(configuration.apiUrl, session, () => askWho(configuration)).open();
}

function askWho(configuration: Configuration): void {
  const { subjects } = configuration.signIn;
  const page = demoSignIn(subjects, (subject) => enter(configuration, subject));
  show(header({ retell: () => askWho(configuration) }), page);
}

async function start(): Promise<void> {
  applyTheme();
  applyLanguage();
  try {
    const configuration = await readConfiguration();
    const { remembered } = DemoSession;
    if (remembered) await enter(configuration, remembered);
    else askWho(configuration);
  } catch (error) {
    cannotStart(error instanceof Error ? error.message : String(error));
  }
}

function cannotStart(reason: string): void {
  const { cannotStart: title, tryAgain } = words().page;
  const again = element('button', { type: 'button', className: 'button button-primary' }, tryAgain);
  again.addEventListener('click', () => void start());
  show(header({ retell: () => cannotStart(reason) }), signInCard(title, reason, again));
}

await start();
