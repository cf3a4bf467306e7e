import { chromiumTab, firefoxTab } from './puppeteer-tab.js';
import type { Tab } from './tab.js';
import { webkitTab } from './webkit-tab.js';

export type EngineName = 'chromium' | 'firefox' | 'webkit';

export const engineNames: readonly EngineName[] = ['chromium', 'firefox', 'webkit'];

export const engines: Readonly<Record<EngineName, () => Promise<Tab>>> = {
  chromium: chromiumTab,
  firefox: firefoxTab,
  webkit: webkitTab,
};
