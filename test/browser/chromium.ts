import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
];
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The installed browser: CHROME_PATH, otherwise the first of the usual names in PATH, otherwise the path on macOS.
 * @throws Error that says what to install
 */
export function chromiumPath(environment: NodeJS.ProcessEnv): string {
  const { CHROME_PATH, PATH = '' } = environment;
  const folders = PATH.split(path.delimiter).filter(Boolean);
  const candidates = CHROME_PATH
    ? [CHROME_PATH]
    : [...names.flatMap((name) => folders.map((folder) => path.join(folder, name))), ...applications];
  const found = candidates.find(isExecutable);
  if (found) return found;
  throw new Error(
    CHROME_PATH
      ? `CHROME_PATH is ${CHROME_PATH}, which is not a program. Point it at Chromium or Chrome, or unset it.`
      : 'The browser tests need Chromium or Chrome. Install it (Debian, Ubuntu: apt-get install chromium), or set CHROME_PATH to its program.',
  );
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(process.env),
    // It only connects to this machine, and containers have neither a GPU nor user namespaces.
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
