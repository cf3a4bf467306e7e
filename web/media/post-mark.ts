import type { StoredFile } from '../../client/index.js';

/** What a person writes about a photo or video. */
export interface PostText {
  readonly caption: string;
  /** What is to be seen, for those who cannot see it. */
  readonly description: string;
}

/** The service keeps metadata values of up to 512 characters. */
export const longestText = 500;

/** A file is a post by its metadata. */
const mark = 'post';

/** What is kept with the file. */
export function postMetadata({ caption, description }: PostText): Record<string, string> {
  return { [mark]: '1', ...(caption && { caption }), ...(description && { description }) };
}

/** What changes it: without a text, its entry goes. */
export function postChanges({ caption, description }: PostText): Record<string, string | null> {
  return { caption: caption || null, description: description || null };
}

export const isPost = (metadata: StoredFile['metadata']): boolean => metadata[mark] === '1';

export function postText({ caption = '', description = '' }: StoredFile['metadata']): PostText {
  return { caption, description };
}
