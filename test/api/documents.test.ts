import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { eventsJsonSchema } from '../../lambda/api/schema/event-schemas.js';
import { eventTable } from './event-table.js';
import { routeTable } from './route-table.js';
import { problems } from '../../lambda/core/problem.js';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

// Prettier pads the columns.
const plain = (table = '') => table.replace(/ +\|/g, ' |').replace(/-{3,}/g, '---');

describe('the documents', () => {
  test('show each route as the table of routes has it', () => {
    const [, shown] =
      /<!-- routes:start -->\n\n?([\s\S]*?)\n\n?<!-- routes:end -->/.exec(read('README.md')) ?? [];
    expect(plain(shown)).toBe(routeTable());
  });

  test('show each event as the table of events has it, with its JSON Schema', () => {
    const [, shown] =
      /<!-- events:start -->\n\n?([\s\S]*?)\n\n?<!-- events:end -->/.exec(read('docs/events.md')) ?? [];
    expect(plain(shown)).toBe(eventTable());
    // Made by `npm run docs:events`.
    expect(JSON.parse(read('docs/events.schema.json'))).toEqual(eventsJsonSchema());
  });

  test('explain each problem code with its status, and no other', () => {
    const headings = [...read('docs/problems.md').matchAll(/^## (\S+) \((\d+)\)$/gm)];
    expect(headings.map(([, code, status]) => `${code} ${status}`).sort()).toEqual(
      Object.entries(problems)
        .map(([code, { status }]) => `${code} ${status}`)
        .sort(),
    );
  });
});
