import { expect, test } from '@jest/globals';
import { openApi } from '../../../lambda/api/openapi/document.js';

const document = openApi('1.2.3') as {
  info: { description: string };
  paths: Record<string, Record<string, { security?: unknown[]; responses: Record<string, object> }>>;
};

test('what the gateway answers before a function runs is described', () => {
  const ofGateway = { 'application/json': { schema: { $ref: '#/components/schemas/GatewayError' } } };
  for (const [path, operations] of Object.entries(document.paths))
    for (const { responses, security } of Object.values(operations)) {
      const statuses = [413, 429, 500, 503, ...(security ? [] : [401]), ...(path.includes('{') ? [404] : [])];
      for (const status of statuses)
        expect(responses[status]).toMatchObject({
          description: expect.stringContaining('From the gateway'),
          content: ofGateway,
        });
    }
  expect(document.info.description).toMatch(/404.*method/);
});
