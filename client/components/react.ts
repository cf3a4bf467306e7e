/**
 * Hooks for React 18 and 19. See docs/react.md.
 *
 * @module @waybill/client/react
 */

import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { Client } from '../client.js';
import { FileListing, type ListFilter, type ListedFiles } from './file-listing.js';
import type { TrackedUpload, TrackedUploadOptions } from './tracked-upload.js';
import { UploadList } from './upload-list.js';

export type { ListFilter, ListedFiles } from './file-listing.js';
export type { TrackedStatus, TrackedUpload, TrackedUploadOptions } from './tracked-upload.js';

/** Options of `useUpload`. */
export interface UseUploadOptions {
  /**
   * Whether uploads are aborted when the component unmounts.
   * @default false: they run to their end
   */
  readonly abortOnUnmount?: boolean;
}

/** What `useUpload` returns. */
export interface UploadHook {
  /** Every upload of this component, oldest first. */
  readonly uploads: readonly TrackedUpload[];
  /**
   * Starts an upload; three files are sent at once, the others wait. The same function in each render.
   * @param file what to send
   * @param options how
   * @returns the upload when it has ended; it never rejects: look at `status`
   * @example
   * import { useUpload } from '@waybill/client/react';
   *
   * const { upload } = useUpload(client);
   * const { status } = await upload(file, { metadata: { album: 'Bali' } });
   */
  readonly upload: (file: File, options?: TrackedUploadOptions) => Promise<TrackedUpload>;
  /**
   * Removes uploads that have ended from `uploads`. The same function in each render.
   * @returns nothing
   * @example
   * import { useUpload } from '@waybill/client/react';
   *
   * const { clear } = useUpload(client);
   * clear();
   */
  readonly clear: () => void;
}

/**
 * Uploads of a component, with progress and verdict.
 *
 * @param client of `createClient`, made once outside of components
 * @param options of the hook
 * @returns the uploads, and a function that starts one
 * @example
 * import { useUpload } from '@waybill/client/react';
 *
 * const { upload, uploads } = useUpload(client);
 * show(uploads.map(({ name, status, progress }) => `${name}: ${status} ${progress * 100} %`));
 */
export function useUpload(client: Client, { abortOnUnmount = false }: UseUploadOptions = {}): UploadHook {
  const [list] = useState(() => new UploadList());
  const uploads = useSyncExternalStore(list.subscribe, list.read, list.read);
  const isMounted = useRef(false);
  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
      // StrictMode mounts again at once: that is not the end of the component.
      if (abortOnUnmount) queueMicrotask(() => isMounted.current || list.abortAll());
    };
  }, [list, abortOnUnmount]);
  const upload = useCallback(
    (file: File, options?: TrackedUploadOptions) => list.upload(client, file, options),
    [list, client],
  );
  return { uploads, upload, clear: list.clear };
}

/** What `useFiles` returns. */
export interface FilesHook extends ListedFiles {
  /**
   * Loads the next page; does nothing while one is loading, or after the last. The same function until the filter changes.
   * @returns nothing
   * @example
   * import { useFiles } from '@waybill/client/react';
   *
   * const { hasMore, more } = useFiles(client);
   * if (hasMore) more();
   */
  readonly more: () => void;
  /**
   * Loads the first page again, and replaces all files with it. The same function until the filter changes.
   * @returns nothing
   * @example
   * import { useFiles } from '@waybill/client/react';
   *
   * const { refresh } = useFiles(client);
   * refresh();
   */
  readonly refresh: () => void;
}

/**
 * The caller's files, page by page. Loads the first page when the component mounts, and when the filter changes.
 *
 * @param client of `createClient`, made once outside of components
 * @param filter which files; compared by its content, so it may be a new object in each render
 * @returns the files so far
 * @example
 * import { useFiles } from '@waybill/client/react';
 *
 * const { files, status, error } = useFiles(client, { status: 'verified', type: 'image/*' });
 * show(error?.message ?? files.map(({ filename }) => filename));
 */
export function useFiles(client: Client, filter: ListFilter = {}): FilesHook {
  const content = JSON.stringify(filter);
  const listing = useMemo(
    () => new FileListing(client, JSON.parse(content) as ListFilter),
    [client, content],
  );
  const listed = useSyncExternalStore(listing.subscribe, listing.read, listing.read);
  useEffect(() => {
    listing.refresh();
    return () => listing.stop();
  }, [listing]);
  return { ...listed, more: listing.more, refresh: listing.refresh };
}
