import type { Endpoint } from '../../../lambda/core/webhook/endpoint.js';
import { noon } from '../records.js';

/** An endpoint in its initial state. */
export const endpoint = (changes: Partial<Endpoint> = {}): Endpoint => ({
  id: 'whe_0123456789abcdefghijkl',
  url: 'https://hooks.example.com/waybill',
  secretVersion: 1,
  createdAt: noon,
  revision: 1,
  ...changes,
});
