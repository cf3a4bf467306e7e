/** Writes docs/events.schema.json; a test compares it with its source schemas. */
import { writeFileSync } from 'node:fs';
import { eventsJsonSchema } from '../../lambda/api/schema/event-schemas.js';

const file = new URL('../../docs/events.schema.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(eventsJsonSchema(), null, 2)}\n`);
