import { expect, test } from '@jest/globals';
import { openApi } from '../../../lambda/api/openapi/document.js';

test('says of each answer what every field is', () => {
  const { components } = openApi('1.2.3') as {
    components: { schemas: Record<string, { properties?: object }> };
  };
  const loose: string[] = [];
  const look = (place: string, schema: unknown): void => {
    if (typeof schema !== 'object' || schema === null) return;
    const { type, properties, items, anyOf, ...rest } = schema as Record<string, unknown>;
    if (
      type === 'object' &&
      !('additionalProperties' in rest && rest['additionalProperties']) &&
      Object.keys(properties ?? {}).length === 0
    )
      loose.push(place);
    for (const [name, field] of Object.entries(properties ?? {})) look(`${place}.${name}`, field);
    look(`${place}[]`, items);
    for (const one of (anyOf as unknown[] | undefined) ?? []) look(place, one);
  };
  for (const [name, schema] of Object.entries(components.schemas)) look(name, schema);
  expect(loose).toEqual([]);
});
