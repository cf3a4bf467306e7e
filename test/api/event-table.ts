import { eventTypes } from '../../lambda/core/event/event.js';

/** The events as a Markdown table; docs/events.md holds it, and a test holds the document to it. */
export function eventTable(): string {
  const rows = Object.entries(eventTypes).map(([type, when]) => `| \`${type}\` | ${when} |`);
  return ['| type | when |', '| --- | --- |', ...rows].join('\n');
}
