import { maxBodyBytes, type Route } from '../schema/route.js';
import type { RouteName } from '../routes.js';
import { content, refusals, successes } from './answers.js';
import type { Json } from './json.js';
import { parametersOf } from './parameters.js';
import { bodyRef } from './schemas.js';
import { tagOf } from './tags.js';

export function operation(name: RouteName, row: Route): Json {
  const parameters = parametersOf(row);
  return {
    operationId: name,
    tags: [tagOf(row.path)],
    summary: row.summary,
    description: row.permission ? `Needs the permission \`${row.permission}\`.` : 'Needs no token.',
    ...(row.open && { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(row.body && {
      requestBody: {
        description: `At most ${row.maxBodyBytes ?? maxBodyBytes} bytes.`,
        required: !row.bodyOptional,
        content: {
          ...content('application/json', bodyRef(name)),
          ...(row.form && content('application/x-www-form-urlencoded', bodyRef(name))),
        },
      },
    }),
    responses: { ...successes(name, row), ...refusals(row) },
  };
}
