import type * as z from 'zod/mini';
import { Erasure, File, FileList } from './file-answers.js';
import { CdnSession, ReadUrl, ReadUrls, sharingAnswers } from './read-answers.js';
import { Health, OpenApi, ProblemType } from './service-answers.js';
import { SignedParts, StoredParts, Upload } from './upload-answers.js';
import {
  CreatedWebhook,
  DeliveryList,
  Replayed,
  TestEvent,
  Webhook,
  WebhookList,
} from './webhook-answers.js';

/** Every successful response, by its name in the OpenAPI document. */
export const answers = {
  StoredFile: File,
  Upload,
  SignedParts,
  StoredParts,
  FileList,
  ReadUrl,
  ReadUrls,
  CdnSession,
  ...sharingAnswers,
  Erasure,
  Health,
  OpenApi,
  ProblemType,
  Webhook,
  CreatedWebhook,
  WebhookList,
  TestEvent,
  DeliveryList,
  Replayed,
} as const;

export type AnswerName = keyof typeof answers;
export type Answer<Name extends AnswerName> = z.output<(typeof answers)[Name]>;
