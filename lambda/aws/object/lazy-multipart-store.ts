import type { StorageEndpoint } from '../../core/settings/environment.js';
import type { MultipartStore } from './multipart-store.js';

/**
 * The multipart store, whose S3 client is loaded by the first request that needs one: most uploads are a single PUT,
 * and their cold start must not pay for it.
 */
export function lazyMultipartStore(bucket: string, storageEndpoint?: StorageEndpoint): MultipartStore {
  let loading: Promise<MultipartStore> | undefined;
  const load = async () => {
    const [{ joinBudgetMs, multipartStore }, { s3Client }] = await Promise.all([
      import('./multipart-store.js'),
      import('./object-store.js'),
    ]);
    // Not every store sends spaces while it joins, as S3 does.
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
