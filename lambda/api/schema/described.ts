import * as z from 'zod/mini';

/**
 * A field with what the OpenAPI document, the JSON Schema of events, the client's types and the reference of the API
 * say of it: its one description. A literal, because the client's types are written from the source.
 */
export function described<Schema extends z.ZodMiniType>(text: string, schema: Schema): Schema {
  // What the rule of a text says of its length stays.
  const rule = z.globalRegistry.get(schema)?.description;
  return schema.check(z.describe(rule === undefined ? text : `${text} ${rule}`));
}
