import { beforeAll, describe, expect, test } from '@jest/globals';
import { photo } from './fixture.js';
import { person, type Person, type ShownFile } from './person.js';
import { makeShare, sharesOf, visit } from './shared.js';

let ada: Person;
let file: ShownFile;
beforeAll(async () => {
  ada = await person();
  file = await ada.store(photo());
});

/** As documented by their vendors. */
const previewers = [
  'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
  'Twitterbot/1.0',
  'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)',
  'WhatsApp/2.23.20.0 A',
  'TelegramBot (like TwitterBot)',
  'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)',
  'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com',
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
  'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Safari/605.1.15 (Applebot/0.1; +http://www.apple.com/go/applebot)',
  'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0; Pro) BitlyBot SafeLinks',
];

describe('a link previewer', () => {
  test.each(previewers)('uses nothing up: %s', async (agent) => {
    const { id, url } = await makeShare(ada, file.id, { maxDownloads: 1 });
    const headers = { 'user-agent': agent };
    const head = await visit(url, { method: 'HEAD', headers });
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
    expect((await visit(url, { headers })).status).toBe(200);
    expect((await sharesOf(ada, file.id)).find((one) => one.id === id)?.downloads).toBe(0);
    expect((await ada.call(`/files/${file.id}/shares/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await visit(url, { method: 'HEAD', headers })).status).toBe(404);
  });
});
