import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { fake, pdf, photo } from '../visitor.js';
import { elementPages, type ElementPage } from './element-page.js';

const open = elementPages();
let shown: ElementPage;

beforeEach(async () => {
  shown = await open();
});
afterEach(async () => {
  await shown.page.close();
  expect(shown.errors).toEqual([]);
});

const text = { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') };

test('a form waits for the verdict and sends the ids of its files, and only of its own', async () => {
  await shown.sendForm();
  expect(await shown.field('photos').evaluate((each) => each.matches(':invalid'))).toBe(true);
  const release = await shown.holdBytes();
  await shown.choose('photos', photo('one.jpg'), photo('two.jpg'));
  await shown.row('one.jpg').getByRole('progressbar').waitFor();
  await shown.sendForm();
  expect(await shown.sent()).toBe('');
  await release();
  await shown.sees('one.jpg', 'Verified');
  await shown.sees('two.jpg', 'Verified');
  await shown.choose('invoice', { ...fake('a.pdf'), mimeType: 'application/pdf' });
  await shown.sees('a.pdf', 'Rejected');
  await shown.sendForm();
  const { items } = await shown.person.ask<{ items: { id: string; filename: string; metadata: object }[] }>(
    '/files?status=verified',
  );
  const ids = ['one.jpg', 'two.jpg'].map((name) => items.find(({ filename }) => filename === name)?.id);
  expect(await shown.sent()).toBe(`Sent: ${ids.join(', ')}`);
  expect(items[0]?.metadata).toEqual({ from: 'photos' });
});

test('a rejected file has its reason, blocks the form until it is removed, and its name is only text', async () => {
  const name = '<img src=x onerror=alert(1)>.png';
  await shown.choose('photos', fake(name), photo('good.jpg'));
  await shown.sees(name, 'Rejected');
  await shown.sees('good.jpg', 'Verified');
  expect(await shown.row(name).textContent()).toMatch(/found application\/x-elf\. .*\./);
  const announced = await shown.field('photos').getByRole('status').textContent();
  expect(announced).toMatch(/Rejected\. Declared image\/png, found application\/x-elf/);
  await shown.sendForm();
  expect(await shown.sent()).toBe('');
  const remove = shown.row(name).getByRole('button', { name: `Remove: ${name}` });
  await remove.press('Enter');
  await shown.row(name).waitFor({ state: 'detached' });
  const focused = await shown.field('photos').evaluate((each) => each.shadowRoot?.activeElement?.textContent);
  expect(focused).toContain('good.jpg');
  await shown.sendForm();
  expect(await shown.sent()).toMatch(/^Sent: [\w-]+$/);
  expect(await shown.page.locator('img').count()).toBe(0);
});

test('what breaks the field’s rules is not sent, and the notice says why', async () => {
  const requests: string[] = [];
  shown.page.on('request', (request) => requests.push(request.method()));
  const sees = (sentence: string) => shown.page.getByRole('alert').getByText(sentence).waitFor();
  await shown.choose('photos', text);
  await sees('a.txt was not added: choose one of image/*.');
  await shown.field('photos').evaluate((field) => {
    const big = new File([new Uint8Array(20_000_001)], 'big.jpg', { type: 'image/jpeg' });
    (field as HTMLElementTagNameMap['waybill-upload']).add([big]);
  });
  await sees('big.jpg was not added: it is larger than 20 MB.');
  expect(requests).toEqual([]);
  await shown.choose('photos', ...['1.jpg', '2.jpg', '3.jpg', '4.jpg'].map(photo));
  await sees('4.jpg was not added: choose at most 3.');
  await shown.sees('3.jpg', 'Verified');
  expect(await shown.page.getByRole('listitem').count()).toBe(3);
});

test.each(['drop', 'paste'] as const)('files are added by %s', async (type) => {
  const isOpened = await shown.field('photos').evaluate(
    (field, [type, bytes]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(bytes)], `${type}.jpg`, { type: 'image/jpeg' }));
      const given = { bubbles: true, cancelable: true };
      return field.dispatchEvent(
        type === 'drop'
          ? new DragEvent('drop', { ...given, dataTransfer: transfer })
          : new ClipboardEvent('paste', { ...given, clipboardData: transfer }),
      );
    },
    [type, [...photo('').buffer]] as const,
  );
  // A browser would show the file in place of the page.
  expect(isOpened).toBe(false);
  await shown.sees(`${type}.jpg`, 'Verified');
});

test('an upload is cancelled in the service, and retried in its place, with the keyboard alone', async () => {
  const { page } = shown;
  // Before other calls, so that the browser reports dialogs when one opens.
  const chooser = page.waitForEvent('filechooser');
  const release = await shown.holdBytes();
  await shown.field('photos').getByRole('button', { name: 'Choose files' }).focus();
  await page.keyboard.press('Enter');
  await (await chooser).setFiles([photo('first.jpg')]);
  const status = await shown.abortedBy(async () => {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
  });
  expect(status).toBe(204);
  await shown.sees('first.jpg', 'Cancelled');
  await shown.choose('photos', photo('second.jpg'));
  await release();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await shown.sees('first.jpg', 'Verified');
  await shown.sees('second.jpg', 'Verified');
  const rows = await page.getByRole('listitem').allTextContents();
  expect(rows.map((row) => row.replace(/\.jpg.*/, ''))).toEqual(['first', 'second']);
});

test('an upload that fails says so, and is retried', async () => {
  await shown.page.route('**/uploads', (route) => route.fulfill({ status: 403, body: 'a proxy' }));
  await shown.choose('photos', photo('lost.jpg'));
  await shown.sees('lost.jpg', 'Failed');
  expect(await shown.row('lost.jpg').textContent()).toContain('The gateway refused the request');
  await shown.page.unroute('**/uploads');
  await shown
    .row('lost.jpg')
    .getByRole('button', { name: /^Retry/ })
    .click();
  await shown.sees('lost.jpg', 'Verified');
});

test('a reset empties the field and aborts what is not stored', async () => {
  await shown.holdBytes();
  await shown.choose('photos', photo('empty.jpg'));
  const reset = shown.page.getByRole('button', { name: 'Reset' });
  expect(await shown.abortedBy(() => reset.click())).toBe(204);
  expect(await shown.page.getByRole('listitem').count()).toBe(0);
});

test('another language, a file that replaces the one before, and one that is deleted when it is removed', async () => {
  await shown.page.getByRole('button', { name: 'Datei wählen' }).waitFor();
  await shown.choose('invoice', pdf('old.pdf'));
  await shown.sees('old.pdf', 'Geprüft');
  await shown.choose('invoice', pdf('new.pdf'));
  await shown.sees('new.pdf', 'Geprüft');
  expect(await shown.page.getByRole('listitem').count()).toBe(1);
  const deleted = shown.page.waitForResponse((answer) => answer.request().method() === 'DELETE');
  await shown.page.getByRole('button', { name: 'Entfernen: new.pdf' }).click();
  expect((await deleted).status()).toBe(204);
});

test('moved in the page, its uploads continue; removed, they are aborted in the service', async () => {
  const { page } = shown;
  const release = await shown.holdBytes();
  await shown.choose('photos', photo('moved.jpg'));
  await page.waitForRequest(/X-Amz-Signature/);
  await page.evaluate(() => document.body.append(document.querySelector('#photos') ?? ''));
  await release();
  await shown.sees('moved.jpg', 'Verified');
  await shown.holdBytes();
  await shown.choose('photos', photo('removed.jpg'));
  const status = await shown.abortedBy(() =>
    page.evaluate(() => document.querySelector('#photos')?.remove()),
  );
  expect(status).toBe(204);
});
