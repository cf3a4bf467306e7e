/** Writes docs/events.schema.json; a test holds it to the schemas that it is made from. */
import { writeFileSync } from 'node:fs';
import { eventsJsonSchema } from '../../lambda/api/schema/event-schemas.js';

const file = new URL('../../docs/events.schema.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(eventsJsonSchema(), null, 2)}\n`);
