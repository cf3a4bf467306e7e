import * as z from 'zod/mini';
import type { EventType } from '../../core/event/event.js';
import { answers, type AnswerName } from '../schema/answers.js';
import { eventParts, eventSchemas } from '../schema/event-schemas.js';
import { fileParts } from '../schema/file-answers.js';
import { readParts } from '../schema/read-answers.js';
import { GatewayError, ProblemDocument, serviceParts } from '../schema/service-answers.js';
import { uploadParts } from '../schema/upload-answers.js';
import { webhookParts } from '../schema/webhook-answers.js';
import { routes, type RouteName } from '../routes.js';
import type { Route } from '../schema/route.js';
import type { Json } from './json.js';
import { bodyName, eventName } from './names.js';
import { portableSchema } from './portable-schema.js';

/**
 * Every object of the API under a name of its own, so that generated clients have a type for each, and not one named
 * after the place where it was found first.
 */
const named: Readonly<Record<string, z.core.$ZodType>> = {
  ...answers,
  ...{ ...fileParts, ...uploadParts, ...readParts, ...webhookParts, ...serviceParts },
  Problem: ProblemDocument,
  GatewayError,
  ...Object.fromEntries(
    (Object.entries(routes) as [RouteName, Route][]).flatMap(([name, { body }]) =>
      body ? [[bodyName(name), body]] : [],
    ),
  ),
  ...eventParts,
  ...Object.fromEntries(
    Object.entries(eventSchemas).map(([type, schema]) => [eventName(type as EventType), schema]),
  ),
};

const refTo = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

export const answerRef = (name: AnswerName | 'Problem' | 'GatewayError'): Json => refTo(name);
export const bodyRef = (name: RouteName): Json => refTo(bodyName(name));
export const eventRef = (type: EventType): Json => refTo(eventName(type));

/** The component schemas, sorted as above. */
export function componentSchemas(): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    uri: (id) => `#/components/schemas/${id}`,
    // Fields may be added: a reader must not reject unknown ones.
    io: 'input',
    unrepresentable: 'any',
  });
  return Object.fromEntries(
    Object.keys(named).map((name) => {
      const { $schema, $id, ...schema } = schemas[name] as Json;
      return [name, { ...portableSchema(schema), ...(name === 'UploadRequest' && byMethod) }];
    }),
  );
}

/** Which of the ways of sending it is; zod says so in each of them only. */
const byMethod = {
  discriminator: {
    propertyName: 'method',
    mapping: {
      put: '#/components/schemas/PutUpload',
      post: '#/components/schemas/FormUpload',
      multipart: '#/components/schemas/MultipartUpload',
    },
  },
};

/** A schema that stands where it is used. */
export function inlineSchema(schema: z.core.$ZodType): Json {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return portableSchema(rest);
}
