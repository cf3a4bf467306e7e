import { expect, test } from '@jest/globals';

test('the module can be imported where there are no elements, such as on a server that renders pages', async () => {
  expect(typeof HTMLElement).toBe('undefined');
  const { WaybillUploadElement } = await import('../../../client/element/waybill-upload.js');
  expect(WaybillUploadElement.formAssociated).toBe(true);
});
