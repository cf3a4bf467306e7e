import type { StoredFile } from '../../client/index.js';

/** The text of a post. */
export interface PostText {
  readonly caption: string;
  /** The text alternative of the image. */
  readonly description: string;
}

/** Maximum length of a metadata value in the service. */
export const longestText = 500;

/** The metadata by which a file is a post. */
const mark = 'post';

/** The metadata of a new post. */
export function postMetadata({ caption, description }: PostText): Record<string, string> {
  return { [mark]: '1', ...(caption && { caption }), ...(description && { description }) };
}

/** The change of its metadata: an empty text removes the entry. */
export function postChanges({ caption, description }: PostText): Record<string, string | null> {
  return { caption: caption || null, description: description || null };
}

export const isPost = (metadata: StoredFile['metadata']): boolean => metadata[mark] === '1';

export function postText({ caption = '', description = '' }: StoredFile['metadata']): PostText {
  return { caption, description };
}
