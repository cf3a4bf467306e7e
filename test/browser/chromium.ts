import { chromium, type Browser } from 'playwright-core';
import { programPath, type Program } from './program.js';

const program: Program = {
  variable: 'CHROME_PATH',
  title: 'Chromium or Chrome',
  names: [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'chrome',
    'microsoft-edge',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  packages: 'chromium',
};

/** It only connects to this machine, and containers have neither a GPU nor user namespaces. */
export const chromiumArguments = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The installed browser: CHROME_PATH, otherwise the first of the usual names in PATH, otherwise the path on macOS.
 * @throws Error that says what to install
 */
export const chromiumPath = (environment: NodeJS.ProcessEnv): string => programPath(program, environment);

export const launchChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath(process.env), args: chromiumArguments });
