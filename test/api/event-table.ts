import { eventTypes } from '../../lambda/core/event/event.js';

/** The events as a Markdown table; a test compares it with docs/events.md. */
export function eventTable(): string {
  const rows = Object.entries(eventTypes).map(([type, when]) => `| \`${type}\` | ${when} |`);
  return ['| type | when |', '| --- | --- |', ...rows].join('\n');
}
