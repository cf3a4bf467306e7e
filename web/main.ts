import { createClient } from '../client/index.js';
import { readConfiguration, type Configuration } from './configuration.js';
import { element } from './element.js';
import { FilesPage } from './files-page.js';
import { header } from './header.js';
import { Session } from './session.js';
import { signInPage } from './sign-in.js';
import { restoreTheme } from './theme.js';

const app = document.getElementById('app') ?? document.body;

function show(...parts: readonly HTMLElement[]): void {
  app.replaceChildren(...parts);
  // A new page: its heading is where reading goes on.
  app.querySelector('h1')?.focus();
}

async function enter(configuration: Configuration, subject: string): Promise<void> {
  const session = new Session(subject, configuration.signIn.tokenUrl);
  await session.open();
  const client = createClient({ apiUrl: configuration.apiUrl, getToken: session.token });
  const page = new FilesPage(client);
  const leave = () => {
    page.close();
    session.close();
    askWho(configuration);
  };
  show(header({ subject, leave }), page.element);
  await page.open();
}

function askWho(configuration: Configuration): void {
  show(...signInPage(configuration.signIn.subjects, (subject) => enter(configuration, subject)));
}

async function start(): Promise<void> {
  restoreTheme();
  try {
    const configuration = await readConfiguration();
    const { remembered } = Session;
    if (remembered) await enter(configuration, remembered);
    else askWho(configuration);
  } catch (error) {
    const again = element('button', { type: 'button', className: 'button button-primary' }, 'Try again');
    again.addEventListener('click', () => void start());
    const text = error instanceof Error ? error.message : String(error);
    const title = element('h1', { tabIndex: -1 }, 'The page cannot start');
    show(
      header(),
      element(
        'main',
        { className: 'sign-in' },
        element('div', { className: 'sign-in-card' }, title, element('p', {}, text), again),
      ),
    );
  }
}

await start();
