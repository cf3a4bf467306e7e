import { WaybillError } from './error.js';

/**
 * The network error. Only the host of the URL is shown: the rest may be presigned. (Without `URL`: React Native's has
 * neither `host` nor `searchParams`.)
 */
export function noAnswer(url: string, cause?: string): WaybillError {
  const host = /^\w+:\/\/([^/?#]+)/.exec(url)?.[1] ?? 'apiUrl';
  const detail = `No answer from ${host}: offline, or not allowed by CORS`;
  return new WaybillError('network', detail, { retryable: true, cause, host });
}
