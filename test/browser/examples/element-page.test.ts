import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { violationsIn } from '../axe.js';
import { fake, pdf, photo, screenshot } from '../visitor.js';
import { elementPages, type ElementPage } from './element-page.js';

const open = elementPages();

describe('the page of an app', () => {
  let shown: ElementPage;
  beforeEach(async () => {
    shown = await open();
  });
  afterEach(() => shown.page.close());

  test('is notified of what happens, with the file', async () => {
    const seen = shown.page.evaluate(async () => {
      const lines: string[] = [];
      const note = (line: string) => lines.at(-1) !== line && lines.push(line);
      const field = document.getElementsByTagName('waybill-upload')[0];
      field?.addEventListener('waybill-status', ({ detail }) => note(detail.upload.status));
      field?.addEventListener('waybill-progress', ({ detail }) =>
        note(`${detail.uploads.length} in the list`),
      );
      field?.addEventListener('waybill-refuse', ({ detail }) => note(detail.refused[0]?.reason ?? ''));
      field?.addEventListener('waybill-upload', ({ detail }) =>
        note(`${detail.file.filename} ${String(field.fileIds.join() === detail.file.id)}`),
      );
      await new Promise((resolve) => document.addEventListener('change', resolve));
      return lines;
    });
    const text = { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') };
    await shown.choose('photos', photo('a.jpg'), text);
    const lines = await seen;
    expect(lines.filter((line) => !line.endsWith('list'))).toEqual([
      ...['waiting', 'uploading', 'type', 'checking', 'verified', 'a.jpg true'],
    ]);
    expect(lines).toContain('1 in the list');
  });

  test('may set properties before the element is defined', async () => {
    const { page } = shown;
    const release = await new Promise<() => void>((ready) => {
      void page.route('**/client/element/*', async (route) => {
        await new Promise<void>((go) => ready(go));
        await route.fallback();
      });
      void page.reload({ waitUntil: 'commit' });
    });
    await shown.field('invoice').evaluate((field) => {
      Object.assign(field, { lang: '', texts: { chooseFile: 'Pick one' } });
    });
    release();
    await page.getByRole('button', { name: 'Pick one' }).waitFor();
  });

  test.each([
    ['api', null, /needs the attribute "api" and the property "getToken"/],
    ['max-size', '20MB', /expected a number above 0, such as max-size="10000000"/],
    ['max-files', '0', /expected a number above 0, such as max-files/],
  ])('is notified of a wrong %s, and so are its users', async (name, value, message) => {
    await shown.field('photos').evaluate(
      (field, [name, value]) => {
        if (value === null) field.removeAttribute(name);
        else field.setAttribute(name, value);
      },
      [name, value] as const,
    );
    const reported = shown.page.waitForEvent('pageerror');
    await shown.choose('photos', photo('a.jpg'));
    expect((await reported).message).toMatch(message);
    await shown.page.getByRole('alert').getByText(message).waitFor();
  });

  test('names the fields, for screen readers', async () => {
    const session = await shown.page.context().newCDPSession(shown.page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const groups = nodes.filter(({ role }) => role?.value === 'group');
    expect(groups.map(({ name }) => String(name?.value)).sort()).toEqual(['Photos', 'Rechnung']);
  });

  test('disables the field, or its fieldset', async () => {
    const field = shown.field('photos');
    const button = field.getByRole('button', { name: 'Choose files' });
    await field.evaluate((each) => each.toggleAttribute('disabled', true));
    expect(await button.isDisabled()).toBe(true);
    await field.evaluate((each) => {
      each.removeAttribute('disabled');
      const fieldset = document.createElement('fieldset');
      fieldset.disabled = true;
      each.replaceWith(fieldset);
      fieldset.append(each);
    });
    expect(await button.isDisabled()).toBe(true);
  });
});

describe.each(['light', 'dark'] as const)('in a %s page', (colorScheme) => {
  test.each([1000, 320])('of %i pixels, everything fits and nothing is inaccessible', async (width) => {
    const viewport = { width, height: 900 };
    const shown = await open({ colorScheme, viewport });
    const { page } = shown;
    const long = 'a-very-long-name-of-a-photo-from-a-holiday-with-a-drone.jpg';
    await shown.choose('photos', photo(long), fake('no.png'));
    await shown.sees('no.png', 'Rejected');
    await shown.sees(long, 'Verified');
    await shown.choose('photos', pdf('letter.pdf'));
    await page.getByRole('alert').getByText('letter.pdf').waitFor();
    const release = await shown.holdBytes();
    await shown.choose('invoice', pdf('Rechnung.pdf'));
    await page.getByRole('progressbar').waitFor();
    expect(await violationsIn(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await screenshot(page, `element-${colorScheme}-${String(width)}`);
    await release();
    await page.close();
  });
});
