import * as z from 'zod/mini';

/** The fields for which a request is refused, as `/`-separated paths; none for one that is accepted. */
export function refusedFields(schema: z.ZodMiniType | undefined, request: unknown): string[] {
  if (!schema) throw new Error('the route takes no such request');
  const { error } = z.safeParse(schema, request);
  return [
    ...new Set(
      (error?.issues ?? []).flatMap((issue) =>
        issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('/')],
      ),
    ),
  ];
}
