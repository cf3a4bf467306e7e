/** In front of the key, in URLs of the CDN that are read by cookies. */
export const sessionPrefix = 'session/';
