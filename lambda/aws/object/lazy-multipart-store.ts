import type { StorageEndpoint } from '../../core/settings/environment.js';
import type { MultipartStore } from './multipart-store.js';

/**
 * The multipart store, with an S3 client that is loaded by the first request that needs it: most uploads are a single
 * PUT, so it does not slow down their cold start.
 */
export function lazyMultipartStore(bucket: string, storageEndpoint?: StorageEndpoint): MultipartStore {
  let loading: Promise<MultipartStore> | undefined;
  const load = async () => {
    const [{ joinBudgetMs, multipartStore }, { s3Client }] = await Promise.all([
      import('./multipart-store.js'),
      import('./object-store.js'),
    ]);
    // Unlike S3, not every store sends spaces while it joins.
    return multipartStore(s3Client(storageEndpoint, joinBudgetMs), bucket);
  };
  const store = () => (loading ??= load());
  return {
    begin: async (file) => (await store()).begin(file),
    abort: async (key, uploadId) => (await store()).abort(key, uploadId),
    listParts: async (key, uploadId) => (await store()).listParts(key, uploadId),
    join: async (file, uploadId, parts) => (await store()).join(file, uploadId, parts),
  };
}
