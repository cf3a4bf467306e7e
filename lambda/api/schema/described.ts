import * as z from 'zod/mini';

/**
 * A field with its description for the OpenAPI document, the JSON Schema of events, the client's types and the API
 * reference. A literal, because the client's types are generated from the source.
 */
export function described<Schema extends z.ZodMiniType>(text: string, schema: Schema): Schema {
  // The length from the rule of a text is appended.
  const rule = z.globalRegistry.get(schema)?.description;
  return schema.check(z.describe(rule === undefined ? text : `${text} ${rule}`));
}
